import { beforeEach, describe, expect, test } from 'vitest';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { type Person, settle } from '../unreadable/people.ts';
import { AccessWorld } from './support/access-world.ts';

/* The owner's word on held mails, as clients give it. */

let world: AccessWorld;
let owner: Person;
let threadId: string;

beforeEach(async () => {
  world = new AccessWorld();
  owner = await settle(world, 'owner@example.com');
  [threadId] = owner.threadIds;
});

/** A mail of this sender, for whom Gmail vouches, arrives in the conversation. */
const arrives = async (from: string, number: number, cc = ''): Promise<void> => {
  const { gmailThreadId } = world.document(paths.thread(owner.userId, threadId)) ?? {};
  const raw = [
    `Authentication-Results: mx.google.com; dmarc=pass header.from=${from.split('@')[1]}`,
    `From: <${from}>`,
    `To: ${owner.email}`,
    ...(cc === '' ? [] : [`Cc: ${cc}`]),
    'Subject: Re: Hello',
    `Message-ID: <${number}@example.net>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Mail ${number}.`,
  ].join('\r\n');
  const mailbox = world.google.mailboxOf(owner.email);
  mailbox.add(new TextEncoder().encode(raw), String(gmailThreadId), ['INBOX']);
  await syncMailbox(world.app)({ mailboxId: owner.mailboxId, hint: null });
};

const thread = () => owner.browser.json<ThreadResource>('GET', `/threads/${threadId}`);
const inbound = async (): Promise<readonly MessageResource[]> => {
  const { items } = await owner.browser.json<{ items: MessageResource[] }>(
    'GET',
    `/threads/${threadId}/messages`,
  );
  return items.filter(({ direction }) => direction === 'inbound');
};
const say = async (word: string, messageId: string, body: unknown) => {
  const path = `/threads/${threadId}/messages/${messageId}/${word}`;
  const response = await owner.browser.fetch('POST', path, body as object);
  const answer = (await response.json()) as { code?: string; ruling?: string; held?: boolean };
  return { status: response.status, code: answer.code, ruling: answer.ruling, held: answer.held };
};

describe('a held mail', () => {
  test('is shown with its verdict, and decided once, as the owner saw the conversation', async () => {
    await arrives('spy@elsewhere.example', 1);
    const { revision, participants, attention } = await thread();
    expect(attention).toMatchObject({ code: 'sender_unknown', params: { from: 'spy@elsewhere.example' } });
    expect(participants.map(({ email }) => email)).toEqual(['first@example.net']);
    const [mail] = await inbound();
    expect(mail).toMatchObject({
      held: true,
      ruling: null,
      mayJoin: false,
      verdict: {
        from: 'spy@elsewhere.example',
        authentication: 'authenticated',
        invited: false,
        heldFor: { code: 'sender_unknown', params: { cause: 'newcomer' }, message: expect.any(String) },
      },
    });
    const id = mail?.id ?? '';
    await arrives('spy@elsewhere.example', 2);
    expect(await say('accept', id, { revision })).toMatchObject({ status: 409, code: 'thread_changed' });
    const seen = (await thread()).revision;
    expect(seen).toBeGreaterThan(revision);
    expect(await say('accept', id, { revision: seen, join: true })).toMatchObject({
      status: 409,
      code: 'cannot_join',
    });
    expect(await say('accept', id, { revision: seen })).toEqual({
      status: 200,
      code: undefined,
      ruling: 'accepted',
      held: false,
    });
    expect(await say('accept', id, { revision: seen })).toMatchObject({ status: 200, ruling: 'accepted' });
    expect(await say('reject', id, { revision: seen })).toMatchObject({ status: 409, code: 'not_held' });
    expect((await thread()).attention?.code).toBe('sender_unknown');
    const other = (await inbound())[1]?.id ?? '';
    expect(await say('block', other, { revision: (await thread()).revision })).toMatchObject({
      status: 200,
      ruling: 'blocked',
    });
    expect((await thread()).attention).toBeNull();
    const { items } = await owner.browser.json<{ items: { action: string }[] }>('GET', '/auth/audit');
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['mail_accepted', 'sender_blocked']),
    );
  });

  test('stays held when the conversation is resumed', async () => {
    await arrives('spy@elsewhere.example', 1);
    await owner.browser.json('POST', `/threads/${threadId}/resume`);
    expect((await thread()).attention).toBeNull();
    expect(await inbound()).toMatchObject([{ held: true, ruling: null }]);
  });

  test('offers to let in whom the recipient has added, who then is a participant', async () => {
    await arrives('first@example.net', 1, 'Bo <bo@elsewhere.example>');
    await arrives('bo@elsewhere.example', 2);
    const mail = (await inbound())[1];
    expect(mail).toMatchObject({ mayJoin: true, verdict: { invited: true } });
    const body = { revision: (await thread()).revision, join: true };
    expect(await say('accept', mail?.id ?? '', body)).toMatchObject({ status: 200 });
    const { participants, allowOthers } = await thread();
    expect(participants).toEqual([
      { email: 'first@example.net', name: null },
      { email: 'bo@elsewhere.example', name: null },
    ]);
    expect(allowOthers).toBe(true);
  });

  test.each<readonly [string, unknown]>([
    ['nothing', {}],
    ['a revision in words', { revision: 'latest' }],
    ['half a revision', { revision: 1.5 }],
    ['a negative revision', { revision: -1 }],
    ['a revision beyond all numbers', { revision: 1e300 }],
    ['null', { revision: null }],
    ['more than is asked for', { revision: 1, to: 'spy@elsewhere.example' }],
    ['a list', [1]],
  ])('is not decided by %s', async (_name, body) => {
    await arrives('spy@elsewhere.example', 1);
    const id = (await inbound())[0]?.id ?? '';
    for (const word of ['accept', 'reject', 'block']) {
      expect([400, 422]).toContain((await say(word, id, body)).status);
    }
    expect(await inbound()).toMatchObject([{ held: true, ruling: null }]);
  });

  test('is none of ours, and a mail that is not there is none either', async () => {
    await arrives('first@example.net', 1);
    const { revision } = await thread();
    const answered = (await inbound())[0]?.id ?? '';
    expect(await say('reject', answered, { revision })).toMatchObject({ status: 409, code: 'not_held' });
    expect(await say('reject', `${threadId}-1`, { revision })).toMatchObject({ status: 404 });
    expect(await say('reject', 'none', { revision })).toMatchObject({ status: 404 });
  });
});
