import { beforeEach, describe, expect, test } from 'vitest';
import {
  begun,
  inboundWith,
  mailboxWith,
  NOW,
  OWNER,
  outboundWith,
  RECIPIENT,
  threadWith,
} from '../../../test/support/documents.ts';
import { MemoryStore } from '../../../test/support/memory-store/memory-store.ts';
import { memoryVault } from '../../../test/support/memory-vault.ts';
import { userSchema } from '../../domain/account/user.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { plain } from '../../domain/conversation/notices.ts';
import { addresseesOf } from '../../domain/conversation/outgoing-mail.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import { admittedMails } from '../../domain/conversation/verdict.ts';
import { messageIdSchema } from '../../domain/ids.ts';
import { err, ok } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { asData, readThreadView } from '../../persistence/thread-view.ts';
import { getPerson } from '../people/people.ts';
import { personIdOf } from '../people/person-id.ts';
import { listTrustedSenders, revokeTrust } from '../people/trusted-senders.ts';
import type { AppEvent } from '../ports/event-bus.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';
import { abandonLeases } from './abandon-leases.ts';
import { commit } from './commit.ts';
import { createThread } from './create.ts';
import { acceptMessage, blockMessage, rejectMessage } from './decide-held.ts';
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
const waitingDraft = { messageId: waiting.id, gmailMessageId: 'g2', leavesAt: null };
const thread = begun({ waitingDraft, nextActionAt: null });

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

  test('resuming clears the flag and takes no held mail', async () => {
    await put(paths.message('u1', 't1', 'i1'), inboundWith('i1'));
    const attention = { ...plain('marked_as_spam'), since: NOW };
    await put(paths.thread('u1', 't1'), { ...thread, held: ['i1'], attention });
    expect(await resumeThread(deps)(target)).toMatchObject({
      ok: true,
      value: { attention: null, unanswered: [], held: ['i1'], nextActionAt: NOW },
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

describe('the owner’s word on a held mail', () => {
  const refused = (code: string) => ({ ok: false, error: { code } });
  const STRANGER = { email: 'bo@elsewhere.example', name: 'Bo' };
  const heldFor = {
    code: 'sender_unknown',
    params: { cause: 'bystander', from: STRANGER.email, recipient: RECIPIENT },
  } as const;
  const verdict = {
    from: STRANGER.email,
    authentication: 'authenticated',
    trusted: false,
    refuted: false,
    invited: true,
    heldFor,
  } as const;
  const revision = 7;
  const heldMail = (id: string, fields: Partial<Message> = {}) =>
    inboundWith(id, { from: STRANGER, verdict, ...fields });
  const hold = async (mails: readonly Message[], fields: Partial<EmailThread> = {}) => {
    await deps.store.delete(paths.message('u1', 't1', waiting.id));
    for (const mail of mails) await put(paths.message('u1', 't1', mail.id), mail);
    const held = mails.map(({ id }) => id);
    const attention = { ...heldFor, since: NOW };
    await put(paths.thread('u1', 't1'), {
      ...begun({ revision, held, attention, needsAttention: true, lastReceivedAt: NOW }),
      ...fields,
    });
  };
  const of = (messageId: string) => ({ ...target, messageId, revision });

  test('accepting has it answered, to its sender as well, and settles the flag with the last one', async () => {
    await hold([heldMail('i1'), heldMail('i2')]);
    expect(await acceptMessage(deps)({ ...of('i1'), join: false })).toMatchObject({
      ok: true,
      value: { ruling: 'accepted' },
    });
    const { thread: after, messages } = await view();
    expect(after).toMatchObject({ unanswered: ['i1'], held: ['i2'], participants: [] });
    expect(after.attention?.code).toBe('sender_unknown');
    expect(addresseesOf(after, messages, after.unanswered, { email: OWNER })).toEqual({
      to: [STRANGER],
      cc: [after.recipient],
    });
    expect(addresseesOf(after, messages, [], { email: OWNER })).toEqual({ to: [after.recipient], cc: [] });
    expect(await rejectMessage(deps)({ ...of('i2'), revision: after.revision })).toMatchObject({ ok: true });
    expect((await view()).thread).toMatchObject({
      attention: null,
      needsAttention: false,
      held: [],
      unanswered: ['i1'],
    });
    expect(audits()).toEqual(['mail_accepted', 'mail_rejected']);
    expect((await view()).thread.events.map(({ code }) => code)).toEqual(['mail_accepted', 'mail_rejected']);
  });

  test('trusting a sender is noted once, with the accepted mail, and shown until it is revoked', async () => {
    const unproven = {
      ...verdict,
      authentication: 'failed',
      heldFor: { code: 'sender_unauthenticated', params: { cause: 'failed', from: STRANGER.email } },
    } as const;
    const owned = { userId: 'u1', mailboxId: 'm1' };
    await hold([heldMail('i1', { verdict: unproven })]);
    const trusting = { ...of('i1'), trust: true };
    expect(await acceptMessage(deps)({ ...trusting, revision: 1 })).toEqual(refused('thread_changed'));
    expect(await listTrustedSenders(deps, owned)).toEqual([]);
    expect(await acceptMessage(deps)(trusting)).toMatchObject({ ok: true });
    expect(await acceptMessage(deps)(trusting)).toMatchObject({ ok: true });
    const [listed, ...others] = await listTrustedSenders(deps, owned);
    expect(listed).toMatchObject({ email: STRANGER.email, at: NOW });
    expect(others).toEqual([]);
    expect(audits()).toEqual(['mail_accepted', 'sender_trusted']);
    expect(await listTrustedSenders(deps, { ...owned, userId: 'u2' })).toEqual([]);
    const revoking = { ...owned, trustedSenderId: listed?.id ?? '' };
    expect(await revokeTrust(deps, { ...revoking, userId: 'u2' })).toEqual(refused('not_found'));
    expect(await revokeTrust(deps, revoking)).toMatchObject({ ok: true });
    expect(await revokeTrust(deps, revoking)).toEqual(refused('not_found'));
    expect(await listTrustedSenders(deps, owned)).toEqual([]);
  });

  test.each<readonly [string, Partial<NonNullable<Message['verdict']>>]>([
    ['held for another reason', {}],
    [
      'whose domain asks for it to be rejected',
      {
        authentication: 'failed',
        refuted: true,
        heldFor: { code: 'sender_unauthenticated', params: { cause: 'failed', from: STRANGER.email } },
      },
    ],
    [
      'that claims to be the owner',
      { heldFor: { code: 'sender_unauthenticated', params: { cause: 'own_address', from: OWNER } } },
    ],
  ])('nobody is trusted for a mail %s', async (_name, fields) => {
    await hold([heldMail('i1', { verdict: { ...verdict, ...fields } })]);
    expect(await acceptMessage(deps)({ ...of('i1'), trust: true })).toEqual(refused('cannot_trust'));
    expect((await view()).thread.held).toEqual(['i1']);
  });

  test('a Reply-To is answered where it asks for it, if the owner says so, and then also in later mails', async () => {
    const asking = (replyTo: string): Partial<Message> => ({
      from: thread.recipient,
      verdict: {
        ...verdict,
        from: RECIPIENT,
        heldFor: { code: 'reply_to_elsewhere', params: { from: RECIPIENT, replyTo } },
      },
    });
    await hold([heldMail('i1', asking('Tickets@example.com')), heldMail('i2', asking('rubbish'))]);
    expect(await acceptMessage(deps)({ ...of('i2'), answerTo: 'reply_to' })).toEqual(refused('no_reply_to'));
    expect(await acceptMessage(deps)({ ...of('i1'), answerTo: 'reply_to' })).toMatchObject({
      value: { answerTo: 'tickets@example.com' },
    });
    const { thread: after, messages } = await view();
    expect(after.answersTo).toBe('tickets@example.com');
    expect(addresseesOf(after, messages, after.unanswered, { email: OWNER })).toEqual({
      to: [{ email: 'tickets@example.com', name: thread.recipient.name }],
      cc: [],
    });
    const person = await getPerson(deps, { userId: 'u1', personId: personIdOf(RECIPIENT) });
    expect(person).toMatchObject({
      otherAddresses: ['tickets@example.com'],
      wishes: [{ code: 'answers_elsewhere', address: 'tickets@example.com' }],
    });
  });

  test('with others allowed, a proven mail keeps its copies, and an unproven one none', async () => {
    const colleague = { email: 'ann@elsewhere.example', name: 'Ann' };
    const own = { email: OWNER.toUpperCase(), name: null };
    const proven = { from: thread.recipient, cc: [colleague, own], verdict: { ...verdict, heldFor: null } };
    const forged = { ...proven, verdict: { ...proven.verdict, authentication: 'failed' as const } };
    const to = (mail: Partial<Message>, allowOthers: boolean, blocked: string[] = []) =>
      addresseesOf({ ...thread, allowOthers, blocked }, [inboundWith('i1', mail)], ['i1' as never], {
        email: OWNER,
      });
    expect(to(proven, true)).toEqual({ to: [thread.recipient], cc: [colleague] });
    expect(to(proven, false).cc).toEqual([]);
    expect(to(forged, true).cc).toEqual([]);
    expect(to(proven, true, [colleague.email]).cc).toEqual([]);
    // A block of a forged mail takes nothing from the recipient.
    const passedOn = { ...proven, from: colleague, cc: [], ruling: 'accepted' as const };
    expect(to(passedOn, false, [thread.recipient.email])).toEqual({
      to: [colleague],
      cc: [thread.recipient],
    });
  });

  test('another flag stays when the last held mail is decided', async () => {
    const attention = { ...plain('model_refused'), since: NOW };
    await hold([heldMail('i1')], { attention });
    await rejectMessage(deps)(of('i1'));
    expect((await view()).thread).toMatchObject({ attention: { code: 'model_refused' }, held: [] });
  });

  test('whom the recipient has added joins by the owner’s word', async () => {
    await hold([heldMail('i1')]);
    expect(await acceptMessage(deps)({ ...of('i1'), join: true })).toMatchObject({ ok: true });
    const { thread: after, messages } = await view();
    expect(after).toMatchObject({ allowOthers: true, participants: [{ ...STRANGER, joinedAt: NOW }] });
    expect(addresseesOf(after, messages, [], { email: OWNER }).cc).toEqual([STRANGER]);
  });

  test.each<readonly [string, Partial<NonNullable<Message['verdict']>>]>([
    ['whom the recipient has not added', { invited: false }],
    ['whom nothing vouches for', { authentication: 'failed' }],
    ['who was not checked', { authentication: 'unknown' }],
  ])('nobody joins %s', async (_name, fields) => {
    await hold([heldMail('i1', { verdict: { ...verdict, ...fields } })]);
    expect(await acceptMessage(deps)({ ...of('i1'), join: true })).toEqual({
      ok: false,
      error: { code: 'cannot_join' },
    });
    expect((await view()).thread).toMatchObject({ held: ['i1'], participants: [], allowOthers: false });
  });

  test('rejecting leaves nothing for the model, and those who wait go on waiting', async () => {
    await hold([heldMail('i1')]);
    expect(await rejectMessage(deps)(of('i1'))).toMatchObject({ ok: true, value: { ruling: 'rejected' } });
    const after = await view();
    expect(after.thread).toMatchObject({ unanswered: [], held: [], lastReceivedAt: null, blocked: [] });
    expect(admittedMails(after)).toEqual([]);
  });

  test('blocking notes the address, and takes who had joined out again', async () => {
    await hold([heldMail('i1')], {
      allowOthers: true,
      participants: [{ ...STRANGER, email: 'Bo@Elsewhere.example', joinedAt: NOW }],
    });
    expect(await blockMessage(deps)(of('i1'))).toMatchObject({ ok: true, value: { ruling: 'blocked' } });
    const after = await view();
    expect(after.thread).toMatchObject({ blocked: [STRANGER.email], participants: [], unanswered: [] });
    expect(admittedMails(after)).toEqual([]);
  });

  test('a list of blocked addresses does not grow without end', async () => {
    const blocked = Array.from({ length: 100 }, (_, n) => `spy${n}@elsewhere.example`);
    await hold([heldMail('i1')], { blocked });
    await blockMessage(deps)(of('i1'));
    const { thread: after } = await view();
    expect(after.blocked).toHaveLength(100);
    expect(after.blocked.at(-1)).toBe(STRANGER.email);
  });

  test('a mail without a readable word is settled, not answered', async () => {
    await hold([heldMail('i1', { text: ' ' })]);
    expect(await acceptMessage(deps)({ ...of('i1'), join: false })).toMatchObject({ ok: true });
    expect((await view()).thread).toMatchObject({ held: [], unanswered: [], attention: null });
  });

  test('a mail from before the summary’s end takes the summary with it', async () => {
    await hold([heldMail('i1'), inboundWith('i2')], {
      held: [messageIdSchema.parse('i1')],
      summary: { text: 'Old.', upTo: messageIdSchema.parse('i2') },
    });
    await acceptMessage(deps)({ ...of('i1'), join: false });
    expect((await view()).thread.summary).toBeNull();
  });

  test('only as the owner saw the conversation; the same word twice is harmless', async () => {
    await hold([heldMail('i1')]);
    expect(await acceptMessage(deps)({ ...of('i1'), join: false, revision: 6 })).toEqual(
      refused('thread_changed'),
    );
    expect((await view()).thread.held).toEqual(['i1']);
    await rejectMessage(deps)(of('i1'));
    expect(await rejectMessage(deps)(of('i1'))).toMatchObject({ ok: true, value: { ruling: 'rejected' } });
    expect(await acceptMessage(deps)({ ...of('i1'), join: false })).toEqual(refused('not_held'));
    expect(await blockMessage(deps)(of(waiting.id))).toEqual(refused('not_found'));
    expect(await blockMessage(deps)({ ...of('i1'), threadId: 'none' })).toEqual(refused('not_found'));
    expect(audits()).toEqual(['mail_rejected']);
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
