import { beforeEach, describe, expect, test } from 'vitest';
import { begun, mailboxWith, NOW, userWith } from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { memoryVault } from '../../../test/support/memory-vault.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import { forgetPerson, getPerson } from '../people/people.ts';
import { personIdOf } from '../people/person-id.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';
import { createThread } from './create.ts';
import { deleteThread } from './delete.ts';
import { resumeThread } from './resume.ts';
import { stopThread } from './stop.ts';

const target = { userId: 'u1', threadId: 't1' };
const thread = begun({ nextActionAt: null });
const stopping = { reason: 'owner_stopped', detail: { code: 'by_owner', params: {} } } as const;
const refused = (code: string) => ({ ok: false, error: { code } });

let store: ReturnType<MemoryStore['connect']>;
let deps: ReturnType<typeof depsOver>;

const depsOver = (connection: typeof store) => {
  let ids = 0;
  const id = () => `id${ids++}`;
  return {
    store: connection,
    clock: { now: () => NOW },
    random: { id, token: id },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    bus: { publish: async () => {} },
    // Nothing waits in Gmail here.
    gateway: {} as MailGateway,
  };
};
const put = (path: string, document: object): Promise<void> => store.set(path, asData(document));
const create = (idempotencyKey: string | null, change: object = {}) =>
  createThread({ ...deps, vault: memoryVault(new Map()) })({
    userId: 'u1',
    mailboxId: 'm1',
    request: {
      assistantId: 'a1',
      recipient: { email: 'new@example.com' },
      instructions: 'Say hello.',
      ...change,
    },
    idempotencyKey,
  });

beforeEach(async () => {
  store = new MemoryStore().connect();
  deps = depsOver(store);
  await put(paths.user('u1'), userWith());
  await put(paths.mailbox('m1'), mailboxWith());
  await put(paths.assistant('u1', 'a1'), { id: 'a1' });
  await put(paths.thread('u1', 't1'), thread);
});

describe('one conversation with one person at a time', () => {
  test('a second conversation with the same person is refused with the other’s id, in every spelling', async () => {
    const of = (email: string, change: object = {}) => create(null, { recipient: { email }, ...change });
    const first = await of('jo.doe@gmail.com');
    const threadId = first.ok ? first.value.thread.id : '';
    for (const email of ['JODOE@gmail.com', 'jodoe+x@googlemail.com']) {
      expect(await of(email)).toEqual({ ok: false, error: { code: 'already_in_conversation', threadId } });
    }
    expect(await of('jodoe@example.com')).toMatchObject({ ok: true });
    expect(await of('jodoe@gmail.com', { allowParallel: false })).toMatchObject({ ok: false });
    const second = await of('jodoe@gmail.com', { allowParallel: true });
    expect(second).toMatchObject({ ok: true, value: { thread: { allowParallel: true } } });
    // A stopped one stands in nobody's way.
    for (const id of [threadId, second.ok ? second.value.thread.id : '']) {
      await stopThread(deps)({ userId: 'u1', threadId: id, ...stopping });
    }
    expect(await of('jodoe@gmail.com')).toMatchObject({ ok: true });
  });

  test('an idempotency key that was used is looked at first', async () => {
    const first = await create('k');
    const threadId = first.ok ? first.value.thread.id : '';
    expect(await create('k')).toMatchObject({ ok: true, value: { replayed: true } });
    expect(await create('other')).toEqual({
      ok: false,
      error: { code: 'already_in_conversation', threadId },
    });
    // A refusal uses no key up.
    await deleteThread(deps)({ userId: 'u1', threadId });
    expect(await create('other')).toMatchObject({ ok: true, value: { replayed: false } });
  });

  test('a conversation of an earlier version, and one that is gone, are known for what they are', async () => {
    const email = thread.recipient.email;
    expect(await create(null, { recipient: { email } })).toMatchObject({
      error: { code: 'already_in_conversation', threadId: 't1' },
    });
    await stopThread(deps)({ ...target, ...stopping });
    const next = await create(null, { recipient: { email } });
    await store.delete(paths.thread('u1', next.ok ? next.value.thread.id : ''));
    expect(await create(null, { recipient: { email } })).toMatchObject({ ok: true });
  });

  test('a stopped conversation is not resumed beside another, unless its owner says so', async () => {
    const email = thread.recipient.email;
    await stopThread(deps)({ ...target, ...stopping });
    const other = await create(null, { recipient: { email } });
    const threadId = other.ok ? other.value.thread.id : '';
    expect(await resumeThread(deps)(target)).toEqual({
      ok: false,
      error: { code: 'already_in_conversation', threadId },
    });
    expect(await resumeThread(deps)({ ...target, allowParallel: true })).toMatchObject({
      value: { status: 'active', allowParallel: true },
    });
    // That word is remembered; and what runs is in nobody's way, itself included.
    await stopThread(deps)({ ...target, ...stopping });
    expect(await resumeThread(deps)(target)).toMatchObject({ ok: true });
    expect(await resumeThread(deps)({ userId: 'u1', threadId })).toMatchObject({ ok: true });
  });

  test('the record of a person is read, deleted, and goes with their last conversation', async () => {
    const created = await create(null);
    const threadId = created.ok ? created.value.thread.id : '';
    const person = { userId: 'u1', personId: personIdOf('new@example.com') };
    expect(await getPerson(deps, person)).toMatchObject({
      email: 'new@example.com',
      activeThreadIds: [threadId],
    });
    expect(await getPerson(deps, { ...person, userId: 'u2' })).toBeNull();
    expect(await forgetPerson(deps, { ...person, userId: 'u2' })).toEqual(refused('not_found'));
    expect(await forgetPerson(deps, person)).toMatchObject({ ok: true });
    expect(await getPerson(deps, person)).toBeNull();
    expect(await forgetPerson(deps, person)).toEqual(refused('not_found'));
    // Though nothing is known of them any more, they are in a conversation.
    expect(await create(null)).toMatchObject({ error: { code: 'already_in_conversation', threadId } });
    await deleteThread(deps)({ userId: 'u1', threadId });
    expect(await store.get(paths.person('u1', person.personId))).toBeNull();
  });
});
