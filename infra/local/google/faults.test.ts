import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type LocalGoogle, startLocalGoogle } from './server.ts';
import { mail, refusal, type SignedIn, signIn } from './testing/google-client.ts';

let google: LocalGoogle;
let ann: SignedIn;

beforeAll(async () => {
  google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async () => {},
  });
  ann = await signIn(google.origin, 'ann@example.com');
});
afterAll(() => google.close());
beforeEach(() => fetch(`${google.origin}/control/faults`, { method: 'DELETE' }));

const me = { userId: 'me' } as const;

async function plan(fault: Record<string, unknown>): Promise<Response> {
  return fetch(`${google.origin}/control/faults`, { method: 'POST', body: JSON.stringify(fault) });
}

const draft = async (subject: string): Promise<string> => {
  const { data } = await ann.gmail.users.drafts.create({
    ...me,
    requestBody: { message: { raw: mail('bob@example.com', subject) } },
  });
  return data.id ?? '';
};
const arrived = (subject: string) =>
  google.world.mails('bob@example.com').filter((entry) => entry.subject === subject).length;

test.each([
  ['401', 401, 'authError'],
  ['403', 403, 'domainPolicy'],
  ['403_rate', 403, 'userRateLimitExceeded'],
  ['404', 404, 'notFound'],
  ['429', 429, 'rateLimitExceeded'],
  ['500', 500, 'backendError'],
  ['503', 503, 'backendError'],
  ['admin_policy', 403, 'domainPolicy'],
  ['api_disabled', 403, 'accessNotConfigured'],
  ['mail_off', 400, 'failedPrecondition'],
  ['not_a_draft', 400, 'invalidArgument'],
  ['project_suspended', 403, 'forbidden'],
  ['quota_per_day', 403, 'rateLimitExceeded'],
  ['quota_per_minute', 403, 'rateLimitExceeded'],
  ['quota_spent', 403, 'dailyLimitExceeded'],
  ['scopes_missing', 403, 'insufficientPermissions'],
  ['sending_limit', 429, 'rateLimitExceeded'],
  ['too_concurrent', 429, 'rateLimitExceeded'],
])('%s is answered once and nothing happens', async (kind, status, reason) => {
  const id = await draft(kind);
  await plan({ method: 'gmail.users.drafts.send', times: 1, kind });
  const refused = await refusal(ann.gmail.users.drafts.send({ ...me, requestBody: { id } }));
  expect(refused).toMatchObject({ status, data: { error: { code: status, errors: [{ reason }] } } });
  expect(arrived(kind)).toBe(0);
  await ann.gmail.users.drafts.send({ ...me, requestBody: { id } });
  expect(arrived(kind)).toBe(1);
});

test('a connection dropped before loses the call, dropped after only the answer', async () => {
  for (const [kind, mails] of [
    ['drop_before', 0],
    ['drop_after', 1],
  ] as const) {
    const id = await draft(kind);
    await plan({ method: 'gmail.users.drafts.send', times: 1, kind });
    const thrown = await ann.gmail.users.drafts
      .send({ ...me, requestBody: { id } })
      .catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'ECONNRESET', response: undefined });
    expect(arrived(kind)).toBe(mails);
  }
});

test.each(['503', '429'])('%s can also be the answer to a call that took effect', async (kind) => {
  const subject = `${kind} after`;
  const id = await draft(subject);
  await plan({ method: 'gmail.users.drafts.send', times: 1, kind, when: 'after' });
  const refused = await refusal(ann.gmail.users.drafts.send({ ...me, requestBody: { id } }));
  expect([String(refused.status), arrived(subject)]).toEqual([kind, 1]);
  expect((await refusal(ann.gmail.users.drafts.send({ ...me, requestBody: { id } }))).status).toBe(404);
});

test('a call that hangs does nothing and gives no answer', async () => {
  const id = await draft('hang');
  await plan({ method: 'gmail.users.drafts.send', times: 1, kind: 'hang' });
  const given = new AbortController();
  const call = fetch(`${google.origin}/gmail/v1/users/me/drafts/send`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ann.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id }),
    signal: given.signal,
  });
  await expect.poll(() => google.world.faults()[0]?.hits).toBe(1);
  given.abort();
  await expect(call).rejects.toThrow('abort');
  expect(arrived('hang')).toBe(0);
});

test('a call may take effect and then hang', async () => {
  const id = await draft('hang after');
  await plan({ method: 'gmail.users.drafts.send', times: 1, kind: 'hang', when: 'after' });
  const given = new AbortController();
  const call = fetch(`${google.origin}/gmail/v1/users/me/drafts/send`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${ann.accessToken}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ id }),
    signal: given.signal,
  });
  await expect.poll(() => arrived('hang after')).toBe(1);
  given.abort();
  await expect(call).rejects.toThrow('abort');
});

test('a fault may last for a while', async () => {
  let ahead = 0;
  const passing = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async () => {},
    now: () => Date.now() + ahead,
  });
  const { gmail } = await signIn(passing.origin, 'cas@example.com');
  passing.world.addFault({ method: 'gmail.*', kind: '401', forMs: 60_000 });
  expect((await refusal(gmail.users.getProfile(me))).status).toBe(401);
  ahead = 60_000;
  expect((await gmail.users.getProfile(me)).status).toBe(200);
  await passing.close();
});

test.each([
  ['admin_policy', 400, 'admin_policy_enforced'],
  ['client_deleted', 401, 'deleted_client'],
  ['401', 401, 'invalid_client'],
  ['400', 400, 'invalid_grant'],
])('the token endpoint says %s as %i %s', async (kind, status, error) => {
  await plan({ method: 'oauth.token', times: 1, kind });
  const answer = await fetch(`${google.origin}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: ann.refreshToken ?? '',
      client_id: 'local',
      client_secret: 'local-secret',
    }),
  });
  expect([answer.status, await answer.json()]).toMatchObject([status, { error }]);
});

test('a fault can be meant for one mailbox, for every method, or for a share of the calls', async () => {
  const bea = await signIn(google.origin, 'bea@example.com');
  await plan({ method: '*', email: 'bea@example.com', kind: '503' });
  await ann.gmail.users.getProfile(me);
  expect((await refusal(bea.gmail.users.getProfile(me))).status).toBe(503);
  const refresh = await fetch(`${google.origin}/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: bea.refreshToken ?? '',
      client_id: 'local',
      client_secret: 'local-secret',
    }),
  });
  expect(refresh.status).toBe(503);
  google.world.clearFaults();

  const pattern = () =>
    Array.from({ length: 40 }, () => google.world.takeFault('oauth.token', null) !== null);
  await plan({ method: 'oauth.token', probability: 0.5, seed: 7, kind: '500' });
  const once = pattern();
  google.world.clearFaults();
  await plan({ method: 'oauth.token', probability: 0.5, seed: 7, kind: '500' });
  expect(pattern()).toEqual(once);
  expect(new Set(once)).toEqual(new Set([true, false]));
  const { faults } = (await (await fetch(`${google.origin}/control/faults`)).json()) as { faults: unknown[] };
  expect(faults).toMatchObject([{ method: 'oauth.token', kind: '500', hits: once.filter(Boolean).length }]);
  expect((await plan({ method: '*', kind: 'nonsense' })).status).toBe(400);
});
