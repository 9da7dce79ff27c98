import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { renewWatches } from './renew-watches.ts';

const renewed = async (rig: AccountRig): Promise<boolean> => {
  await renewWatches(rig.deps)();
  return rig.google.calls.includes('watch');
};

test.each([
  ['due now', { watchDueAt: 0 }, true],
  ['due later', { watchDueAt: Number.MAX_SAFE_INTEGER }, false],
  ['not due', { watchDueAt: null }, false],
  ['disconnected', { status: 'disconnected', watchDueAt: 0 } as const, false],
])('a watch that is %s', async (_which, fields, expected) => {
  const rig = new AccountRig();
  await rig.connected(fields);
  expect(await renewed(rig)).toBe(expected);
});

test('a watch that was renewed is not due again', async () => {
  const rig = new AccountRig();
  await rig.connected({ watchDueAt: 0 });
  await renewWatches(rig.deps)();
  await renewWatches(rig.deps)();
  expect(rig.google.calls.filter((call) => call === 'watch')).toHaveLength(1);
});

test('nothing is renewed where no push can arrive', async () => {
  const rig = new AccountRig({ push: false });
  await rig.connected({ watchDueAt: 0 });
  expect(await renewed(rig)).toBe(false);
});
