import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { operatorFaults } from '../../domain/mailbox/trouble.ts';
import { advice, noteTrouble } from './note-trouble.ts';

const connected = async (fields: Parameters<AccountRig['connected']>[0] = {}) => {
  const rig = new AccountRig();
  await rig.connected(fields);
  const logged: object[] = [];
  const error = (event: string, fields?: object) => logged.push({ event, ...fields });
  return { rig, logged, deps: { ...rig.deps, logger: { ...rig.deps.logger, error } } };
};

test('the mailbox stays connected and is due again later and later', async () => {
  const { rig, deps } = await connected();
  const waits: number[] = [];
  for (let n = 0; n < 6; n++) {
    await noteTrouble(deps, rig.mailboxId, 'api_disabled');
    waits.push(Number(rig.mailbox()?.nextSyncAt) - rig.now);
  }
  expect(rig.mailbox()).toMatchObject({
    status: 'connected',
    trouble: { fault: 'api_disabled', failures: 6, since: rig.now },
  });
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(Number(waits.at(-1))).toBeLessThanOrEqual(15 * 60_000);
});

test('the log says what to do when the trouble begins and when it becomes another', async () => {
  const { rig, deps, logged } = await connected();
  for (const fault of ['api_disabled', 'api_disabled', 'quota_spent'] as const) {
    await noteTrouble(deps, rig.mailboxId, fault);
  }
  expect(logged).toEqual(
    (['api_disabled', 'quota_spent'] as const).map((fault) => ({
      event: 'gmail_trouble',
      mailboxId: rig.mailboxId,
      fault,
      advice: advice[fault],
    })),
  );
});

test.each(operatorFaults)('%s comes with advice', (fault) => {
  expect(advice[fault].length).toBeGreaterThan(20);
});

test('a mailbox that is disconnected or gone is left as it is', async () => {
  const { rig, deps, logged } = await connected({ status: 'disconnected', nextSyncAt: null });
  await noteTrouble(deps, rig.mailboxId, 'api_disabled');
  await noteTrouble(deps, 'none', 'api_disabled');
  expect(rig.mailbox()).toMatchObject({ trouble: null, nextSyncAt: null });
  expect(logged).toEqual([]);
});
