import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { previewAssistant } from '../../shared/application/assistant/preview.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { nextLocalMidnight } from '../../shared/domain/assistant/working-hours.ts';
import { err, ok } from '../../shared/domain/result.ts';
import type { WriterAnswer } from '../../shared/domain/writing/answer.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { type MailWorld, type Owner, openMailWorld, TOKEN_BUDGET } from '../support/mail-world/mail-world.ts';

const USED_UP = { code: 'daily_token_budget', params: {} } as const;
const usage = { inputTokens: 10, outputTokens: 1, cachedInputTokens: 0 };
const answer: WriterAnswer = {
  action: 'reply',
  subject: 'Talk',
  body: 'Good day.',
  reason: 'r',
  goalProgress: 'g',
};
const answering = (...bodies: readonly string[]): ReplyWriter => {
  let n = 0;
  return {
    write: async () => {
      const body = bodies[Math.min(n++, bodies.length - 1)] ?? '';
      return ok({ answer: { ...answer, body }, usage, model: 'm' });
    },
    summarise: async () => err({ code: 'failed', message: 'not here' }),
  };
};

let world: MailWorld;
let owner: Owner;
let assistantId: string;
const start = () =>
  world.start(owner, {
    assistantId,
    recipient: { email: `mia-${owner.mailboxId}@example.com` },
    instructions: 'Talk about the weather.',
  });

beforeAll(async () => {
  world = await openMailWorld(answering('Good day.'));
});
afterAll(() => world.close());
beforeEach(async () => {
  world.useWriter(answering('Good day.'));
  world.deps.settings.dailyTokenBudget = TOKEN_BUDGET;
  owner = await world.signUp('owner');
  assistantId = (await world.assistant(owner, { signature: 'Alex' })).id;
});

const preview = () =>
  previewAssistant(world.deps)({
    userId: owner.userId,
    assistantId,
    request: { recipient: { email: 'mia@example.com' }, instructions: 'Talk.', inbound: 'Hello?' },
  });

describe('previews', () => {
  test('give text, decision, reason and tokens; send nothing; count like any mail', async () => {
    const seen = await preview();
    expect(seen).toMatchObject({
      ok: true,
      value: { text: 'Good day.\n\nAlex', answer: { action: 'reply', reason: 'r' }, objections: [], usage },
    });
    expect(world.google.mails(owner.email)).toEqual([]);
    expect(await world.day(owner)).toMatchObject({ inputTokens: 10, outputTokens: 1, sent: 0 });
    const assistant = await world.deps.store.get(paths.assistant(owner.userId, assistantId));
    expect(assistant?.data.usage).toEqual({ inputTokens: 10, outputTokens: 1 });
  });

  test('rewrite a text that is objected to once, and show what remains wrong', async () => {
    world.useWriter(answering('Dear [Name],', 'Good day.'));
    expect(await preview()).toMatchObject({ value: { objections: [], usage: { inputTokens: 20 } } });
    world.useWriter(answering('Dear [Name],'));
    expect(await preview()).toMatchObject({
      value: {
        text: 'Dear [Name],\n\nAlex',
        objections: [{ code: 'placeholder', params: { placeholder: '[Name]' } }],
      },
    });
  });

  test('end with the day’s budget', async () => {
    world.deps.settings.dailyTokenBudget = 15;
    expect(await preview()).toMatchObject({ ok: true });
    expect(await preview()).toMatchObject({ ok: true });
    expect(await preview()).toEqual({ ok: false, error: { code: 'daily_budget_used' } });
  });
});

describe('a used-up budget', () => {
  test('makes autonomy wait for the next day, and says so, instead of falling silent', async () => {
    const threadId = await start();
    world.deps.settings.dailyTokenBudget = 10;
    await world.answer(owner, threadId, 'How are you?');
    const { thread, messages } = await world.view(owner, threadId);
    const tomorrow = nextLocalMidnight(world.deps.clock.now(), 'Europe/Berlin');
    expect(thread).toMatchObject({
      waitingFor: USED_UP,
      nextActionAt: tomorrow,
      attention: null,
      status: 'active',
    });
    expect(thread.events.at(-1)).toMatchObject({ kind: 'waiting', ...USED_UP, until: tomorrow });
    expect(messages.filter(({ direction }) => direction === 'outbound')).toHaveLength(1);

    await world.answer(owner, threadId, 'Are you there?');
    const again = await world.view(owner, threadId);
    expect(
      again.thread.events.filter(({ kind }) => kind === 'waiting'),
      'said once',
    ).toHaveLength(1);

    world.advance(tomorrow - world.deps.clock.now());
    await takeTurn(world.deps)({ userId: owner.userId, threadId });
    const next = await world.view(owner, threadId);
    expect(next.messages.at(-1)).toMatchObject({ direction: 'outbound', state: 'sent' });
    expect(next.messages.at(-1)?.answers, 'one answer to both').toHaveLength(2);
    expect(next.thread.waitingFor?.code).toBe('follow_up');
  });
});

describe('tokens', () => {
  test('are counted for message, thread, assistant and day, rewritten texts included', async () => {
    const threadId = await start();
    world.useWriter(answering('Dear [Name],', 'Fine, thank you.'));
    await world.answer(owner, threadId, 'How are you?');
    const { thread, messages } = await world.view(owner, threadId);
    expect(messages.map((message) => message.usage)).toEqual([
      { inputTokens: 10, outputTokens: 1, model: 'm' },
      null,
      { inputTokens: 20, outputTokens: 2, model: 'm' },
    ]);
    expect(thread.usage).toEqual({ inputTokens: 30, outputTokens: 3 });
    expect(await world.day(owner)).toMatchObject({ inputTokens: 30, outputTokens: 3 });
    const assistant = await world.deps.store.get(paths.assistant(owner.userId, assistantId));
    expect(assistant?.data.usage).toEqual({ inputTokens: 30, outputTokens: 3 });
  });

  test('of a text that was held back in the end are counted as well', async () => {
    const threadId = await start();
    world.useWriter(answering('Dear [Name],'));
    await world.answer(owner, threadId, 'How are you?');
    const { thread } = await world.view(owner, threadId);
    expect(thread.attention).toMatchObject({
      code: 'text_rejected',
      params: { objections: [{ code: 'placeholder', params: { placeholder: '[Name]' } }] },
    });
    expect(thread.usage).toEqual({ inputTokens: 30, outputTokens: 3 });
  });
});
