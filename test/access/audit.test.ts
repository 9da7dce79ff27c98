import { expect, test } from 'vitest';
import { recordAudit } from '../../shared/application/account/audit-log.ts';
import { requiredScopes } from '../../shared/application/ports/identity.ts';
import { AccessWorld } from './support/access-world.ts';
import { FakeGoogle } from './support/fake-google.ts';
import { inhabited, OWNER } from './support/inhabited.ts';

interface Entry {
  readonly id: string;
  readonly at: number;
  readonly action: string;
  readonly params: object;
  readonly message: string;
}
interface Page {
  readonly items: readonly Entry[];
  readonly nextCursor: string | null;
}

test('tells everything that was done with the account, newest first, in pages', async () => {
  const { world, owner } = await inhabited();
  const threads = (await owner.json<{ items: { id: string; assistantId: string }[] }>('GET', '/threads'))
    .items;
  const [first, second] = threads;
  const messages = await owner.json<{ items: { id: string }[] }>('GET', `/threads/${first?.id}/messages`);
  const draft = messages.items[0]?.id;
  const steps: [method: string, path: string, body?: object][] = [
    ['POST', `/threads/${first?.id}/messages/${draft}/approve`, { text: 'My own secret words.' }],
    ['POST', `/threads/${first?.id}/stop`],
    ['PATCH', '/auth/settings', { timeZone: 'Europe/Madrid', retentionDays: 30 }],
    ['DELETE', '/auth/suppressions/h'],
    ['GET', '/auth/export'],
    ['DELETE', `/threads/${second?.id}`],
    ['DELETE', `/assistants/${first?.assistantId}`],
    ['POST', '/auth/disconnect'],
    ['POST', '/auth/logout-everywhere'],
  ];
  for (const [method, path, body] of steps) {
    world.now += 1000;
    expect((await owner.fetch(method, path, body)).status).toBeLessThan(300);
  }
  world.now += 1000;
  const again = await world.signedIn(OWNER);

  const entries: Entry[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: Page = await again.json<Page>('GET', `/auth/audit?limit=3${query}`);
    expect(page.items.length).toBeLessThanOrEqual(3);
    entries.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);

  expect(entries.map(({ at }) => at)).toEqual(entries.map(({ at }) => at).toSorted((a, b) => b - a));
  const told = entries.map(({ action, params }) => [action, params]);
  const scopes = ['openid', ...requiredScopes];
  expect(told.slice(0, 2).toSorted()).toEqual([
    ['consented', { scopes }],
    ['signed_in', {}],
  ]);
  expect(told.slice(2, 11)).toEqual([
    ['signed_out_everywhere', {}],
    ['disconnected', {}],
    ['assistant_deleted', { assistantId: first?.assistantId }],
    ['conversation_deleted', { threadId: second?.id }],
    ['exported', {}],
    ['suppression_removed', {}],
    ['settings_changed', { settings: ['timeZone', 'retentionDays'] }],
    ['conversation_stopped', { threadId: first?.id }],
    ['draft_approved', { threadId: first?.id, messageId: draft }],
  ]);
  expect(entries.map(({ message }) => message)).toContain('Changed settings: timeZone, retentionDays.');
  // Ids and codes only: no body, no address, no token.
  for (const secret of ['secret', 'maria@', 'never@', ...world.secrets.values()]) {
    expect(JSON.stringify(entries)).not.toContain(secret);
  }
});

test('is one’s own', async () => {
  const world = new AccessWorld();
  await world.signedIn(OWNER);
  const other = await world.signedIn('other@example.com');
  const { items } = await other.json<Page>('GET', '/auth/audit');
  expect(items.map(({ action }) => action).toSorted()).toEqual(['consented', 'signed_in']);
});

test('shows entries that version 0.1.0 wrote', async () => {
  const world = new AccessWorld();
  const owner = await world.signedIn(OWNER);
  const old = { schemaVersion: 1, id: 'old', at: 1, action: 'conversation_stopped', detail: 't1', ttl: 2 };
  await world.app.store.set(`users/${FakeGoogle.subOf(OWNER)}/audit/old`, old);
  const { items } = await owner.json<Page>('GET', '/auth/audit');
  expect(items.at(-1)).toEqual({
    id: 'old',
    at: 1,
    action: 'conversation_stopped',
    params: { threadId: 't1' },
    message: 'Stopped a conversation.',
  });
});

test('shows a suppression as a code with its text, also one that version 0.1.0 wrote', async () => {
  const { owner } = await inhabited();
  expect(await owner.json('GET', '/auth/suppressions')).toMatchObject({
    items: [{ email: 'never@example.com', reason: 'opted_out', message: 'Asked not to be contacted.' }],
  });
});

test('what did not happen is not told', async () => {
  const { world, owner } = await inhabited();
  const before = world.mentioning('audit').length;
  await owner.fetch('POST', '/threads/none/stop');
  await owner.fetch('PATCH', '/auth/settings', { retentionDays: 0 });
  await owner.fetch('DELETE', '/auth/suppressions/none');
  await owner.fetch('GET', '/auth/export', undefined, { cookie: '' });
  expect(world.mentioning('audit')).toHaveLength(before);
});

test('an entry that comes too late leaves nothing behind of an account that was deleted', async () => {
  const { world, owner } = await inhabited();
  expect((await owner.fetch('DELETE', '/auth/account')).status).toBe(204);
  // Of a request that was under way meanwhile.
  await recordAudit(world.app, FakeGoogle.subOf(OWNER), { action: 'signed_in', params: {} });
  expect(world.mentioning(FakeGoogle.subOf(OWNER))).toEqual([]);
});
