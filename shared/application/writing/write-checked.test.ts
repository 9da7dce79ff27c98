import { describe, expect, test } from 'vitest';
import { blankMessage, type Message } from '../../domain/conversation/message.ts';
import { messageIdSchema, threadIdSchema, userIdSchema } from '../../domain/ids.ts';
import { err, ok } from '../../domain/result.ts';
import type { Prompt, WriterAnswer } from '../../domain/writing/answer.ts';
import type { PromptRequest } from '../../domain/writing/prompt.ts';
import { type ReplyWriter, type WriterError, writerErrorKinds } from '../ports/reply-writer.ts';
import { type LostAttempt, writeChecked } from './write-checked.ts';

const usage = { inputTokens: 10, outputTokens: 1, cachedInputTokens: 0 };
const answer: WriterAnswer = {
  action: 'reply',
  subject: null,
  body: 'Hello Mia.',
  reason: 'r',
  goalProgress: 'g',
};

type Turn = Partial<WriterAnswer> | WriterError['code'] | WriterError;

/** Answers one turn after the other, and remembers what it was asked. */
const writerWith = (...turns: readonly Turn[]) => {
  const prompts: Prompt[] = [];
  const writer: ReplyWriter = {
    write: async (prompt) => {
      const turn = turns[prompts.push(prompt) - 1];
      if (turn === undefined) throw new Error('asked too often');
      if (typeof turn === 'string') return err({ code: turn, message: 'm', usage });
      if ('message' in turn) return err({ ...turn, usage });
      return ok({ answer: { ...answer, ...turn }, usage, model: 'm' });
    },
    summarise: async () => err({ code: 'failed', message: 'm' }),
  };
  return { writer, prompts };
};

const message = (n: number, text: string): Message => ({
  ...blankMessage,
  id: messageIdSchema.parse(`m${n}`),
  userId: userIdSchema.parse('u1'),
  threadId: threadIdSchema.parse('t1'),
  direction: 'inbound',
  author: 'correspondent',
  state: 'received',
  from: { email: 'mia@example.com', name: 'Mia' },
  text,
  at: n,
  createdAt: n,
});

const request = (messages: readonly Message[] = []): Omit<PromptRequest, 'objections'> => ({
  purpose: messages.length > 0 ? 'reply' : 'first',
  assistant: { name: 'Alex', instructions: 'Be kind.', knowledge: '', language: null, signature: null },
  thread: {
    recipient: { email: 'mia@example.com', name: 'Mia' },
    subject: null,
    instructions: 'Say hello.',
    goal: null,
    rewriteFeedback: null,
    summary: null,
  },
  persona: { ownerName: 'Olivia', ownerEmail: 'olivia@example.com' },
  messages,
  today: 'Monday, 5 January 2026, 09:00 UTC',
  timeZone: 'UTC',
});

const write = async (turns: readonly Turn[], given = request()) => {
  const lost: LostAttempt[] = [];
  const { writer, prompts } = writerWith(...turns);
  const written = await writeChecked(writer, given, (one) => lost.push(one));
  return { written, prompts, lost };
};

describe('an answer', () => {
  test('is put right, text and subject', async () => {
    const { written } = await write([{ subject: '**Hi** &amp; hello', body: 'Hi **Mia**,\\n\\nyes.' }]);
    expect(written).toMatchObject({
      kind: 'mail',
      text: 'Hi Mia,\n\nyes.',
      answer: { subject: 'Hi & hello', body: 'Hi Mia,\n\nyes.' },
      usage,
    });
  });

  test('that is objected to is asked for once more, with the reasons', async () => {
    const { written, prompts, lost } = await write([{ body: 'Dear [Name], see evil.com' }, {}]);
    expect(written).toMatchObject({ kind: 'mail', usage: { inputTokens: 20, outputTokens: 2 } });
    expect(prompts[0]?.instructions).not.toContain('Objections');
    expect(prompts[1]?.instructions).toContain(
      'the placeholder [Name] was left unfilled\nit contains a link',
    );
    expect(lost).toMatchObject([
      { why: 'objections', objections: [{ code: 'placeholder' }, { code: 'strange_link' }] },
    ]);
  });

  test('that is objected to twice is held back, with codes', async () => {
    const { written, lost } = await write([
      { body: '<p>Hi</p>' },
      { body: 'Hi [Name]', subject: 'Re {{x}}' },
    ]);
    expect(written).toMatchObject({
      kind: 'rejected',
      objections: [
        { code: 'placeholder', params: { placeholder: '[Name]' } },
        { code: 'placeholder', params: { placeholder: '{{x}}' }, part: 'subject' },
      ],
    });
    expect(lost).toHaveLength(2);
  });

  test('without a text, where one is needed, is asked for once more', async () => {
    const { written, prompts } = await write([{ body: ' ' }, {}]);
    expect(written.kind).toBe('mail');
    expect(prompts[1]?.instructions).toContain('the text is empty');
    expect((await write([{ body: null }, { body: null }])).written).toMatchObject({ kind: 'no_mail' });
  });

  test.each([
    'wait',
    'opt_out',
    'escalate',
    'ask_owner',
    'finish',
    'decline_noted',
  ] as const)('%s needs no text, and is asked for once', async (action) => {
    expect((await write([{ action, body: null }])).written).toMatchObject({ kind: 'no_mail', usage });
  });
});

