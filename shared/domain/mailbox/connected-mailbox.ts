import type { MailboxId, UserId } from '../ids.ts';
import type { Credential, Mailbox } from './mailbox.ts';

export interface Connection {
  readonly mailboxId: MailboxId;
  readonly userId: UserId;
  readonly email: string;
  /** Gmail's address of the account, normalised for comparing mailboxes. */
  readonly gmailAddress: string;
  /** Gmail's current history id: the cursor of a new mailbox. */
  readonly historyId: string;
  /** Addresses that the owner can send from; null when Gmail did not list them. */
  readonly aliases: readonly string[] | null;
}

const newMailbox = (
  { mailboxId, userId, email, gmailAddress, historyId }: Connection,
  now: number,
): Mailbox => ({
  schemaVersion: 1,
  id: mailboxId,
  userId,
  email,
  gmailAddress,
  aliases: [],
  trustedSenders: [],
  status: 'connected',
  disconnectedReason: null,
  revokeDueAt: null,
  historyId,
  trail: null,
  doubt: null,
  trouble: null,
  watchTrouble: null,
  outage: null,
  outside: null,
  sendingPause: null,
  watchExpiresAt: null,
  watchDueAt: null,
  nextSyncAt: now,
  syncedAt: null,
  tried: [],
  stuck: null,
  missedThreads: [],
  resync: null,
  createdAt: now,
  updatedAt: now,
});

/**
 * The mailbox after its owner granted access. A reconnected mailbox keeps its cursor, so that the mails in between are
 * read. `push`: Gmail can notify us, so a watch is due.
 */
export const connectedMailbox = (
  before: Mailbox | null,
  connection: Connection,
  { now, push }: { readonly now: number; readonly push: boolean },
): Mailbox => {
  // An address can move to another Google account. Stored state of the former owner's mailbox is not used.
  const kept = before?.userId === connection.userId ? before : newMailbox(connection, now);
  return {
    ...kept,
    email: connection.email,
    gmailAddress: connection.gmailAddress,
    aliases: (connection.aliases ?? kept.aliases).filter((address) => address !== connection.email),
    status: 'connected',
    disconnectedReason: null,
    revokeDueAt: null,
    watchDueAt: push ? now : null,
    nextSyncAt: now,
    tried: [],
    stuck: null,
    trouble: null,
    watchTrouble: null,
    updatedAt: now,
  };
};

export const grantedCredential = (
  before: Credential | null,
  granted: {
    readonly mailboxId: MailboxId;
    readonly userId: UserId;
    readonly scopes: readonly string[];
    readonly secretName: string;
  },
  now: number,
): Credential => ({
  ...(before?.userId === granted.userId ? before : null),
  schemaVersion: 1,
  ...granted,
  scopes: [...granted.scopes],
  status: 'granted',
  grantedAt: before?.grantedAt ?? now,
  refreshedAt: now,
});
