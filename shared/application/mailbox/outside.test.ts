import { expect, test } from 'vitest';
import { begun, mailboxWith, NOW } from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { ok } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { lookIntoStrangers, MAX_THREADS } from './outside.ts';
import type { SyncDeps } from './sync-outcome.ts';

const look = (mailbox: Partial<Mailbox>, hasStrangers: boolean) => {
  const silent = () => {};
  const deps = {
    store: new MemoryStore().connect(),
    clock: { now: () => NOW },
    logger: { info: silent, warn: silent, error: silent },
    // There is no conversation: Gmail is not asked.
    gateway: {},
  } as unknown as SyncDeps;
  return lookIntoStrangers(deps, mailboxWith(mailbox), hasStrangers);
};
const outside = {
  lookedAt: NOW - 1000,
  pacedAt: null,
  isDue: false,
  seen: ['m1'],
  absentSince: null,
  round: null,
};

test('without mails of strangers there is nothing to look into', async () => {
  expect(await look({}, false)).toEqual({ ok: true, value: null });
  expect(await look({ outside }, false)).toEqual({ ok: true, value: null });
});

test('the first stranger is looked into at once', async () => {
  expect(await look({}, true)).toMatchObject({
    value: { outside: { lookedAt: NOW, isDue: false }, lookAt: null },
  });
});

test('soon after another look, a stranger has to wait, and is not forgotten', async () => {
  expect(await look({ outside }, true)).toEqual({
    ok: true,
    value: { outside: { ...outside, isDue: true }, lookAt: outside.lookedAt + 60_000 },
  });
});

test('what had to wait is looked into without another stranger', async () => {
  const waiting = { ...outside, lookedAt: NOW - 60_000, isDue: true };
  expect(await look({ outside: waiting }, false)).toMatchObject({
    value: { outside: { lookedAt: NOW, isDue: false, seen: ['m1'] } },
  });
});

test('with more conversations than one look takes, everybody’s turn comes, a bounded number each minute', async () => {
  const store = new MemoryStore().connect();
  const count = MAX_THREADS * 2 + 50;
  for (let n = 0; n < count; n++) {
    const email = `p${n}@example.com`;
    const thread = begun({ id: `t${n}` as never, recipient: { email, name: null }, recipientEmail: email });
    await store.set(paths.thread('u1', thread.id), asData(thread));
  }
  const silent = () => {};
  let now = NOW;
  const searched: { addresses: readonly string[]; after: number }[] = [];
  const deps = {
    store,
    clock: { now: () => now },
    logger: { info: silent, warn: silent, error: silent },
    gateway: {
      searchFrom: async (_id: string, query: (typeof searched)[number]) => {
        searched.push(query);
        return ok([]);
      },
    },
  } as unknown as SyncDeps;
  let mailbox = mailboxWith();
  /** One sync; how many were looked for, and when the next is due. */
  const look = async (hasStrangers: boolean): Promise<readonly [number, number | null]> => {
    searched.length = 0;
    const looked = await lookIntoStrangers(deps, mailbox, hasStrangers);
    if (!looked.ok || !looked.value) throw new Error('not looked');
    mailbox = mailboxWith({ outside: looked.value.outside });
    expect(mailboxSchema.parse(mailbox)).toEqual(mailbox);
    return [searched.flatMap(({ addresses }) => addresses).length, looked.value.lookAt];
  };
  const everybody = new Set<string>();
  const began = now;
  for (const expected of [MAX_THREADS, MAX_THREADS, 50]) {
    const [looks, lookAt] = await look(expected === MAX_THREADS && everybody.size === 0);
    for (const { addresses } of searched) for (const one of addresses) everybody.add(one);
    expect(looks).toBe(expected);
    // Mails before the round's end are not passed over: each portion is searched since before the last whole round.
    for (const { after } of searched) expect(after).toBeLessThan(began);
    now += 61_000;
    if (expected === MAX_THREADS) expect(lookAt).toBe(now - 1000);
    else expect(lookAt).toBeNull();
  }
  expect(everybody.size).toBe(count);
  expect(mailbox.outside).toMatchObject({ lookedAt: began, isDue: false, round: null });

  // A stranger in the middle of a round has another follow.
  await look(true);
  now += 1000;
  expect(await look(true)).toEqual([0, now - 1000 + 60_000]);
  for (let n = 0; n < 2; n++) {
    now += 61_000;
    await look(false);
  }
  expect(mailbox.outside).toMatchObject({ isDue: true, round: null });
  // Soon after a look nobody is looked for, however many strangers write.
  expect((await look(true))[0]).toBe(0);
});
