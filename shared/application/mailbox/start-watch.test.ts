import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { err } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import type { MailError } from '../ports/mail-gateway.ts';
import { RENEW_BEFORE_MS, startWatch } from './start-watch.ts';

const rigWithMailbox = async (fields: Parameters<AccountRig['connected']>[0] = {}) => {
  const rig = new AccountRig();
  await rig.connected(fields);
  return rig;
};
const history = (rig: AccountRig) =>
  rig.pathsUnder(paths.watches(rig.mailboxId)).map((path) => rig.document(path));
const failing = (rig: AccountRig, error: MailError) => ({
  ...rig.deps,
  gateway: { ...rig.deps.gateway, watch: async () => err(error) },
});

test('starts, then renews; the cursor stays where it is', async () => {
  const rig = await rigWithMailbox({ historyId: '7' });
  await startWatch(rig.deps, rig.mailboxId);
  const expiresAt = rig.google.mailboxOf('owner@example.org').watchExpiresAt;
  expect(rig.mailbox()).toMatchObject({
    watchExpiresAt: expiresAt,
    watchDueAt: expiresAt - RENEW_BEFORE_MS,
    historyId: '7',
  });
  rig.now += 1000;
  await startWatch(rig.deps, rig.mailboxId);
  expect(history(rig).map((event) => event?.kind)).toEqual(['started', 'renewed']);
});

test.each<[string, MailError]>([
  ['unavailable', { code: 'unavailable', message: 'no' }],
  ['rate_limited', { code: 'passing', reason: 'rate_limited', message: 'no' }],
])('%s: retried after an hour; the watch in place stays', async (cause, error) => {
  const rig = await rigWithMailbox({ watchExpiresAt: 5 });
  await startWatch(failing(rig, error), rig.mailboxId);
  expect(rig.mailbox()).toMatchObject({
    status: 'connected',
    watchExpiresAt: 5,
    watchDueAt: rig.now + 60 * 60_000,
  });
  expect(history(rig)).toMatchObject([{ kind: 'failed', reason: cause, expiresAt: null }]);
});

test('the operator’s fault stands until a watch is granted, at growing intervals; the log says once what to do', async () => {
  const rig = await rigWithMailbox({ watchExpiresAt: 5 });
  const logged: unknown[] = [];
  const refusing = failing(rig, { code: 'operator', reason: 'topic_not_granted', message: 'no' });
  const deps = {
    ...refusing,
    logger: { ...refusing.logger, error: (event: string) => logged.push(event) },
  };
  const waits: number[] = [];
  for (let n = 0; n < 6; n++) {
    await startWatch(deps, rig.mailboxId);
    waits.push((Number(rig.mailbox()?.watchDueAt) - rig.now) / 1000);
  }
  expect(waits).toEqual([60, 60, 60, 300, 900, 900]);
  expect(rig.mailbox()).toMatchObject({
    status: 'connected',
    watchExpiresAt: 5,
    watchTrouble: { fault: 'topic_not_granted', since: rig.now, failures: 6 },
  });
  expect(logged.filter((event) => event === 'gmail_trouble')).toHaveLength(1);
  await startWatch(rig.deps, rig.mailboxId);
  expect(rig.mailbox()).toMatchObject({ watchTrouble: null });
});

test.each(['revoked', 'scopes_missing'] as const)('%s disconnects the mailbox', async (reason) => {
  const rig = await rigWithMailbox();
  await startWatch(failing(rig, { code: 'owner', reason, message: 'no' }), rig.mailboxId);
  expect(rig.mailbox()).toMatchObject({
    status: 'disconnected',
    disconnectedReason: reason,
    watchDueAt: null,
  });
});

test('a mailbox that was disconnected meanwhile is not due again', async () => {
  const rig = await rigWithMailbox({ status: 'disconnected', watchDueAt: null });
  await startWatch(rig.deps, rig.mailboxId);
  expect(rig.mailbox()).toMatchObject({ status: 'disconnected', watchDueAt: null });
});

test('nothing is watched where no push can arrive, nor a mailbox that is gone', async () => {
  const rig = new AccountRig({ push: false });
  await rig.connected();
  await startWatch(rig.deps, rig.mailboxId);
  expect(rig.google.calls).toEqual([]);
  const gone = new AccountRig();
  await startWatch(gone.deps, gone.mailboxId);
  expect(gone.memory.documents.size).toBe(0);
});
