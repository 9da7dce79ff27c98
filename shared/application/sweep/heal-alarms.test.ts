import { beforeEach, describe, expect, test } from 'vitest';
import { begun, mailboxWith, NOW, userWith } from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { withRequiredIndexes } from '../../infrastructure/document-store/required-index.ts';
import { indexes } from '../../persistence/indexes.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { healAlarms } from './heal-alarms.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

describe('alarms that a clock has set which was ahead', () => {
  let store: ReturnType<typeof withRequiredIndexes>;
  const logged: unknown[] = [];
  const deps = () => ({
    store,
    settings: { silenceMs: 5000 },
    clock: { now: () => NOW },
    logger: {
      info: () => {},
      warn: (_event: string, fields?: object) => logged.push(fields),
      error: () => {},
    },
  });
  beforeEach(() => {
    store = withRequiredIndexes(new MemoryStore().connect(), indexes);
    logged.length = 0;
  });

  test.each([
    ['nextSyncAt', 5000, null],
    ['nextSyncAt', HOUR / 4, null],
    ['nextSyncAt', 6 * HOUR, NOW],
    ['nextSyncAt', YEAR, NOW],
    ['watchDueAt', 5 * DAY, null],
    ['watchDueAt', YEAR, NOW],
    ['revokeDueAt', YEAR, NOW],
  ] as const)('%s of a mailbox, %d ms ahead', async (field, ms, healed) => {
    await store.set(paths.mailbox('m1'), asData(mailboxWith({ nextSyncAt: NOW, [field]: NOW + ms })));
    expect(await healAlarms(deps())()).toBe(healed === null ? 0 : 1);
    expect((await store.get(paths.mailbox('m1')))?.data[field]).toBe(healed ?? NOW + ms);
    expect(await healAlarms(deps())()).toBe(0);
  });

  test('a deletion that was asked for next year is finished now', async () => {
    await store.set(paths.user('u1'), asData(userWith({ deletionRequestedAt: NOW + YEAR })));
    await healAlarms(deps())();
    expect((await store.get(paths.user('u1')))?.data.deletionRequestedAt).toBe(NOW);
  });

  test.each([
    [paths.document('u1', 'd1'), 'readDueAt'],
    [paths.correction('u1', 't1', 'c1'), 'learnDueAt'],
    [paths.rehearsal('u1', 'r1'), 'stepDueAt'],
  ])('%s: work of next year is done now, and an hour’s waits', async (path, field) => {
    await store.set(path, { [field]: NOW + HOUR });
    expect(await healAlarms(deps())()).toBe(0);
    await store.set(path, { [field]: NOW + YEAR });
    expect(await healAlarms(deps())()).toBe(1);
    expect((await store.get(path))?.data[field]).toBe(NOW);
  });

  test('a thread that was written next year is looked at; one that waits for months is not', async () => {
    const put = (id: string, fields: Parameters<typeof begun>[0]) =>
      store.set(paths.thread('u1', id), asData({ ...begun(fields), id }));
    await put('lying', { updatedAt: NOW + YEAR, nextActionAt: NOW + YEAR, handedOutUntil: NOW + YEAR });
    await put('lying-at-rest', { updatedAt: NOW + YEAR, nextActionAt: null });
    await put('patient', { updatedAt: NOW, nextActionAt: NOW + 90 * DAY });
    await put('other-instance', { updatedAt: NOW + 4 * 60_000, nextActionAt: NOW + DAY });
    expect(await healAlarms(deps())()).toBe(2);
    const data = async (id: string) => (await store.get(paths.thread('u1', id)))?.data;
    expect(await data('lying')).toMatchObject({ nextActionAt: NOW, handedOutUntil: null, updatedAt: NOW });
    expect(await data('lying-at-rest')).toMatchObject({ nextActionAt: null, updatedAt: NOW });
    expect(await data('patient')).toMatchObject({ nextActionAt: NOW + 90 * DAY });
    expect(await data('other-instance')).toMatchObject({ nextActionAt: NOW + DAY });
    expect(logged).toEqual([expect.objectContaining({ field: 'updatedAt', documents: 2 })]);
  });

  test('moments that such a clock named are looked at anew', async () => {
    const promise = { who: 'correspondent', what: 'the payment', due: NOW + YEAR } as const;
    const thread = begun({ updatedAt: NOW + YEAR, nextActionAt: NOW + YEAR, commitments: [promise] });
    await store.set(paths.thread('u1', 't1'), asData(thread));
    await store.set(paths.thread('u1', 't2'), asData({ ...thread, id: 't2', followUp: 'rubbish' }));
    expect(await healAlarms(deps())()).toBe(2);
    const data = async (id: string) => (await store.get(paths.thread('u1', id)))?.data;
    expect(await data('t1')).toMatchObject({ revisitAt: NOW, commitments: [{ ...promise, due: null }] });
    expect(await data('t2')).toMatchObject({ nextActionAt: NOW, commitments: [promise] });
  });

  test('of very many, each sweep heals some', async () => {
    for (let n = 0; n < 120; n++) {
      await store.set(
        paths.thread('u1', `t${n}`),
        asData({ ...begun(), id: `t${n}`, updatedAt: NOW + YEAR }),
      );
    }
    expect(await healAlarms(deps())()).toBe(100);
    expect(await healAlarms(deps())()).toBe(20);
    expect(await healAlarms(deps())()).toBe(0);
  });
});
