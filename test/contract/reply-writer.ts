import { describe, expect, test } from 'vitest';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { askedAnswerSchema, type Prompt, writerActions } from '../../shared/domain/writing/answer.ts';
import { RULES } from '../../shared/domain/writing/prompt.ts';
import { SUMMARY_REQUEST } from '../../shared/domain/writing/summary-prompt.ts';

const instructions = [
  RULES,
  '## Instructions\nThe tool costs 20 euros a month.',
  '## Signature\nAlex',
  '## This conversation\nAsk whether they would try our tool.',
].join('\n\n');

const marked = (text: string) => `<untrusted-mail from="Mia">\n${text}\n</untrusted-mail>`;

const prompts: Readonly<Record<'first' | 'reply' | 'followUp' | 'summary', Prompt>> = {
  first: {
    instructions: `${instructions}\n\n## Task\nWrite the first mail of this conversation.`,
    items: [{ role: 'user', text: 'Please write the mail.' }],
    maxOutputTokens: 2000,
  },
  reply: {
    instructions: `${instructions}\n\n## Task\nDecide on the latest mail.`,
    items: [
      { role: 'assistant', text: 'Hello Mia,\n\nwould you try our tool?\n\nAlex' },
      { role: 'user', text: marked('What does it cost?') },
    ],
    maxOutputTokens: 2000,
  },
  followUp: {
    instructions: `${instructions}\n\n## Task\nNobody has answered yet. Write a short, friendly follow-up.`,
    items: [
      { role: 'assistant', text: 'Hello Mia,\n\nwould you try our tool?\n\nAlex' },
      { role: 'assistant', text: 'Hello Mia,\n\ndid you see my mail?\n\nAlex' },
    ],
    maxOutputTokens: 2000,
  },
  summary: {
    instructions: 'You summarise the older part of an email conversation.',
    items: [
      { role: 'assistant', text: 'Hello Mia,\n\nwould you try our tool?\n\nAlex' },
      { role: 'user', text: marked('We would like to try it in March.') },
      { role: 'user', text: SUMMARY_REQUEST },
    ],
    maxOutputTokens: 1000,
  },
};

/** What every ReplyWriter holds to, whatever model is behind it. */
export const replyWriterContract = (adapter: string, open: () => Promise<ReplyWriter>): void => {
  describe(`reply writer: ${adapter}`, () => {
    test.each([
      'first',
      'reply',
      'followUp',
    ] as const)('a %s mail is a decision of the closed list', async (purpose) => {
      const writer = await open();
      const result = await writer.write(prompts[purpose]);
      if (!result.ok) throw new Error(result.error.message);
      const { answer, usage, model } = result.value;
      expect(writerActions).toContain(answer.action);
      expect(Object.keys(answer).sort()).toEqual(Object.keys(askedAnswerSchema.shape).sort());
      expect(answer.body?.length).toBeGreaterThan(10);
      expect(answer.subject === null).toBe(purpose !== 'first');
      expect(model).not.toBe('');
      expect(usage.inputTokens).toBeGreaterThan(0);
      expect(usage.outputTokens).toBeGreaterThan(0);
      expect(usage.cachedInputTokens).toBeLessThanOrEqual(usage.inputTokens);
    });

    test('an answer that does not fit into the allowed tokens is incomplete, not half a mail', async () => {
      const writer = await open();
      const result = await writer.write({ ...prompts.reply, maxOutputTokens: 16 });
      expect(result).toMatchObject({ ok: false, error: { code: 'incomplete' } });
    });

    test('a summary is plain text', async () => {
      const writer = await open();
      const result = await writer.summarise(prompts.summary);
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.text).toContain('March');
      expect(result.value.text).not.toMatch(/^\s*\{|<think/);
    });

    test('stateless: what one prompt said does not reach the next', async () => {
      const writer = await open();
      const secret = 'The launch code is 7-canary-7.';
      await writer.write({ ...prompts.reply, instructions: `${instructions}\n${secret}` });
      const next = await writer.write(prompts.reply);
      expect(JSON.stringify(next)).not.toContain('canary');
    });

    test('many at once do not mix', async () => {
      const writer = await open();
      const costs = [11, 22, 33, 44];
      const results = await Promise.all(
        costs.map((cost) =>
          writer.write({ ...prompts.reply, instructions: instructions.replace('20 euros', `${cost} euros`) }),
        ),
      );
      results.forEach((result, index) => {
        expect(result.ok ? result.value.answer.body : '').toContain(`${costs[index]} euros`);
      });
    });
  });
};
