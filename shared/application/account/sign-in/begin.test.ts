import { expect, test } from 'vitest';
import { AccountRig } from '../../../../test/support/account-rig/account-rig.ts';
import { requiredScopes } from '../../ports/identity.ts';
import { beginSignIn } from './begin.ts';

const [READ, COMPOSE] = requiredScopes;
const input = { returnTo: '/threads', forceConsent: false, missing: null, browserToken: null };

const begin = async (rig: AccountRig, fields: Partial<Parameters<typeof beginSignIn>[1]> = {}) => {
  const { url, browserToken } = await beginSignIn(rig.deps, { ...input, ...fields });
  return { asked: new URL(url).searchParams, browserToken };
};

test('stores hashes only, for ten minutes', async () => {
  const rig = new AccountRig();
  const { asked, browserToken } = await begin(rig);
  const [stored, ...others] = [...rig.memory.documents.values()];
  expect(others).toEqual([]);
  expect(stored?.data).toMatchObject({ returnTo: '/threads', ttl: rig.now + 10 * 60_000 });
  for (const secret of [browserToken, asked.get('state'), asked.get('nonce'), asked.get('code_challenge')]) {
    expect(secret).toBeTruthy();
    expect(JSON.stringify(stored)).not.toContain(secret);
  }
});

test('keeps the browser’s token of another tab, and makes state, nonce and challenge anew', async () => {
  const rig = new AccountRig();
  const first = await begin(rig);
  const second = await begin(rig, { browserToken: first.browserToken });
  expect(second.browserToken).toBe(first.browserToken);
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(second.asked.get(name)).not.toBe(first.asked.get(name));
  }
  expect((await begin(rig)).browserToken).not.toBe(first.browserToken);
});

test.each([
  [null, `${READ} ${COMPOSE}`],
  [[COMPOSE], COMPOSE],
  [[], `${READ} ${COMPOSE}`],
  [['https://mail.google.com/'], `${READ} ${COMPOSE}`],
])('with %j missing, requests %s', async (missing, scope) => {
  expect((await begin(new AccountRig(), { missing })).asked.get('scope')).toBe(scope);
});

test('forces the consent page only when told to', async () => {
  const rig = new AccountRig();
  expect((await begin(rig)).asked.get('prompt')).not.toBe('consent');
  expect((await begin(rig, { forceConsent: true })).asked.get('prompt')).toBe('consent');
});

test('returns to no other site', async () => {
  const rig = new AccountRig();
  await begin(rig, { returnTo: '//evil.example' });
  expect([...rig.memory.documents.values()][0]?.data.returnTo).toBe('/');
});
