import { expect, test } from 'vitest';
import { AccountRig } from '../../../../test/support/account-rig/account-rig.ts';
import { consumeRequest, storeRequest } from './request.ts';

const request = { state: 's', browserToken: 'b', returnTo: '/threads' };

const stored = async () => {
  const rig = new AccountRig();
  await storeRequest(rig.deps, request);
  return rig;
};

test('a request is consumed once', async () => {
  const rig = await stored();
  expect(await consumeRequest(rig.deps, request)).toBe('/threads');
  expect(await consumeRequest(rig.deps, request)).toBeNull();
});

test('of two at once one gets it', async () => {
  const rig = await stored();
  const both = await Promise.all([consumeRequest(rig.deps, request), consumeRequest(rig.deps, request)]);
  expect(both.toSorted()).toEqual(['/threads', null]);
});

test.each([
  [{ state: 's', browserToken: 'another' }],
  [{ state: 'another', browserToken: 'b' }],
  [{ state: 's', browserToken: '' }],
  [{ state: '', browserToken: 'b' }],
  [{ state: 's/../x', browserToken: 'b' }],
])('%j gets nothing and leaves the request in place', async (callback) => {
  const rig = await stored();
  expect(await consumeRequest(rig.deps, callback)).toBeNull();
  expect(await consumeRequest(rig.deps, request)).toBe('/threads');
});

test.each([
  [10 * 60_000 - 1, '/threads'],
  [10 * 60_000, null],
])('after %i ms it gives %s, whether or not the store has cleaned up', async (age, returnTo) => {
  const rig = await stored();
  rig.now += age;
  expect(await consumeRequest(rig.deps, request)).toBe(returnTo);
});