describe('an answer that cannot be used', () => {
  const unusable = ['invalid_answer', 'incomplete', 'failed'] as const;
  const others = Object.keys(writerErrorKinds).filter(
    (code): code is Exclude<WriterError['code'], (typeof unusable)[number]> =>
      !unusable.some((one) => one === code),
  );

  test.each(unusable)('%s: is asked for once more, with the reason, and paid for twice', async (code) => {
    const { written, prompts, lost } = await write([code, {}]);
    expect(written).toMatchObject({ kind: 'mail', usage: { inputTokens: 20, outputTokens: 2 } });
    expect(prompts[1]?.instructions).toMatch(/## Objections to your previous attempt\nthe answer /);
    expect(lost).toEqual([{ why: 'unusable', code }]);
  });

  test.each(unusable)('%s twice: is the conversation’s trouble', async (code) => {
    const { written } = await write([code, code]);
    expect(written).toMatchObject({ kind: 'error', error: { code }, usage: { inputTokens: 20 } });
  });

  test.each(others)('%s: is not asked for again', async (code) => {
    const { written } = await write([code]);
    expect(written).toMatchObject({ kind: 'error', error: { code }, usage });
  });

  test('after an objection, no third time', async () => {
    expect((await write([{ body: '[Name]' }, 'invalid_answer'])).written).toMatchObject({ kind: 'error' });
    expect((await write(['incomplete', { body: '[Name]' }])).written).toMatchObject({ kind: 'rejected' });
  });
});

describe('a prompt that is too long', () => {
  const long = Array.from({ length: 10 }, (_, n) => message(n, `mail-${n} ${'lorem ipsum '.repeat(300)}`));
  const shownIn = (prompt: Prompt | undefined) =>
    [...JSON.stringify(prompt?.items).matchAll(/mail-(\d)/g)].map((match) => match[1]);
  const charsIn = (prompt: Prompt | undefined) =>
    (prompt?.items ?? []).reduce((total, { text }) => total + text.length, 0);

  test('is shortened once to what fits: opening and newest stay', async () => {
    const tooLong: WriterError = { code: 'too_long', message: 'm', fittingTokens: 5_000 };
    const { written, prompts, lost } = await write([tooLong, {}], request(long));
    expect(written.kind).toBe('mail');
    expect(lost).toEqual([{ why: 'too_long', code: 'too_long' }]);
    expect(shownIn(prompts[0])).toHaveLength(10);
    const shown = shownIn(prompts[1]);
    expect([shown[0], shown.at(-1)]).toEqual(['0', '9']);
    const all = (prompts[1]?.instructions.length ?? 0) + charsIn(prompts[1]);
    expect(all).toBeLessThan(5_000 * 3);
  });

  test('stays short for a second attempt', async () => {
    const { written, prompts } = await write(['too_long', { body: '[Name]' }, {}], request(long));
    expect(written.kind).toBe('mail');
    expect(charsIn(prompts[2])).toBe(charsIn(prompts[1]));
    expect(charsIn(prompts[1])).toBeLessThan(0.6 * charsIn(prompts[0]));
  });

  test('and is too long still, is given up', async () => {
    expect((await write(['too_long', 'too_long'], request(long))).written).toMatchObject({
      kind: 'error',
      error: { code: 'too_long' },
    });
  });

  test('for its rules alone, is given up at once', async () => {
    const tooLong: WriterError = { code: 'too_long', message: 'm', fittingTokens: 700 };
    expect((await write([tooLong], request(long))).written).toMatchObject({ kind: 'error' });
    expect((await write(['too_long'], request([message(1, 'Hi')]))).written).toMatchObject({ kind: 'error' });
  });
});
