import type { MailboxId, UserId } from '../../domain/ids.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { mailboxOf } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { eraseMailbox } from '../account/erase-account.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import { type Identity, refreshTokenSecretName } from '../ports/identity.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';
import type { Vault } from '../ports/vault.ts';
import { startWatch, type WatchDeps } from './start-watch.ts';
import { wakeThreads } from './wake-threads.ts';

/** Longer than the rest of a sign-in takes once the token has arrived. */
const POSTPONE_MS = 10 * 60_000;

interface TokenDeps {
  readonly store: DocumentStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly identity: Pick<Identity, 'forgetAccessToken'>;
}

/**
 * Stores the refresh token of a new grant. Without one (null), the stored token must do: false when there is none, or
 * when the mailbox is disconnected and its token therefore worthless.
 */
export const storeRefreshToken = async (
  deps: TokenDeps,
  {
    userId,
    mailboxId,
    refreshToken,
  }: { readonly userId: UserId; readonly mailboxId: MailboxId; readonly refreshToken: string | null },
): Promise<boolean> => {
  const secretName = refreshTokenSecretName(mailboxId);
  if (refreshToken !== null) {
    const changedHands = await postponePendingRevocation(deps, userId, mailboxId);
    // The address belonged to another Google account: what is stored about it concerns somebody else.
    if (changedHands) await eraseMailbox(deps.store, mailboxId);
    await deps.vault.put(secretName, refreshToken);
    deps.identity.forgetAccessToken(mailboxId);
    return true;
  }
  const known = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
  if (known?.userId !== userId || known.status !== 'connected') return false;
  return (await deps.vault.get(secretName)) !== null;
};

/**
 * Google revokes a grant, not a token: revoking the old token now would end the new one too. The revocation is postponed
 * and not cancelled, in case this sign-in is not completed. True: the mailbox is stored under another user.
 */
const postponePendingRevocation = (
  deps: Pick<TokenDeps, 'store' | 'clock'>,
  userId: UserId,
  mailboxId: MailboxId,
): Promise<boolean> =>
  deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox) return false;
    const revokeDueAt = deps.clock.now() + POSTPONE_MS;
    if (mailbox.revokeDueAt !== null) tx.update(paths.mailbox(mailboxId), { revokeDueAt });
    return mailbox.userId !== userId;
  });

/** What Gmail says of a mailbox when it is connected. */
export interface GmailMailbox {
  /** The account's primary address, which notifications name, in the spelling that mailboxes are compared by. */
  readonly gmailAddress: string;
  /** Gmail's current history id. */
  readonly historyId: string;
  /** Every address that the owner can send from; null when Gmail did not list them. */
  readonly aliases: readonly string[] | null;
}

/** null: Gmail cannot be reached. A token that no stored mailbox refers to is then destroyed, or nothing ever would. */
export const readGmailMailbox = async (
  deps: {
    readonly store: DocumentStore;
    readonly vault: Vault;
    readonly gateway: Pick<MailGateway, 'getProfile' | 'listSendAs'>;
  },
  mailboxId: MailboxId,
): Promise<GmailMailbox | null> => {
  const profile = await deps.gateway.getProfile(mailboxId);
  if (!profile.ok) {
    const known = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
    const isReferenced = known?.status === 'connected' || (known !== null && known.revokeDueAt !== null);
    if (!isReferenced) await deps.vault.destroy(refreshTokenSecretName(mailboxId));
    return null;
  }
  // Without the aliases a mail that the owner sends from one of them looks like a stranger's. Not worth failing for.
  const sendAs = await deps.gateway.listSendAs(mailboxId);
  const { emailAddress, historyId } = profile.value;
  return {
    gmailAddress: mailboxOf(emailAddress),
    historyId,
    aliases: sendAs.ok ? sendAs.value : null,
  };
};

/** Starts the watch of a connected mailbox and wakes the threads that waited for it. May be repeated. */
export const resumeMailbox = async (
  deps: WatchDeps & { readonly bus: EventBus },
  { userId, mailboxId }: { readonly userId: UserId; readonly mailboxId: MailboxId },
): Promise<void> => {
  await startWatch(deps, mailboxId);
  await wakeThreads(deps, userId, mailboxId);
};
