import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assistantWith,
  begun,
  inboundWith,
  mailboxWith,
  NOW,
  outboundWith,
  RECIPIENT,
  threadWith,
  userWith,
} from '../../../test/support/documents.ts';
import { noFiles } from '../../../test/support/files/no-files.ts';
import { libraryOver } from '../../../test/support/library.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { applyEvents } from '../../domain/conversation/consequences.ts';
import type { ConversationEvent, ThreadView } from '../../domain/conversation/events.ts';
import { plain } from '../../domain/conversation/notices.ts';
import { messageIdSchema } from '../../domain/ids.ts';
import { err, ok } from '../../domain/result.ts';
import { judgeMail } from '../../mail/judge.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { MailError, MailGateway } from '../ports/mail-gateway.ts';
import type { ReplyWriter, WriterError } from '../ports/reply-writer.ts';
import type { TurnDeps } from './steps/deps.ts';
import { takeTurn } from './take-turn.ts';

/**
 * The interpreter, from every state that events can lead to, with every answer that Gmail and the model can give: each turn ends
 * within a few steps. One that spins would never end by itself, whatever its owner says.
 */

const bytes = new TextEncoder();
const draftRef = { draftId: 'd9', messageId: 'g9', threadId: 'g1' };
const raw = bytes.encode('From: owner@example.org\r\nSubject: A call\r\nMessage-ID: <x@y>\r\n\r\nMy words.');

const mailErrors: readonly MailError[] = [
  { code: 'passing', reason: 'rate_limited', message: '429' },
  { code: 'passing', reason: 'sending_limit', message: '429' },
  { code: 'unavailable', message: '503' },
  { code: 'not_found', message: '404' },
  { code: 'invalid', message: '400' },
  { code: 'owner', reason: 'revoked', message: 'revoked' },
  { code: 'operator', reason: 'api_disabled', message: '403' },
];

const successes = {
  getProfile: { emailAddress: 'owner@example.org', historyId: '9' },
  listSendAs: [],
  getSignature: '<p>Olivia</p>',
  watch: { historyId: '9', expiresAt: NOW },
  stopWatch: undefined,
  listHistory: { entries: [], newestRecordId: null, historyId: '9', nextPageToken: null },
  getMessage: { id: 'g9', threadId: 'g1', labelIds: ['SENT'], internalDate: NOW, raw },
  getAttachments: new Map(),
  getThread: [{ id: 'g9', labelIds: ['SENT'], internalDate: NOW + 1, ourMessageId: null }],
  searchFrom: [],
  findByMessageId: [],
  createDraft: draftRef,
  updateDraft: draftRef,
  getDraft: { ...draftRef, raw },
  findDraft: draftRef,
  sendDraft: { messageId: 'g9', threadId: 'g1' },
  deleteDraft: undefined,
} satisfies Record<keyof MailGateway, unknown>;
const methods = Object.keys(successes) as (keyof MailGateway)[];

/** What each method answers, the same however often it is asked; null: it works. */
const answers: fc.Arbitrary<ReadonlyMap<keyof MailGateway, MailError | null>> = fc
  .tuple(
    ...methods.map((method) =>
      fc
        .option(fc.constantFrom(...mailErrors), { freq: 2 })
        .map((error): [keyof MailGateway, MailError | null] => [method, error]),
    ),
  )
  .map((entries) => new Map(entries));

const gatewayThat = (answers: ReadonlyMap<keyof MailGateway, MailError | null>): MailGateway =>
  Object.fromEntries(
    methods.map((method) => {
      const error = answers.get(method);
      return [method, async () => (error ? err(error) : ok(successes[method]))];
    }),
  ) as unknown as MailGateway;

const usage = { inputTokens: 10, outputTokens: 5, cachedInputTokens: 0 };
const writerErrors: readonly WriterError['code'][] = [
  'unauthorised',
  'rate_limited',
  'timeout',
  'unavailable',
  'refused',
  'incomplete',
  'invalid_answer',
  'too_long',
];
const written = fc.oneof(
  fc
    .constantFrom('reply', 'wait', 'finish', 'decline_noted', 'opt_out', 'escalate', 'ask_owner')
    .map((action) =>
      ok({
        answer: { action, subject: 'S', body: 'A text.', reason: 'r', goalProgress: 'g' },
        usage,
        model: 'm',
      }),
    ),
  fc.constantFrom(...writerErrors).map((code) => err({ code, message: '' })),
) as fc.Arbitrary<Awaited<ReturnType<ReplyWriter['write']>>>;

