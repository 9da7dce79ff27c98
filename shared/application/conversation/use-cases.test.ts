import { beforeEach, describe, expect, test } from 'vitest';
import {
  begun,
  inboundWith,
  mailboxWith,
  NOW,
  OWNER,
  outboundWith,
  threadWith,
} from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { memoryVault } from '../../../test/support/memory-vault.ts';
import { userSchema } from '../../domain/account/user.ts';
import { plain } from '../../domain/conversation/notices.ts';
import { err, ok } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { asData, readThreadView } from '../../persistence/thread-view.ts';
import type { AppEvent } from '../ports/event-bus.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';
import { abandonLeases } from './abandon-leases.ts';
import { commit } from './commit.ts';
import { createThread } from './create.ts';
import { deleteThread } from './delete.ts';
import { summarise } from './figures.ts';
import { getMessage, getThread, listMessages, listThreads } from './read.ts';
import { resumeThread } from './resume.ts';
import { approveMessage, discardMessage, rewriteMessage } from './review.ts';
import { stopThread } from './stop.ts';
import { updateThread } from './update.ts';

const target = { userId: 'u1', threadId: 't1' };
const waiting = outboundWith(2, { state: 'awaiting_approval', gmailMessageId: 'g2' });
const draft = { ...target, messageId: waiting.id };
const thread = begun({ waitingDraft: { messageId: waiting.id, gmailMessageId: 'g2' }, nextActionAt: null });

let store: MemoryStore;
let events: AppEvent[];
let deleted: string[];
let deps: ReturnType<typeof depsOver>;

/** Gmail as far as these use cases need it: it deletes drafts. */
const depsOver = (connection: ReturnType<MemoryStore['connect']>) => {
  let ids = 0;
  const id = () => `id${ids++}`;
  const deleteDraft: MailGateway['deleteDraft'] = async (_mailboxId, draftId) => {
    deleted.push(draftId);
    return ok(undefined);
  };
  return {
    store: connection,
    clock: { now: () => NOW },
    random: { id, token: id },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    bus: { publish: async (event: AppEvent) => void events.push(event) },
    gateway: { deleteDraft } as MailGateway,
  };
};

const put = (path: string, document: object): Promise<void> => deps.store.set(path, asData(document));
const audits = () =>
  [...store.documents.values()].filter(({ path }) => path.includes('/audit/')).map(({ data }) => data.action);
const view = async () => {
  const found = await readThreadView(deps.store, 'u1', 't1');
  if (!found) throw new Error('no thread');
  return found;
};

beforeEach(async () => {
  store = new MemoryStore();
  events = [];
  deleted = [];
  deps = depsOver(store.connect());
  const user = {
    schemaVersion: 1,
    id: 'u1',
    email: 'owner@example.org',
    name: 'Olivia',
    picture: null,
    timeZone: 'Europe/Berlin',
    dailySendingLimit: 100,
    retentionDays: null,
    createdAt: NOW,
    updatedAt: NOW,
  };
  await put(paths.user('u1'), userSchema.parse(user));
  await put(paths.mailbox('m1'), mailboxWith());
  await put(paths.assistant('u1', 'a1'), { id: 'a1' });
  await put(paths.thread('u1', 't1'), thread);
  await put(paths.message('u1', 't1', waiting.id), waiting);
});

describe('commit', () => {
  test('writes the thread, its timeline, the revision and the audit entry in one transaction, and wakes it', async () => {
    const committed = await commit(deps, target, (_view, at) => [
      { type: 'approved', at, messageId: waiting.id, text: null },
    ]);
    expect(committed?.happened.map(({ event }) => event.type)).toEqual(['approved']);
    expect((await view()).thread).toMatchObject({
      revision: 1,
      nextActionAt: NOW,
      events: [{ code: 'approved' }],
    });
    expect(audits()).toEqual(['draft_approved']);
    expect(events).toEqual([{ topic: 'thread-turn', data: target }]);
  });

  test('writes nothing where nothing happens', async () => {
    const before = [...store.documents.values()].map(({ version }) => version);
    await commit(deps, target, () => [{ type: 'resumed', at: NOW }]);
    expect([...store.documents.values()].map(({ version }) => version)).toEqual(before);
    expect(events).toEqual([]);
  });

  test('leaves no audit entry of an account that is gone', async () => {
    await deps.store.delete(paths.user('u1'));
    await commit(deps, target, (_view, at) => [{ type: 'approved', at, messageId: waiting.id, text: null }]);
    expect(audits()).toEqual([]);
  });

  test('knows no thread that is not there', async () => {
    expect(await commit(deps, { userId: 'u1', threadId: 'none' }, () => [])).toBeNull();
  });
});

