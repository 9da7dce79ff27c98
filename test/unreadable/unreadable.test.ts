import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyRetention } from '../../shared/application/account/apply-retention.ts';
import { finishDeletions } from '../../shared/application/account/finish-deletions.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { finishDisconnects } from '../../shared/application/mailbox/finish-disconnects.ts';
import { renewWatches } from '../../shared/application/mailbox/renew-watches.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { DocumentData } from '../../shared/application/ports/document-store.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { routes } from '../../shared/contract/routes.ts';
import { allCollections, collections, idOf, kindOf } from '../../shared/persistence/collections.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { MAX_SETBACKS } from '../../shared/persistence/setback.ts';
import { AccessWorld } from '../access/support/access-world.ts';
import { answer, DAY, documentsOf, type Person, ruined, settle } from './people.ts';

const MINUTE = 60_000;

let world: AccessWorld;
/** Whose documents become unreadable. They were here first, so that every job meets theirs before the others'. */
let ill: Person;
/** Three more, whose work must not wait: one stays, one has given the mailbox back, one wants to be forgotten. */
let well: Person;
let leaver: Person;
let goer: Person;

beforeEach(async () => {
  world = new AccessWorld({ SIGN_INS_PER_MINUTE: '1000' });
  ill = await settle(world, 'ill@example.com');
  well = await settle(world, 'well@example.com');
  leaver = await settle(world, 'leaver@example.com');
  goer = await settle(world, 'goer@example.com');
});
afterEach(() => world.app.store.close());

const store = () => world.app.store;
const put = (path: string, patch: DocumentData) => store().update(path, patch);

/** Puts rubbish where this collection's documents of the ill person are. */
const fallIll = async (kind: string): Promise<readonly string[]> => {
  const struck = [...documentsOf(world, ill), ...nobodys()].filter(({ path }) => {
    const found = kindOf(path);
    return found !== null && idOf(found) === kind;
  });
  for (const document of struck) await store().set(document.path, ruined(document));
  return struck.map(({ path }) => path);
};
const nobodys = () =>
  [...world.store.documents.values()].filter(({ path }) => kindOf(path)?.owner === 'none');

/** Everything falls due for everybody, for the ill person a moment earlier. */
const letTimePass = async (): Promise<void> => {
  world.google.isDown = true;
  await leaver.browser.fetch('POST', '/auth/disconnect');
  await goer.browser.fetch('DELETE', '/auth/account');
  world.google.isDown = false;
  world.now += 6 * DAY;
  for (const [n, person] of [ill, well].entries()) {
    const at = world.now - 1000 + n;
    await put(paths.user(person.userId), { retentionDays: 1, retentionDueAt: at });
    await put(paths.mailbox(person.mailboxId), { nextSyncAt: at, watchDueAt: at });
    for (const id of person.threadIds) await put(paths.thread(person.userId, id), { nextActionAt: at });
  }
  await put(paths.mailbox(ill.mailboxId), { revokeDueAt: world.now - 2 * MINUTE });
  await put(paths.mailbox(leaver.mailboxId), { revokeDueAt: world.now - MINUTE });
  world.events.splice(0);
};

const turnsOf = ({ userId }: Person) =>
  world.events.filter(({ topic, data }) => topic === 'thread-turn' && data.userId === userId);
const bodiesOf = (person: Person) =>
  [...world.store.documents.values()]
    .filter(({ path }) => path.startsWith(`users/${person.userId}/`) && kindOf(path) === collections.messages)
    .map(({ data }) => data.bodyKept);

const ids = allCollections.map(idOf);

