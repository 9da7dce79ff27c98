import { beforeEach, expect, test } from 'vitest';
import { mailboxWith, threadWith } from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { HAND_OUT_MS, PROMPT_HAND_OUT_MS } from '../conversation/hand-out.ts';
import { type DocumentStore, StoreError } from '../ports/document-store.ts';
import { type AppEvent, BusError } from '../ports/event-bus.ts';
import { sweep } from './sweep.ts';

const NOW = 1_800_000_000_000;
const ROOM = 10;

let memory: MemoryStore;
let now: number;
let events: AppEvent[];
let busIsDown: boolean;

beforeEach(() => {
  memory = new MemoryStore();
  now = NOW;
  events = [];
  busIsDown = false;
});

const run = ({
  trustMs = 0,
  store = memory.connect(),
}: {
  readonly trustMs?: number;
  readonly store?: DocumentStore;
} = {}) =>
  sweep({
    store,
    clock: { now: () => now },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    bus: {
      publish: async (event) => {
        if (busIsDown) throw new BusError('down');
        events.push(event);
      },
    },
    settings: { underWay: ROOM, trustMs },
  })();

const add = async (userId: string, id: string, fields: Partial<EmailThread> = {}): Promise<void> => {
  const thread = { ...threadWith({ nextActionAt: NOW, ...fields }), userId, id };
  const owesAnswer = thread.unanswered.length > 0;
  await memory.connect().set(paths.thread(userId, id), asData({ ...thread, owesAnswer }));
};
const turns = (): readonly string[] =>
  events.flatMap((event) => (event.topic === 'thread-turn' ? [event.data.threadId] : []));
const endTurn = (userId: string, id: string) =>
  memory.connect().update(paths.thread(userId, id), { nextActionAt: null, handedOutUntil: null });

test('what was handed out is not published again, and no more is under way than there is room for', async () => {
  for (let n = 0; n < 30; n++) await add(n % 2 === 0 ? 'even' : 'odd', `t${n}`);
  for (let minute = 0; minute < 5; minute++) await run();
  expect(turns()).toHaveLength(ROOM);
  expect(new Set(turns()).size).toBe(ROOM);
  await endTurn('even', 't0');
  await run();
  expect(turns()).toHaveLength(ROOM + 1);
});

test('an event that is lost is made up for when the mark expires', async () => {
  await add('u', 't1');
  await run();
  now += HAND_OUT_MS - 1;
  await run({ trustMs: PROMPT_HAND_OUT_MS });
  expect(turns()).toEqual(['t1']);
  now += 1;
  await run({ trustMs: PROMPT_HAND_OUT_MS });
  expect(turns()).toEqual(['t1', 't1']);
});

test('what a sweep has published is left alone by the next one, a minute later', async () => {
  await add('u', 't1');
  await run();
  now += 60_000;
  await run();
  expect(turns()).toEqual(['t1']);
});

test.each([
  { trustMs: 0, lease: null, published: [0] },
  { trustMs: PROMPT_HAND_OUT_MS, lease: null, published: [PROMPT_HAND_OUT_MS] },
  { trustMs: 10_000, lease: null, published: [10_000] },
  // Its turn is under way, and sees what has come.
  { trustMs: 0, lease: { token: 'x', expiresAt: NOW + PROMPT_HAND_OUT_MS }, published: [PROMPT_HAND_OUT_MS] },
])('what a write has made due and nobody published is left to it for $trustMs ms (lease: $lease)', async ({
  trustMs,
  lease,
  published,
}) => {
  await add('u', 't1', { handedOutUntil: NOW + PROMPT_HAND_OUT_MS, lease });
  const seen: number[] = [];
  for (const at of [0, 9_999, 10_000, 20_000, PROMPT_HAND_OUT_MS - 1, PROMPT_HAND_OUT_MS, 60_000]) {
    now = NOW + at;
    const before = turns().length;
    await run({ trustMs });
    if (turns().length > before) seen.push(at);
  }
  expect(seen).toEqual(published);
});

test('a sweep that breaks off delays nothing: what it could not mark was published', async () => {
  await add('u', 't1');
  const mailbox = { ...mailboxWith(), nextSyncAt: NOW };
  await memory.connect().set(paths.mailbox(mailbox.id), asData(mailbox));
  const store: DocumentStore = {
    ...memory.connect(),
    update: async () => {
      throw new StoreError('unavailable', 'gone');
    },
  };
  await run({ store }).catch(() => {});
  await run({ store }).catch(() => {});
  expect(turns()[0]).toBe('t1');
  await run();
  const published = events.length;
  await run();
  expect(events).toHaveLength(published);
  expect(events.some(({ topic }) => topic === 'gmail-notification')).toBe(true);
});

test('what could not be published is the next sweep’s', async () => {
  await add('u', 't1');
  busIsDown = true;
  await expect(run()).rejects.toThrow(BusError);
  busIsDown = false;
  await run();
  expect(turns()).toEqual(['t1']);
});

test('one owner’s many do not delay another’s, and answers go before first mails', async () => {
  for (let n = 0; n < 700; n++) await add('busy', `b${n}`, { nextActionAt: NOW - 1000 });
  await add('other', 'first');
  await add('other', 'answer', { unanswered: threadWith({}).unanswered.concat('m1' as never) });
  await run();
  expect(turns()[0]).toBe('answer');
  expect(turns()).toContain('first');
  expect(turns().filter((id) => id.startsWith('b'))).toHaveLength(ROOM / 2);
});

test('an answer behind more than one sweep looks at is found all the same', async () => {
  for (let n = 0; n < 3100; n++) await add('busy', `b${n}`, { nextActionAt: NOW - 1000 });
  await add('other', 'answer', { unanswered: ['m1'] as never });
  await run();
  expect(turns()[0]).toBe('answer');
});

test('a thread of a release without the mark is handed out', async () => {
  await add('u', 't1');
  const path = paths.thread('u', 't1');
  const { handedOutUntil: _, owesAnswer: __, ...old } = (await memory.connect().get(path))?.data ?? {};
  await memory.connect().set(path, old);
  await run();
  expect(turns()).toEqual(['t1']);
});

test('a mailbox is asked for once, and again when nothing was heard of it', async () => {
  const mailbox = { ...mailboxWith(), nextSyncAt: NOW };
  await memory.connect().set(paths.mailbox(mailbox.id), asData(mailbox));
  for (let n = 0; n < 3; n++) await run();
  expect(events).toHaveLength(1);
  busIsDown = true;
  now += HAND_OUT_MS;
  await expect(run()).rejects.toThrow(BusError);
  busIsDown = false;
  await run();
  expect(events).toHaveLength(2);
});