describe('review', () => {
  test('approving twice approves once, with the first text', async () => {
    expect(await approveMessage(deps)({ ...draft, text: 'Mine.' })).toMatchObject({ ok: true });
    expect(await approveMessage(deps)({ ...draft, text: 'Other.' })).toMatchObject({
      ok: true,
      value: { approval: { text: 'Mine.' } },
    });
    expect(audits()).toEqual(['draft_approved']);
  });

  test('discarding deletes the draft and flags the thread', async () => {
    expect(await discardMessage(deps)(draft)).toMatchObject({
      ok: true,
      value: { state: 'discarded', resolution: { code: 'discarded_by_owner' } },
    });
    expect(deleted).toEqual([waiting.draftId]);
    expect((await view()).thread).toMatchObject({
      waitingDraft: null,
      attention: { code: 'draft_discarded' },
    });
    expect(audits()).toEqual(['draft_discarded']);
  });

  test('asking for another text keeps the old one beside the feedback', async () => {
    expect(await rewriteMessage(deps)({ ...draft, feedback: 'Shorter.' })).toMatchObject({
      ok: true,
      value: { state: 'superseded' },
    });
    expect((await view()).thread.rewriteFeedback).toBe(`${waiting.text}\n---\nShorter.`);
    expect(audits()).toEqual(['draft_rewrite_requested']);
  });

  test('a draft that is gone from Gmail is looked for by the next turn', async () => {
    const gone = {
      ...deps,
      gateway: {
        ...deps.gateway,
        deleteDraft: async () => err({ code: 'not_found' as const, message: 'gone' }),
      },
    };
    expect(await discardMessage(gone)(draft)).toEqual({
      ok: false,
      error: { code: 'not_awaiting_approval' },
    });
    expect(events).toEqual([{ topic: 'thread-turn', data: target }]);
    expect((await view()).messages[0]?.state).toBe('awaiting_approval');
  });

  test.each([
    ['a message that is not there', { ...draft, messageId: 'none' }, 'not_found'],
    ['a thread that is not there', { ...draft, threadId: 'none' }, 'not_found'],
  ])('%s', async (_name, given, code) => {
    expect(await approveMessage(deps)({ ...given, text: null })).toEqual({ ok: false, error: { code } });
    expect(await discardMessage(deps)(given)).toEqual({ ok: false, error: { code } });
  });

  test('nothing can be said of a draft that was sent', async () => {
    await put(paths.message('u1', 't1', waiting.id), { ...waiting, state: 'sent' });
    const refused = { ok: false, error: { code: 'not_awaiting_approval' } };
    expect(await approveMessage(deps)({ ...draft, text: null })).toEqual(refused);
    expect(await rewriteMessage(deps)({ ...draft, feedback: 'x' })).toEqual(refused);
    expect(deleted).toEqual([]);
  });
});

