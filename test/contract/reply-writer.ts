import { describe, expect, test } from 'vitest';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { type Prompt, writerActions } from '../../shared/domain/writing/answer.ts';

const instructions = [
  'You write emails for somebody.',
  '## Instructions\nThe tool costs 20 euros a month.',
  '## Signature\nAlex',
  '## This conversation\nAsk whether they would try our tool.',
].join('\n\n');

const marked = (text: string) => `<untrusted-mail from="Mia">\n${text}\n</untrusted-mail>`;

const prompts: Readonly<Record<'first' | 'reply', Prompt>> = {
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
};

/** What every ReplyWriter holds to, whatever model is behind it. */
export const replyWriterContract = (adapter: string, open: () => Promise<ReplyWriter>): void => {
  describe(`reply writer: ${adapter}`, () => {
    test.each(['first', 'reply'] as const)('a %s mail is a decision of the closed list', async (purpose) => {
      const writer = await open();
      const result = await writer.write(prompts[purpose]);
      if (!result.ok) throw new Error(result.error.message);
      const { answer, usage, model } = result.value;
      expect(writerActions).toContain(answer.action);
      expect(Object.keys(answer).sort()).toEqual(['action', 'body', 'goalProgress', 'reason', 'subject']);
      expect(answer.body?.length).toBeGreaterThan(10);
      expect(answer.subject === null).toBe(purpose === 'reply');
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
      const result = await writer.summarise({ ...prompts.reply, maxOutputTokens: 1000 });
      if (!result.ok) throw new Error(result.error.message);
      expect(result.value.text.trim()).not.toBe('');
      expect(result.value.text.trimStart()).not.toMatch(/^\{/);
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
