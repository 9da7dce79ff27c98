import { expect, test } from 'vitest';
import { err, ok, type Result } from '../../../domain/result.ts';
import { mailboxIdOf } from '../../mailbox/mailbox-id.ts';
import { type IdentityError, requiredScopes, type SignIn } from '../../ports/identity.ts';
import { exchangeCode } from './exchange-code.ts';

const signIn: SignIn = {
  profile: { sub: '123', email: 'owner@example.org', emailVerified: true, name: 'O', picture: null },
  scopes: ['openid', ...requiredScopes],
  refreshToken: 'refresh',
};
const callback = { state: 's', browserToken: 'b', code: 'c', error: null };

const exchange = (
  answer: Result<SignIn, IdentityError>,
  fields: Partial<Parameters<typeof exchangeCode>[1]> = {},
) => {
  const settings = { redirectUri: 'https://mail.example/callback' };
  return exchangeCode(
    { identity: { exchangeCode: async () => answer }, settings },
    { ...callback, ...fields },
  );
};

test('a grant of everything required', async () => {
  expect(await exchange(ok(signIn))).toEqual({
    ok: true,
    value: {
      userId: '123',
      mailboxId: mailboxIdOf('owner@example.org'),
      profile: signIn.profile,
      scopes: signIn.scopes,
      refreshToken: 'refresh',
    },
  });
});

const { profile } = signIn;
const [READ, COMPOSE] = requiredScopes;
const invalid = err({ code: 'invalid', message: 'no' } as const);
const unavailable = err({ code: 'unavailable', message: 'no' } as const);

test.each<[string, Result<SignIn, IdentityError>, Parameters<typeof exchange>[1], object]>([
  ['a refusal', ok(signIn), { error: 'access_denied' }, { kind: 'denied' }],
  ['no code', ok(signIn), { code: null }, { kind: 'failed', reason: 'no_code' }],
  ['an invalid code', invalid, {}, { kind: 'failed', reason: 'invalid' }],
  ['Google out of reach', unavailable, {}, { kind: 'failed', reason: 'unavailable' }],
  [
    'an unverified address',
    ok({ ...signIn, profile: { ...profile, emailVerified: false } }),
    {},
    { kind: 'failed', reason: 'email_unverified' },
  ],
  [
    'a user id that is no id',
    ok({ ...signIn, profile: { ...profile, sub: '../x' } }),
    {},
    { kind: 'failed', reason: 'invalid_user_id' },
  ],
  ['one scope only', ok({ ...signIn, scopes: [READ] }), {}, { kind: 'partial', missing: [COMPOSE] }],
  ['no scope', ok({ ...signIn, scopes: [] }), {}, { kind: 'partial', missing: [READ, COMPOSE] }],
])('%s is no grant', async (_name, answer, fields, error) => {
  expect(await exchange(answer, fields)).toEqual({ ok: false, error });
});