const id = (value: string) => messageIdSchema.parse(value);
const outboundId = fc.constantFrom(id('t1-1'), id('t1-2'), id('t1-3'));
const inboundId = fc.constantFrom('i1', 'i2');
const messageOf = (n: number) =>
  outboundWith(n, {
    state: 'composed',
    draftId: null,
    purpose: n === 1 ? 'first' : 'reply',
    answers: n === 1 ? [] : [id('i1')],
  });

/** What can have happened before, in any order. */
const event: fc.Arbitrary<ConversationEvent> = fc
  .tuple(outboundId, inboundId, fc.integer({ min: NOW - 60_000, max: NOW }), fc.boolean())
  .chain(([messageId, mailId, at, flag]) =>
    fc.constantFrom<ConversationEvent>(
      { at, type: 'composed', message: messageOf(Number(messageId.slice(-1))) },
      { at, type: 'drafted', messageId, draftId: 'd1', gmailThreadId: 'g1', gmailMessageId: 'g5' },
      { at, type: 'draft_uncertain', messageId },
      { at, type: 'sending_reserved', messageId, date: '2026-11-02' },
      { at, type: 'approval_awaited', messageId },
      { at, type: 'approved', messageId, text: flag ? null : 'Mine.' },
      { at, type: 'draft_touched' },
      { at, type: 'draft_missing', messageId },
      { at, type: 'draft_taken_back', messageId },
      { at, type: 'leaving_noticed', messageId },
      { at, type: 'draft_discarded', messageId },
      { at, type: 'rewrite_requested', messageId, feedback: 'shorter' },
      {
        at,
        type: 'sent',
        messageId,
        facts: { gmailMessageId: 'g7', gmailThreadId: 'g1', resolution: null },
      },
      { at, type: 'withdrawn', messageId, state: 'superseded', resolution: plain('overtaken') },
      {
        at,
        type: 'answer_received',
        message: inboundWith(mailId, { createdAt: at }),
        from: { email: RECIPIENT, name: null },
      },
      { at, type: 'mail_held', message: inboundWith(mailId), notice: plain('marked_as_spam') },
      { at, type: 'mail_accepted', messageId: id(mailId), joins: false },
      { at, type: 'mail_rejected', messageId: id(mailId) },
      { at, type: 'owner_wrote', message: inboundWith('o1', { author: 'owner', createdAt: at }) },
      { at, type: 'flagged', notice: plain('gmail_refused') },
      { at, type: 'flagged', notice: { code: 'repeated_failure', params: { cause: 'failed' } } },
      { at, type: 'settings_changed', changes: { mode: flag ? 'review' : 'autonomous' } },
      { at, type: 'stopped', reason: 'goal_reached', detail: plain('by_owner') },
      { at, type: 'resumed' },
      { at, type: 'turn_started', token: 'x', leaseExpiresAt: at },
      { at, type: 'lease_abandoned' },
    ),
  );

/** Many more than any sensible turn takes. */
const FEW = 14;

interface Scene {
  readonly view: ThreadView;
  readonly isReview: boolean;
  readonly signs: boolean;
  readonly hours: number;
  readonly gmail: ReadonlyMap<keyof MailGateway, MailError | null>;
  readonly model: Awaited<ReturnType<ReplyWriter['write']>>;
}

const scene: fc.Arbitrary<Scene> = fc.record({
  view: fc.tuple(fc.boolean(), fc.array(event, { maxLength: 12 })).map(([isBegun, events]) => {
    const first = outboundWith(1, { state: 'sent', draftId: null });
    const start = isBegun
      ? { thread: begun({ followUp: { afterDays: 1, max: 2, backoff: 1 } }), messages: [first] }
      : { thread: threadWith(), messages: [] };
    return applyEvents(start, events).view;
  }),
  isReview: fc.boolean(),
  signs: fc.boolean(),
  hours: fc.constantFrom(0, 0, 30, 100),
  gmail: answers,
  model: written,
});