describe.each(ids)('unreadable documents in %s', (kind) => {
  beforeEach(async () => {
    await letTimePass();
    const check = paths.installationNote('modelCheck');
    if (kind === 'migrations') await store().set(paths.migration('0001'), { state: 'rubbish' });
    else if (kind === 'installation') await store().set(check, { checkedAt: 'rubbish' });
    else expect(await fallIll(kind)).not.toEqual([]);
  });

  test('the sweep hands out what is due to everybody else', async () => {
    await sweep(world.app)();
    expect(turnsOf(well)).toHaveLength(2);
    expect(world.events).toContainEqual({
      topic: 'gmail-notification',
      data: { mailboxId: well.mailboxId },
    });
    // The ill person's other conversation is handed out as well.
    expect(turnsOf(ill).map(({ data }) => 'threadId' in data && data.threadId)).toContain(ill.threadIds[1]);
  });

  test('everybody else’s watch is renewed', async () => {
    await renewWatches(world.app)();
    expect(world.document(paths.mailbox(well.mailboxId))?.watchExpiresAt).toBeGreaterThan(world.now);
  });

  test('everybody else’s old mail is deleted, and the ill person’s as far as it is known whose it is', async () => {
    await applyRetention(world.app)();
    expect(new Set(bodiesOf(well))).toEqual(new Set([false]));
    // How long to keep it stands in the one document that the rule comes from.
    if (kind !== 'users') expect(new Set(bodiesOf(ill))).toEqual(new Set([false]));
  });

  test('everybody else’s mailbox is given back', async () => {
    await finishDisconnects(world.app)();
    expect(world.document(paths.mailbox(leaver.mailboxId))).toMatchObject({ revokeDueAt: null });
    expect([...world.google.grants.values()]).not.toContain(leaver.email);
  });

  test('everybody else’s account is deleted', async () => {
    await finishDeletions(world.app)();
    expect(world.mentioning(goer.userId, goer.mailboxId)).toEqual([]);
  });

  test('the ill person’s account is deleted too, whatever cannot be read', async () => {
    await put(paths.user(ill.userId), { deletionRequestedAt: world.now - 2 * MINUTE });
    for (let day = 0; day < 4; day++) {
      await finishDeletions(world.app)();
      world.now += DAY;
    }
    expect(
      world.mentioning(ill.userId, ill.mailboxId).filter((path) => kindOf(path)?.owner !== 'none'),
    ).toEqual([]);
    expect(world.document(paths.user(well.userId))).not.toBeNull();
  });

  test('mail of everybody else is recorded, and of the ill person’s other conversations', async () => {
    for (const person of [ill, well]) {
      await put(paths.mailbox(person.mailboxId), { status: 'connected', revokeDueAt: null });
      for (const id of person.threadIds) answer(world, person, id);
    }
    const hint = String(2n ** 62n);
    for (const person of [ill, well]) {
      await syncMailbox(world.app)({ mailboxId: person.mailboxId, hint });
    }
    const received = (person: Person, id: string) =>
      world.document(paths.thread(person.userId, id))?.unanswered;
    for (const id of well.threadIds) expect(received(well, id)).toHaveLength(1);
    if (['users', 'mailboxes', 'days'].includes(kind)) return;
    expect(received(ill, ill.threadIds[1])).toHaveLength(1);
  });

  test('turns of everybody else are taken', async () => {
    await sweep(world.app)();
    const outcomes = new Map<string, string>();
    for (const { topic, data } of world.events) {
      if (topic === 'thread-turn') outcomes.set(data.threadId, await takeTurn(world.app)(data));
    }
    for (const id of well.threadIds) expect(outcomes.get(id)).toBe('waiting');
  });

  test('lists answer, without what cannot be read, and nobody else’s notice', async () => {
    const lists = [
      '/assistants',
      '/threads',
      ...[0, 1].map((n) => `/threads/{${n}}/messages`),
      '/threads/summary',
      '/auth/suppressions',
      '/auth/audit',
    ];
    for (const [person, isIll] of [
      [ill, true],
      [well, false],
    ] as const) {
      for (const list of lists) {
        const path = list.replace(/\{(\d)\}/, (_, n) => person.threadIds[Number(n) as 0 | 1]);
        const { status } = await person.browser.fetch('GET', path);
        if (!isIll) expect(status, path).toBe(200);
        else if (kind === 'sessions') expect(status, path).toBe(401);
        // What is asked about one document that cannot be read has no other answer.
        else if (kind === 'threads' && path.includes(person.threadIds[0])) expect(status, path).toBe(500);
        else if (kind === 'users' && path === '/threads/summary') expect(status, path).toBe(500);
        else expect(status, path).toBe(200);
      }
    }
    if (kind === 'threads') {
      const { items } = await ill.browser.json<{ items: { id: string }[] }>('GET', '/threads');
      expect(items.map(({ id }) => id)).toEqual([ill.threadIds[1]]);
    }
  });

  test('people sign in', async () => {
    expect(await world.browser().signIn({ email: 'new@example.com' })).toBe('/');
    expect(await world.browser().signIn({ email: well.email })).toBe('/');
  });

  test('the ill person is handed everything, whether it can be read or not', async () => {
    if (kind === 'sessions') return;
    // The id of a session or a link is a secret: the export names their collection.
    const named = (path: string) => (kindOf(path)?.owner === 'session' ? path.split('/')[0] : path);
    const response = await ill.browser.fetch('GET', '/auth/export');
    expect(response.status).toBe(200);
    const paths = JSON.parse(await response.text()).documents.map(({ path }: { path: string }) => path);
    const held = documentsOf(world, ill).map(({ path }) => path);
    for (const path of held) expect(paths).toContain(named(path));
  });
});

