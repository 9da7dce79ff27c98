import { expect, test } from 'vitest';
import { mailboxWith, NOW } from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { lookIntoStrangers } from './outside.ts';
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
const outside = { lookedAt: NOW - 1000, isDue: false, seen: ['m1'], absentSince: null };

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
