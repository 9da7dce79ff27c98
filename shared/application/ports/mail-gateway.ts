import type { Result } from '../../domain/result.ts';

/**
 * What can go wrong with a Gmail call (https://developers.google.com/workspace/gmail/api/guides/handle-errors).
 * - `revoked`: the owner took the access away, or the refresh token is otherwise dead (`invalid_grant`, 401).
 * - `forbidden`: 403 other than a rate limit; a scope is missing or the domain forbids it.
 * - `rate_limited`: 429, or 403 with a rate-limit reason. Nothing happened.
 * - `not_found`: 404. For history: the start id has expired.
 * - `invalid`: any other 4xx; the same call will not succeed later.
 * - `unavailable`: 5xx, time-out or lost connection. **Whether a write happened is unknown.**
 */
export type MailErrorCode =
  | 'revoked'
  | 'forbidden'
  | 'rate_limited'
  | 'not_found'
  | 'invalid'
  | 'unavailable';

export interface MailError {
  readonly code: MailErrorCode;
  /** Safe to log: never a body, address or token. */
  readonly message: string;
  readonly retryAfterMs?: number;
}

export type MailResult<T> = Promise<Result<T, MailError>>;

/** One message that history says was added, deleted, or given labels. */
export interface HistoryEntry {
  readonly kind: 'added' | 'deleted' | 'labelled';
  readonly messageId: string;
  readonly threadId: string;
  /** The message's labels as history states them; SENT, DRAFT, INBOX, SPAM, TRASH matter here. */
  readonly labelIds: readonly string[];
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** Unsigned 64-bit integer in decimal: compare as BigInt. The mailbox's current id. */
  readonly historyId: string;
  readonly nextPageToken: string | null;
}

export interface RawMail {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
  /** Epoch ms. */
  readonly internalDate: number;
  /** RFC 5322 bytes as Gmail holds them. */
  readonly raw: Uint8Array;
}

/** A message of a thread, without its content. */
export interface ThreadEntry {
  readonly id: string;
  readonly labelIds: readonly string[];
  readonly internalDate: number;
  /** Value of our `X-Email-AI-Message` header, or null. */
  readonly ourMessageId: string | null;
}

export interface DraftRef {
  readonly draftId: string;
  /** The draft's Gmail message id; sending or editing the draft changes it. */
  readonly messageId: string;
  readonly threadId: string;
}

/**
 * One mailbox's Gmail, for the calls that we make. `mailboxId` is ours; the adapter finds the access token.
 * Quota units (https://developers.google.com/workspace/gmail/api/reference/quota) are given per method.
 * No method retries a write: an `unavailable` answer to a write is for the caller to reconcile.
 */
export interface MailGateway {
  /** users.getProfile. 1 unit. */
  getProfile(mailboxId: string): MailResult<{ readonly emailAddress: string; readonly historyId: string }>;
  /** users.settings.sendAs.list, for the owner's aliases. 1 unit. */
  listSendAs(mailboxId: string): MailResult<readonly string[]>;
  /** users.watch on the configured topic. 100 units. `expiresAt` is epoch ms, at most 7 days ahead. */
  watch(mailboxId: string): MailResult<{ readonly historyId: string; readonly expiresAt: number }>;
  /** users.stop. 50 units. */
  stopWatch(mailboxId: string): MailResult<void>;
  /** users.history.list, types messageAdded, messageDeleted, labelAdded. 2 units a page. */
  listHistory(mailboxId: string, startHistoryId: string, pageToken?: string): MailResult<HistoryPage>;
  /** users.messages.get, format raw. 20 units. */
  getMessage(mailboxId: string, messageId: string): MailResult<RawMail>;
  /** users.threads.get, format metadata, our header only. 40 units. */
  getThread(mailboxId: string, threadId: string): MailResult<readonly ThreadEntry[]>;
  /** users.drafts.create. 10 units. `threadId` joins an existing conversation. */
  createDraft(mailboxId: string, raw: Uint8Array, threadId: string | null): MailResult<DraftRef>;
  /** users.drafts.update. 15 units. */
  updateDraft(
    mailboxId: string,
    draftId: string,
    raw: Uint8Array,
    threadId: string | null,
  ): MailResult<DraftRef>;
  /** users.drafts.get, format raw. 20 units. */
  getDraft(mailboxId: string, draftId: string): MailResult<DraftRef & { readonly raw: Uint8Array }>;
  /** Looks through the mailbox's drafts for one that carries our header with this value. null: none. */
  findDraft(
    mailboxId: string,
    ourMessageId: string,
    hint: { readonly threadId: string | null; readonly to: string },
  ): MailResult<DraftRef | null>;
  /** users.drafts.send. 100 units. Gmail deletes the draft; the sent message has a new id. */
  sendDraft(
    mailboxId: string,
    draftId: string,
  ): MailResult<{ readonly messageId: string; readonly threadId: string }>;
  /** users.drafts.delete. 10 units. */
  deleteDraft(mailboxId: string, draftId: string): MailResult<void>;
}
