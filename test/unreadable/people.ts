import { sha256 } from '../../shared/application/account/hash.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
import type { DocumentData, StoredDocument } from '../../shared/application/ports/document-store.ts';
import { messageIdSchema, threadIdSchema } from '../../shared/domain/ids.ts';
import { correctionSchema } from '../../shared/domain/learning/correction.ts';
import { newNotification } from '../../shared/domain/notification/notification.ts';
import { newReviewLink } from '../../shared/domain/notification/review-link.ts';
import { kindOf } from '../../shared/persistence/collections.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import type { AccessWorld } from '../access/support/access-world.ts';
import { addText } from '../access/support/add-text.ts';
import type { Browser } from '../access/support/browser.ts';
import { FakeGoogle } from '../access/support/fake-google.ts';

export const DAY = 24 * 60 * 60_000;

/** Somebody with a mailbox and two conversations that have begun, and something of every kind that we hold. */
export interface Person {
  readonly email: string;
  readonly userId: string;
  readonly mailboxId: string;
  readonly browser: Browser;
  /** The first is the one that falls ill. */
  readonly threadIds: readonly [string, string];
  readonly assistantId: string;
}

const recipients = ['first@example.net', 'second@example.net'] as const;

export const settle = async (world: AccessWorld, email: string): Promise<Person> => {
  const browser = await world.signedIn(email);
  const userId = FakeGoogle.subOf(email);
  const mailboxId = mailboxIdOf(email);
  const fields = { name: 'Ada', instructions: 'Be kind.' };
  const { id: assistantId } = await browser.json<{ id: string }>('POST', '/assistants', fields);
  await addText(world, browser, assistantId);
  await browser.json('POST', `/assistants/${assistantId}/rehearsals`, { temper: 'owner' });
  const threadIds: string[] = [];
  for (const recipient of recipients) {
    const body = { assistantId, recipient: { email: recipient }, instructions: 'Ask.' };
    const key = { 'idempotency-key': recipient };
    const { id } = await browser.json<{ id: string }>('POST', '/threads', body, key);
    await takeTurn(world.app)({ userId, threadId: id });
    threadIds.push(id);
  }
  const [first = '', second = ''] = threadIds;
  await world.app.store.set(paths.suppression(userId, 'h'), {
    schemaVersion: 1,
    id: 'h',
    email: 'never@example.com',
    reason: 'Asked.',
    threadId: null,
    createdAt: world.now,
  });
  const told = {
    kind: 'thread.answered',
    code: null,
    threadId: first,
    mailboxId,
    campaignId: null,
    messageId: null,
  };
  await world.app.store.set(
    paths.notification(userId, 'n'),
    asData(newNotification('n', userId, told, world.now)),
  );
  const draft = {
    userId,
    threadId: threadIdSchema.parse(first),
    messageId: messageIdSchema.parse('m'),
    revision: 'r',
  };
  await world.app.store.set(paths.reviewLink(sha256(userId)), asData(newReviewLink(draft, world.now)));
  await browser.json('POST', `/assistants/${assistantId}/lessons`, { text: 'Shorter.' });
  const correction = {
    schemaVersion: 1,
    id: 'c',
    userId,
    threadId: first,
    assistantId,
    messageId: `${first}-1`,
    recipient: { email: recipients[0], name: null },
    kind: 'feedback',
    draft: 'Hello.',
    words: 'Shorter.',
    learnDueAt: world.now,
    lease: null,
    attempts: 0,
    createdAt: world.now,
  };
  await world.app.store.set(paths.correction(userId, first, 'c'), asData(correctionSchema.parse(correction)));
  await browser.beginSignIn();
  return { email, userId, mailboxId, browser, threadIds: [first, second], assistantId };
};

/** The recipient of one of their conversations answers; the mail's Gmail id. */
export const answer = (world: AccessWorld, person: Person, threadId: string): string => {
  const { gmailThreadId, recipientEmail } = world.document(paths.thread(person.userId, threadId)) ?? {};
  const raw = [
    `Return-Path: <${recipientEmail}>`,
    'Authentication-Results: mx.google.com; dkim=pass header.i=@example.net; spf=pass; dmarc=pass header.from=example.net',
    `From: <${recipientEmail}>`,
    `To: ${person.email}`,
    'Subject: Re: Hello',
    `Message-ID: <${threadId}@example.net>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Yes, when?',
  ].join('\r\n');
  const mailbox = world.google.mailboxOf(person.email);
  return mailbox.add(new TextEncoder().encode(raw), String(gmailThreadId), ['INBOX']).id;
};

/** What somebody's hand, a fault or a later version may have made of it: no schema of ours takes it, but queries find it. */
export const ruined = ({ path, data }: Pick<StoredDocument, 'path' | 'data'>): DocumentData => {
  const [first = 'field'] = Object.keys(data);
  const rubbish = { ...data, [first]: { rubbish: true } };
  if (kindOf(path)?.schema.safeParse(rubbish).success !== false) throw new Error(`${path} can still be read`);
  return rubbish;
};

/** Every document of a person's, in the conversation that falls ill where it is one of a conversation. */
export const documentsOf = (world: AccessWorld, { userId, mailboxId, threadIds }: Person) =>
  [...world.store.documents.values()].filter(
    ({ path, data }) =>
      (path.split('/').includes(userId) || path.split('/').includes(mailboxId) || data.userId === userId) &&
      !path.includes(threadIds[1]),
  );
