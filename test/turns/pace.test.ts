import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { changeSettings } from '../../shared/application/sending/change.ts';
import { AT_ONCE } from '../../shared/domain/sending/slot-book.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MANY = 50;

let rig: Rig;
let owner: Owner;
beforeEach(async () => {
  rig = await createRig(new MemoryStore().connect());
  owner = await rig.addOwner('owner@example.com');
});
afterEach(() => rig.close());

const start = (count: number, from = 0) =>
  Promise.all(Array.from({ length: count }, (_, n) => rig.addThread(owner, `p${from + n}@example.com`)));
const turns = (ids: readonly string[]) =>
  Promise.all(ids.map((threadId) => takeTurn(rig.deps())({ userId: owner.userId, threadId })));
const threads = (ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await rig.view(owner, id)).thread));
const left = async (ids: readonly string[]) =>
  (await threads(ids)).filter(({ counters }) => counters.sent > 0).length;
const asked = (): number => rig.meter.counts().modelCalls;
const set = (changes: Parameters<ReturnType<typeof changeSettings>>[0]['changes']) =>
  changeSettings(rig.deps())({ userId: owner.userId, changes });

describe('conversations that are started together', () => {
  test('take their time: fifteen leave at once, the others say when they are due, and none is paid for before', async () => {
    const ids = await start(MANY);
    const outcomes = await turns(ids);
    expect(outcomes.every((outcome) => outcome === 'waiting')).toBe(true);
    expect(await left(ids)).toBe(AT_ONCE);
    expect(asked()).toBe(AT_ONCE);
    const waiting = (await threads(ids)).filter(({ waitingFor }) => waitingFor?.code === 'pace');
    expect(waiting).toHaveLength(MANY - AT_ONCE);
    const due = waiting.map(({ nextActionAt }) => nextActionAt ?? 0).toSorted((a, b) => a - b);
    const gaps = due.slice(1).map((at, n) => at - (due[n] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(20_000);
  });

  test('an answer leaves without delay while they queue', async () => {
    const ids = await start(30);
    await turns(ids);
    rig.answer(owner, 'p0@example.com', 'This is number 1. What does it cost?');
    await syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
    await turns(ids.slice(0, 1));
    expect(rig.arrived('p0@example.com')).toHaveLength(2);
  });

  test('what was missed while nothing ran is not let loose at once', async () => {
    const ids = await start(30);
    await turns(ids);
    rig.advance(3 * HOUR);
    await turns(ids);
    expect(await left(ids)).toBe(30);
    const more = await start(30, 30);
    await turns(more);
    rig.advance(20 * MINUTE);
    await turns(more);
    expect(await left(more)).toBeLessThan(30);
  });

  test('part of the day is kept for answers, and what is beyond leaves over the next day', async () => {
    await set({ dailySendingLimit: 10, paceSeconds: 0 });
    const ids = await start(12);
    await turns(ids);
    expect(await left(ids)).toBe(8);
    const waiting = (await threads(ids)).filter(
      ({ waitingFor }) => waitingFor?.code === 'daily_sending_limit',
    );
    expect(waiting).toHaveLength(4);
    const due = new Set(waiting.map(({ nextActionAt }) => nextActionAt));
    expect(due.size).toBe(4);
    const hours = waiting.map(({ nextActionAt }) => new Date(nextActionAt ?? 0).getUTCHours());
    expect(hours.every((hour) => hour >= 8 && hour < 20)).toBe(true);
    rig.answer(owner, 'p0@example.com', 'This is number 1. What does it cost?');
    await syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
    await turns(ids.slice(0, 1));
    expect(rig.arrived('p0@example.com').length + rig.arrived('p11@example.com').length).toBeGreaterThan(1);
  });

  test('a new mailbox starts slowly', async () => {
    await set({ rampPerDay: 3 });
    const ids = await start(12);
    await turns(ids);
    expect(await left(ids)).toBe(3);
    const days = (await threads(ids))
      .filter(({ counters }) => counters.sent === 0)
      .map(({ nextActionAt }) => new Date(nextActionAt ?? 0).toISOString().slice(0, 10));
    expect([...Map.groupBy(days, (day) => day).values()].map(({ length }) => length)).toEqual([6, 3]);
  });

  test('another pace holds for those that wait already', async () => {
    const ids = await start(25);
    await turns(ids);
    await set({ paceSeconds: 0 });
    rig.advance(10_000);
    await turns(ids);
    expect(await left(ids)).toBe(25);
  });
});

describe('the book of moments', () => {
  test('is written once for each, whatever happens at the same moment', async () => {
    const ids = await start(20);
    await turns(ids);
    const book = await rig.deps().store.get(paths.slotBook(owner.userId, owner.mailboxId));
    expect(book?.data.days).toMatchObject([{ given: 20 }]);
  });
});
