import { newAuditEntry } from '../../domain/account/audit.ts';
import type { Message } from '../../domain/conversation/message.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../domain/result.ts';
import { normaliseAddress } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData, readThread } from '../../persistence/thread-view.ts';
import { sha256 } from '../account/hash.ts';
import { type AppError, notFound } from '../errors.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

/**
 * Addresses that an owner trusts though nothing vouches for them: a small firm that has set up neither SPF nor DKIM. They stand in
 * the mailbox's document, which whoever judges a mail has read anyway. Each counts for itself alone (`isTrusted`).
 */

/** The oldest fall off. */
const MAX_TRUSTED = 200;

export interface TrustedSender {
  readonly id: string;
  readonly email: string;
  /** Epoch ms. */
  readonly at: number;
}

const idOf = (email: string): string => sha256(email).slice(0, 40);

interface Deps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly random: Random;
}

/** Trusts the address of a mail that was accepted. May be repeated. */
export const trustSenderOf = async (
  { store, clock, random }: Deps,
  { userId, threadId }: { readonly userId: string; readonly threadId: string },
  message: Message,
): Promise<void> => {
  const email = normaliseAddress(message.from?.email ?? '');
  if (email === null) return;
  await store.transaction(async (tx) => {
    const thread = await readThread(tx, userId, threadId);
    const mailbox = thread && (await readDocument(tx, mailboxSchema, paths.mailbox(thread.mailboxId)));
    if (!mailbox || mailbox.userId !== userId) return;
    const { trustedSenders } = mailbox;
    if (trustedSenders.some((one) => one.email === email)) return;
    const at = clock.now();
    const list = [...trustedSenders, { email, at }].slice(-MAX_TRUSTED);
    tx.update(paths.mailbox(mailbox.id), { trustedSenders: list });
    const params = { threadId, messageId: message.id };
    const entry = newAuditEntry({ action: 'sender_trusted', params }, at, random.id());
    tx.set(paths.audit(userId, entry.id), asData(entry));
  });
};

interface Owned {
  readonly userId: string;
  readonly mailboxId: string;
}

/** Newest first. */
export const listTrustedSenders = async (
  { store }: Pick<Deps, 'store'>,
  { userId, mailboxId }: Owned,
): Promise<readonly TrustedSender[]> => {
  const mailbox = await readDocument(store, mailboxSchema, paths.mailbox(mailboxId));
  if (mailbox?.userId !== userId) return [];
  return mailbox.trustedSenders.map(({ email, at }) => ({ id: idOf(email), email, at })).toReversed();
};

/** Mails of this address are held again from now on. Errors: `not_found`. */
export const revokeTrust = (
  { store }: Pick<Deps, 'store'>,
  { userId, mailboxId, trustedSenderId }: Owned & { readonly trustedSenderId: string },
): Promise<Result<void, AppError>> =>
  store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (mailbox?.userId !== userId) return notFound;
    const left = mailbox.trustedSenders.filter(({ email }) => idOf(email) !== trustedSenderId);
    if (left.length === mailbox.trustedSenders.length) return notFound;
    tx.update(paths.mailbox(mailboxId), { trustedSenders: left });
    return ok(undefined);
  });