describe('stop and resume', () => {
  test('stopping withdraws the draft and says why; twice is once', async () => {
    const stop = () => stopThread(deps)({ ...target, reason: 'owner_stopped', detail: plain('by_owner') });
    expect(await stop()).toMatchObject({
      ok: true,
      value: { status: 'stopped', stopDetail: { code: 'by_owner' } },
    });
    expect(await stop()).toMatchObject({ ok: true });
    expect(deleted).toEqual([waiting.draftId]);
    expect((await view()).messages[0]).toMatchObject({
      state: 'discarded',
      resolution: { code: 'conversation_stopped' },
    });
    expect(audits()).toEqual(['conversation_stopped']);
  });

  test('resuming takes held mails that can be read', async () => {
    const [readable, blank] = [inboundWith('i1'), inboundWith('i2', { text: ' ' })];
    await put(paths.message('u1', 't1', 'i1'), readable);
    await put(paths.message('u1', 't1', 'i2'), blank);
    const attention = { ...plain('marked_as_spam'), since: NOW };
    await put(paths.thread('u1', 't1'), { ...thread, held: ['i1', 'i2'], attention });
    expect(await resumeThread(deps)(target)).toMatchObject({
      ok: true,
      value: { attention: null, unanswered: ['i1'], held: [], nextActionAt: NOW },
    });
    expect(audits()).toEqual(['conversation_resumed']);
    expect(await resumeThread(deps)({ ...target, threadId: 'none' })).toMatchObject({ ok: false });
  });

  test('deleting leaves nothing of the conversation', async () => {
    expect(await deleteThread(deps)(target)).toMatchObject({ ok: true });
    expect([...store.documents.keys()].filter((path) => path.includes('/threads/'))).toEqual([]);
    expect(await deleteThread(deps)(target)).toMatchObject({ ok: false, error: { code: 'not_found' } });
  });

  test('a lease whose process is gone is released; the attempt stays counted', async () => {
    const lease = { token: 'x', expiresAt: NOW + 60_000 };
    await put(paths.thread('u1', 't1'), { ...thread, lease, attempts: 1 });
    await abandonLeases(deps)();
    expect((await view()).thread).toMatchObject({ lease: null, attempts: 1, nextActionAt: NOW });
  });
});

describe('create, update and read', () => {
  const request = {
    assistantId: 'a1',
    recipient: { email: 'new@example.com' },
    instructions: 'Say hello.',
  };
  const create = (idempotencyKey: string | null, change: object = {}) =>
    createThread({ ...deps, vault: memoryVault(new Map()) })({
      userId: 'u1',
      mailboxId: 'm1',
      request: { ...request, ...change },
      idempotencyKey,
    });

  test('a conversation begins with its entry on the timeline and is woken', async () => {
    const created = await create(null);
    expect(created).toMatchObject({
      ok: true,
      value: { replayed: false, thread: { events: [{ kind: 'created', code: 'created' }], revision: 1 } },
    });
    expect(events).toHaveLength(1);
  });

  test('a key that was used answers with the same thread, and refuses another request', async () => {
    const first = await create('k');
    expect(await create('k')).toEqual({
      ok: true,
      value: { thread: first.ok ? first.value.thread : null, replayed: true },
    });
    expect(await create('k', { instructions: 'Other.' })).toMatchObject({
      error: { code: 'idempotency_key_reused' },
    });
    expect(events).toHaveLength(1);
  });

  test.each([
    ['invalid_address', { recipient: { email: 'nobody' } }],
    ['unknown_assistant', { assistantId: 'none' }],
    ['own_address', { recipient: { email: OWNER.toUpperCase() } }],
  ])('refuses %s', async (code, change) => {
    expect(await create(null, change)).toEqual({ ok: false, error: { code } });
    expect(events).toEqual([]);
  });

  test('settings change what they name and nothing else', async () => {
    const changes = { goal: 'A call', mode: undefined, allowOthers: true };
    expect(await updateThread(deps)({ ...target, changes })).toMatchObject({
      ok: true,
      value: {
        goal: 'A call',
        mode: null,
        allowOthers: true,
        instructions: thread.instructions,
        nextActionAt: NOW,
      },
    });
    expect(await updateThread(deps)({ ...target, threadId: 'none', changes })).toMatchObject({ ok: false });
  });

  test('reads one, lists many, counts all', async () => {
    await put(paths.thread('u1', 't2'), { ...threadWith(), id: 't2', createdAt: NOW + 1, status: 'stopped' });
    expect((await getThread(deps)(target))?.id).toBe('t1');
    expect((await getMessage(deps)(draft))?.id).toBe(waiting.id);
    const listed = await listThreads(deps)({ userId: 'u1', limit: 10 });
    expect(listed.ok && listed.value.items.map(({ id }) => id)).toEqual(['t2', 't1']);
    const active = await listThreads(deps)({ userId: 'u1', limit: 10, status: 'active' });
    expect(active.ok && active.value.items.map(({ id }) => id)).toEqual(['t1']);
    const messages = await listMessages(deps)({ ...target, limit: 10 });
    expect(messages.ok && messages.value.items.map(({ id }) => id)).toEqual([waiting.id]);
    expect(await summarise(deps)({ userId: 'u1', days: 2 })).toMatchObject({ active: 1, stopped: 1 });
    expect(await summarise(deps)({ userId: 'nobody', days: 2 })).toBeNull();
  });
});