const rigOf = async ({ view, isReview, signs, hours, gmail, model }: Scene) => {
  const store = new MemoryStore().connect();
  await store.set(paths.user('u1'), asData(userWith()));
  await store.set(paths.mailbox('m1'), asData(mailboxWith()));
  const assistant = assistantWith({
    mode: isReview ? 'review' : 'autonomous',
    signatureFrom: signs ? 'gmail' : 'typed',
  });
  await store.set(paths.assistant('u1', 'a1'), asData(assistant));
  await store.set(paths.thread('u1', 't1'), asData(view.thread));
  for (const message of view.messages) {
    await store.set(paths.message('u1', 't1', message.id), asData(message));
  }
  let ids = 0;
  const steps: string[] = [];
  const failures: unknown[] = [];
  const deps: TurnDeps = {
    store,
    gateway: gatewayThat(gmail),
    writer: {
      write: async () => model,
      summarise: async () => err({ code: 'unavailable', message: '' }),
    },
    judge: { judge: judgeMail },
    extractor: noFiles,
    library: libraryOver(store),
    bus: { publish: async () => {} },
    clock: { now: () => NOW + hours * 60 * 60_000 },
    random: { token: () => `token${++ids}`, id: () => `id${++ids}` },
    timer: { every: () => () => {}, sleep: async () => {} },
    logger: {
      info: (name, fields) => {
        if (name === 'step') steps.push(String(fields?.step));
      },
      warn: () => {},
      error: (name, _fields, error) => {
        if (name === 'turn_failed') failures.push(error);
      },
    },
    settings: {
      leaseMs: 30_000,
      dailyTokenBudget: 1e6,
      threadTokenBudget: 1e6,
      personTokenBudget: 1e6,
      maxDailySendingLimit: 500,
    },
  };
  const thread = async () => (await store.get(paths.thread('u1', 't1')))?.data;
  return { deps, steps, failures, thread };
};

describe('a turn', () => {
  test('ends within a few steps, whatever its state and whatever is answered', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(scene, async (scene) => {
        const { deps, steps, failures, thread } = await rigOf(scene);
        await takeTurn(deps)({ userId: 'u1', threadId: 't1' });
        expect(failures).toEqual([]);
        expect(steps.length, steps.join(' ')).toBeLessThanOrEqual(FEW);
        const after = await thread();
        expect(after).toMatchObject({ lease: null });
        // It waits for something that comes, or somebody sees that it does not.
        const pending = after?.status === 'active' && after.attention === null && after.nextActionAt === null;
        const waits = ['approval', 'mailbox_disconnected'];
        const code = (after?.waitingFor as { code?: string } | null)?.code;
        const owes = Array.isArray(after?.unanswered) && after.unanswered.length > 0;
        if (pending && owes) expect(waits).toContain(code);
      }),
      { numRuns: 2000 },
    );
  });
});

test('what a clock put into next year is brought to now once, so that the delay before an answer ends', async () => {
  const YEAR = 365 * 24 * 60 * 60_000;
  const mail = inboundWith('i1', { createdAt: NOW + YEAR, at: NOW + YEAR });
  const view: ThreadView = {
    thread: begun({ unanswered: [mail.id], lastReceivedAt: NOW + YEAR, updatedAt: NOW + YEAR }),
    messages: [outboundWith(1, { state: 'sent', draftId: null }), mail],
  };
  const rig = await rigOf({
    view,
    isReview: true,
    signs: false,
    hours: 0,
    gmail: new Map(),
    model: ok({
      answer: { action: 'reply', subject: null, body: 'A text.', reason: 'r', goalProgress: 'g' },
      usage,
      model: 'm',
    }),
  });
  await rig.deps.store.update(paths.assistant('u1', 'a1'), { replyDelayMinutes: 2 });
  const turn = (ms: number) =>
    takeTurn({ ...rig.deps, clock: { now: () => NOW + ms } })({ userId: 'u1', threadId: 't1' });
  await turn(0);
  expect(await rig.thread()).toMatchObject({ nextActionAt: NOW + 120_000, lastReceivedAt: NOW });
  await turn(120_000);
  expect(await rig.thread()).toMatchObject({ waitingFor: { code: 'approval' } });
});
