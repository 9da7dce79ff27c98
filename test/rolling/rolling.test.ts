import { beforeAll, expect, test } from 'vitest';
import { applyRetention } from '../../shared/application/account/apply-retention.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { renewWatches } from '../../shared/application/mailbox/renew-watches.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { DocumentData, JsonValue } from '../../shared/application/ports/document-store.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { AccessWorld } from '../access/support/access-world.ts';
import { answer, DAY, type Person, settle } from '../unreadable/people.ts';

/*
 * A rolling deployment, or a rollback: a later version has put fields into every document, at every level, that this one has
 * never heard of. Whatever this one does, they are there afterwards, and nobody outside sees them.
 */

const MARK = 'fromLater';

const marked = (value: JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(marked);
  if (typeof value !== 'object' || value === null) return value;
  return { ...Object.fromEntries(Object.entries(value).map(([k, v]) => [k, marked(v)])), [MARK]: 'secret' };
};

/** Places in a document at which an object bears the mark, or does not. */
const places = (value: JsonValue, has: boolean, at = ''): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => places(item, has, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [];
  const own = MARK in value === has ? [at] : [];
  return [
    ...own,
    ...Object.entries(value).flatMap(([name, field]) => places(field, has, at ? `${at}.${name}` : name)),
  ];
};

let world: AccessWorld;
let owner: Person;
let before: ReadonlyMap<string, DocumentData>;
const shown: string[] = [];

beforeAll(async () => {
  world = new AccessWorld();
  owner = await settle(world, 'owner@example.com');
  for (const { path, data } of [...world.store.documents.values()]) {
    // What a conversation waits for is said anew by each turn, as a whole, and a follow-up is given another moment.
    const kept = 'waitingFor' in data ? { ...data, waitingFor: null, followUp: null } : data;
    await world.app.store.set(path, marked(kept) as DocumentData);
  }
  before = new Map([...world.store.documents].map(([path, { data }]) => [path, data]));

  const { browser, userId, mailboxId, assistantId, threadIds } = owner;
  const ask = async (method: string, path: string, body?: object): Promise<void> => {
    const response = await browser.fetch(method, path, body);
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    shown.push(text);
  };
  const turns = async (): Promise<void> => {
    for (const { topic, data } of world.events.splice(0)) {
      if (topic === 'thread-turn') await takeTurn(world.app)(data);
    }
  };
  await ask('PATCH', '/auth/settings', { timeZone: 'Europe/Berlin', retentionDays: 30 });
  await ask('PATCH', `/assistants/${assistantId}`, { name: 'Bea', limits: { repliesPerThread: 7 } });
  await ask('PATCH', `/threads/${threadIds[0]}`, { goal: 'A call.', mode: 'review' });
  for (const id of threadIds) answer(world, owner, id);
  await syncMailbox(world.app)({ mailboxId, hint: null });
  await turns();
  for (const path of [
    '/auth/session',
    '/auth/settings',
    '/auth/suppressions',
    '/auth/audit',
    '/assistants',
    `/assistants/${assistantId}`,
    '/threads',
    '/threads/summary',
    ...threadIds.flatMap((id) => [`/threads/${id}`, `/threads/${id}/messages`]),
  ]) {
    await ask('GET', path);
  }
  await ask('POST', `/threads/${threadIds[1]}/stop`);
  await ask('POST', `/threads/${threadIds[1]}/resume`);
  world.now += 6 * DAY;
  await sweep(world.app)();
  await turns();
  await renewWatches(world.app)();
  await browser.signIn({ email: owner.email });
  world.now += 40 * DAY;
  await world.app.store.update(`users/${userId}`, { retentionDueAt: world.now });
  await applyRetention(world.app)();
});

test('every document keeps what a later version put there', () => {
  const lost: string[] = [];
  for (const [path, data] of before) {
    const after = world.document(path);
    if (!after) continue;
    const kept = new Set(places(after, true));
    for (const place of places(data, true)) {
      if (!kept.has(place)) lost.push(`${path.split('/').at(-2)} ${place || 'top level'}`);
    }
  }
  expect([...new Set(lost)].toSorted()).toEqual([]);
});

test('the run changed documents of every kind that it is about', () => {
  const changed = [...before].filter(([path, data]) => world.document(path) !== data);
  const kinds = new Set(changed.map(([path]) => path.split('/').at(-2)));
  for (const kind of ['users', 'mailboxes', 'credentials', 'assistants', 'threads', 'messages', 'days']) {
    expect(kinds).toContain(kind);
  }
});

test('nobody outside sees it', () => {
  expect(shown.length).toBeGreaterThan(15);
  for (const text of shown) expect(text).not.toContain(MARK);
});
