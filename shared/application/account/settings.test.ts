import { expect, test } from 'vitest';
import { AccountRig } from '../../../test/support/account-rig/account-rig.ts';
import { paths } from '../../persistence/paths.ts';
import { readSettings, updateSettings } from './settings.ts';

const rigWithUser = async () => {
  const rig = new AccountRig();
  await rig.user({ timeZone: 'Europe/Berlin', dailySendingLimit: 50, retentionDays: 30 });
  return rig;
};

test('are read', async () => {
  const rig = await rigWithUser();
  expect(await readSettings(rig.deps)('u1')).toEqual({
    ok: true,
    value: {
      timeZone: 'Europe/Berlin',
      timeZoneChosen: true,
      dailySendingLimit: 50,
      paused: false,
      undoSeconds: 0,
      paceSeconds: 20,
      rampPerDay: null,
      retentionDays: 30,
    },
  });
});

test.each([
  ['a newcomer’s is a guess', { timeZone: 'UTC', timeZoneChosen: false }, false],
  ['stored before that was noted, the default is a guess', { timeZone: 'UTC' }, false],
  ['another than the default was chosen', { timeZone: 'Asia/Tokyo' }, true],
  ['also the default can be chosen', { timeZone: 'UTC', timeZoneChosen: true }, true],
])('time zone: %s', async (_name, fields, timeZoneChosen) => {
  const rig = new AccountRig();
  await rig.user(fields);
  expect(await readSettings(rig.deps)('u1')).toMatchObject({ value: { timeZoneChosen } });
});

test('whoever sets the time zone has chosen it; whoever sets something else has not', async () => {
  const rig = new AccountRig();
  await rig.user({ timeZone: 'UTC', timeZoneChosen: false });
  const set = (changes: Parameters<ReturnType<typeof updateSettings>>[0]['changes']) =>
    updateSettings(rig.deps)({ userId: 'u1', changes });
  expect(await set({ dailySendingLimit: 7 })).toMatchObject({ value: { timeZoneChosen: false } });
  expect(await set({ timeZone: 'UTC' })).toMatchObject({ value: { timeZoneChosen: true } });
});

test('change one at a time; the others stay', async () => {
  const rig = await rigWithUser();
  rig.now += 1000;
  await updateSettings(rig.deps)({ userId: 'u1', changes: { timeZone: 'Asia/Tokyo' } });
  await updateSettings(rig.deps)({ userId: 'u1', changes: { dailySendingLimit: 7, timeZone: undefined } });
  expect(await readSettings(rig.deps)('u1')).toMatchObject({
    value: { timeZone: 'Asia/Tokyo', dailySendingLimit: 7, retentionDays: 30 },
  });
  expect(rig.document(paths.user('u1'))).toMatchObject({ updatedAt: rig.now, name: 'Olivia Owner' });
});

test('retention is due at once when it is set, and never when it is cleared', async () => {
  const rig = await rigWithUser();
  await updateSettings(rig.deps)({ userId: 'u1', changes: { retentionDays: 5 } });
  expect(rig.document(paths.user('u1'))).toMatchObject({ retentionDays: 5, retentionDueAt: rig.now });
  await updateSettings(rig.deps)({ userId: 'u1', changes: { retentionDays: null } });
  expect(rig.document(paths.user('u1'))).toMatchObject({ retentionDays: null, retentionDueAt: null });
});

test('of an account that does not exist are not found', async () => {
  const { deps } = new AccountRig();
  const missing = { ok: false, error: { code: 'not_found' } };
  expect(await readSettings(deps)('u1')).toMatchObject(missing);
  expect(await updateSettings(deps)({ userId: 'u1', changes: { timeZone: 'UTC' } })).toMatchObject(missing);
});