describe('what cannot be read', () => {
  const threadPath = () => paths.thread(ill.userId, ill.threadIds[0]);

  /** What a minute's sweep does, and the turns that it hands out. */
  const playMinute = async (): Promise<void> => {
    world.events.splice(0);
    await sweep(world.app)();
    for (const { topic, data } of [...world.events]) {
      if (topic === 'thread-turn' && data.userId === ill.userId) await takeTurn(world.app)(data);
    }
  };
  const playDay = async (): Promise<number> => {
    let handedOut = 0;
    for (let minute = 0; minute < 24 * 60; minute++) {
      world.now += MINUTE;
      await playMinute();
      handedOut += turnsOf(ill).filter(
        ({ data }) => 'threadId' in data && data.threadId === ill.threadIds[0],
      ).length;
    }
    return handedOut;
  };

  test('is not handed out every minute for ever, and is set aside with the reason', async () => {
    await put(threadPath(), { nextActionAt: world.now });
    const healthy = world.document(threadPath()) ?? {};
    await store().set(threadPath(), ruined({ path: threadPath(), data: healthy }));
    expect(await playDay()).toBe(0);
    expect(world.document(threadPath())?.setbacks).toEqual({
      nextActionAt: {
        attempts: MAX_SETBACKS,
        until: expect.any(Number),
        reason: 'threads document does not fit its schema: schemaVersion',
        setAside: true,
      },
    });
    expect(world.logged.filter((line) => line.startsWith('due_set_aside'))).toHaveLength(1);
    expect(world.logged.filter((line) => line.startsWith('due_postponed'))).toHaveLength(MAX_SETBACKS - 1);

    // Mended, by a hand or a later version, it goes on by itself.
    await put(threadPath(), { schemaVersion: healthy.schemaVersion ?? 1 });
    world.now += 7 * DAY;
    await playMinute();
    expect(turnsOf(ill)).toContainEqual(
      expect.objectContaining({ data: { userId: ill.userId, threadId: ill.threadIds[0] } }),
    );
    expect(await ill.browser.json('GET', `/threads/${ill.threadIds[0]}`)).not.toHaveProperty('setbacks');
  });

  test('in a conversation that can be shown itself, it is told to the owner in the end', async () => {
    await fallIll('messages');
    await put(threadPath(), { nextActionAt: world.now });
    expect(await playDay()).toBe(MAX_SETBACKS);
    const { items } = await ill.browser.json<{ items: object[] }>('GET', '/threads?attention=true');
    expect(items).toMatchObject([{ id: ill.threadIds[0], attention: { code: 'repeated_failure' } }]);
    expect(world.document(threadPath())?.nextActionAt).toBeNull();
  });

  test('brought in again and again by events, it is not set aside any sooner', async () => {
    await fallIll('messages');
    for (let n = 0; n < 50; n++) {
      expect(await takeTurn(world.app)({ userId: ill.userId, threadId: ill.threadIds[0] })).toBe(
        'unreadable',
      );
    }
    expect(world.document(threadPath())?.setbacks).toMatchObject({ nextActionAt: { attempts: 1 } });
  });

  test('does not lose the mail that comes meanwhile: it is recorded as soon as it can be', async () => {
    const healthy = world.document(threadPath()) ?? {};
    await store().set(threadPath(), ruined({ path: threadPath(), data: healthy }));
    const mails = ill.threadIds.map((id) => answer(world, ill, id));
    const sync = () => syncMailbox(world.app)({ mailboxId: ill.mailboxId, hint: String(2n ** 62n) });
    await sync();
    const mailbox = () => world.document(paths.mailbox(ill.mailboxId));
    expect(mailbox()).toMatchObject({ missedThreads: [ill.threadIds[0]] });
    expect(mailbox()?.historyId).toBe(String(world.google.mailboxOf(ill.email).latestHistoryId));
    await sync();
    expect(mailbox()).toMatchObject({ missedThreads: [ill.threadIds[0]] });

    await put(threadPath(), { schemaVersion: healthy.schemaVersion ?? 1 });
    await sync();
    expect(mailbox()).toMatchObject({ missedThreads: [] });
    expect(world.document(threadPath())).toMatchObject({ unanswered: [mails[0]] });
  });

  /** Bodies of the operations that need one. */
  const bodies: Readonly<Record<string, object>> = {
    updateThread: { goal: 'A date.' },
    approveMessage: {},
    rewriteMessage: { feedback: 'Shorter.' },
  };
  const aboutThread = Object.entries(routes).filter(
    ([name, { path }]) => path.startsWith('/threads/{threadId}') && name !== 'deleteThread',
  );

  test.each(aboutThread)('%s says so of a conversation', async (name, { method, path }) => {
    await fallIll('threads');
    await fallIll('messages');
    const messagePath = paths.messages(ill.userId, ill.threadIds[0]);
    const [message] = await store().query({ collection: messagePath, limit: 1 });
    const ask = (person: Person) =>
      person.browser.fetch(
        method.toUpperCase(),
        path.replace('{threadId}', ill.threadIds[0]).replace('{messageId}', message?.id ?? ''),
        bodies[name],
      );
    const before = world.document(threadPath());
    const response = await ask(ill);
    expect([response.status, await response.json()]).toEqual([
      500,
      expect.objectContaining({ code: 'thread_unreadable' }),
    ]);
    expect(world.document(threadPath())).toEqual(before);
    expect(world.logged).toContainEqual(expect.stringMatching(/^document_unreadable/));
    expect(world.logged).not.toContainEqual(expect.stringMatching(/^request_failed/));

    // Somebody else learns no more than of any conversation that is not theirs.
    expect((await ask(well)).status).toBe(404);
  });

  test('is not repeated to the owner in the list, which shows the others', async () => {
    await fallIll('threads');
    const { items } = await ill.browser.json<{ items: { id: string }[] }>('GET', '/threads');
    expect(items.map(({ id }) => id)).toEqual([ill.threadIds[1]]);
    const { status } = await ill.browser.fetch('POST', `/threads/${ill.threadIds[1]}/stop`);
    expect(status).toBe(200);
  });

  test('can be deleted by its owner', async () => {
    await fallIll('messages');
    expect((await ill.browser.fetch('DELETE', `/threads/${ill.threadIds[0]}`)).status).toBe(204);
    expect(world.mentioning(ill.threadIds[0]).filter((path) => path.includes('/threads/'))).toEqual([]);
    await fallIll('threads');
    expect((await ill.browser.fetch('DELETE', `/assistants/${ill.assistantId}`)).status).toBe(204);
  });
});
