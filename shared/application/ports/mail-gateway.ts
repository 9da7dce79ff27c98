import type { OperatorFault } from '../../domain/mailbox/trouble.ts';
import type { Result } from '../../domain/result.ts';

export type { OperatorFault };

/**
 * Only the owner of the mailbox can fix it. Each code has one sentence for the owner.
 * - `revoked`: the token endpoint says that the grant is no longer valid (`invalid_grant`), or we have none. A 401
 *   alone is not a revocation.
 * - `scopes_missing`: a permission was not granted, or was removed.
 * - `no_gmail`: the account has no Gmail, or it is turned off (400 "Mail service not enabled"; Google does not
 *   distinguish).
 * - `admin_policy`: the account's administrator does not allow this application.
 */
export type OwnerFault = 'revoked' | 'scopes_missing' | 'no_gmail' | 'admin_policy';

/**
 * The call had no effect and will succeed later.
 * - `rate_limited`: 429, or 403 with a rate-limit reason.
 * - `sending_limit`: Gmail's limit for the account's own mails; `retryAfterMs` says for how long.
 * - `unauthorized`: 401 for a token that Google has just issued.
 * - `no_token`: no access token is available at the moment, so Gmail was not called.
 */
export type PassingFault = 'rate_limited' | 'sending_limit' | 'unauthorized' | 'no_token';

/**
 * Errors of a Gmail call (https://developers.google.com/workspace/gmail/api/guides/handle-errors), by who or what can
 * fix them: the owner, the operator, time. In addition:
 * - `not_found`: 404, or an id that is no longer a draft's. For history: the start id has expired. A message that
 *   history has just named may become available later.
 * - `invalid`: any other 4xx; the same call will not succeed later.
 * - `unavailable`: 5xx, time-out or lost connection. Temporary, but **it is unknown whether a write took effect.**
 */
export type MailError = (
  | { readonly code: 'owner'; readonly reason: OwnerFault }
  | { readonly code: 'operator'; readonly reason: OperatorFault }
  | { readonly code: 'passing'; readonly reason: PassingFault; readonly retryAfterMs?: number }
  | { readonly code: 'not_found' | 'invalid' | 'unavailable' }
) & {
  /** Safe to log: never a body, address or token. */
  readonly message: string;
};

export type MailErrorCode = MailError['code'];

export type MailResult<T> = Promise<Result<T, MailError>>;

/** One message that history reports as added, deleted, or labelled. */
export interface HistoryEntry {
  readonly kind: 'added' | 'deleted' | 'labelled';
  readonly messageId: string;
  readonly threadId: string;
  /** The message's labels as history reports them; SENT, DRAFT, INBOX, SPAM, TRASH matter here. */
  readonly labelIds: readonly string[];
  /** History id of the record. Unsigned 64-bit decimal. */
  readonly historyId: string;
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** The newest record of the page, of any type; null: the page is empty. */
  readonly newestRecordId: string | null;
  /** The mailbox's current history id: unsigned 64-bit integer in decimal, to be compared as BigInt. */
  readonly historyId: string;
  readonly nextPageToken: string | null;
}

/** A file attached to a mail. Gmail's attachment ids change with every answer; the part's id does not. */
export interface RemoteAttachment {
  readonly partId: string;
  /** As the sender named it; may be empty. */
  readonly name: string;
  /** Lower-case MIME type. */
  readonly type: string;
  /** Bytes, decoded. */
  readonly size: number;
}

export interface RawMail {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
  /** Epoch ms. */
  readonly internalDate: number;
  /** RFC 5322 bytes as Gmail stores them; with `attachments`, without the content of the attachments. */
  readonly raw: Uint8Array;
  /**
   * If the mail was too large to be fetched as a whole: the parts whose content is missing from `raw`, in their order
   * there. Absent: `raw` is complete.
   */
  readonly attachments?: readonly RemoteAttachment[];
}

/** A message of a thread, without its content. */
export interface ThreadEntry {
  readonly id: string;
  readonly labelIds: readonly string[];
  readonly internalDate: number;
  /** Value of our `X-Email-AI-Message` header, or null. */
  readonly ourMessageId: string | null;
  /** Approximate size of the whole message in bytes; absent if Gmail does not report it. */
  readonly size?: number;
}

/** A message in a listing. */
export interface MailRef {
  readonly id: string;
  readonly threadId: string;
}

export interface DraftRef {
  readonly draftId: string;
  /** The draft's Gmail message id; sending or editing the draft changes it. */
  readonly messageId: string;
  readonly threadId: string;
}

/**
 * One mailbox's Gmail, with the calls that we need. `mailboxId` is ours; the adapter finds the access token. Quota
 * units (https://developers.google.com/workspace/gmail/api/reference/quota) are given per method. No method retries a
 * write: after `unavailable` for a write, the caller has to reconcile.
 */
export interface MailGateway {
  /** users.getProfile. 1 unit. */
  getProfile(mailboxId: string): MailResult<{ readonly emailAddress: string; readonly historyId: string }>;
  /** users.settings.sendAs.list, for the owner's aliases. 1 unit. */
  listSendAs(mailboxId: string): MailResult<readonly string[]>;
  /** users.settings.sendAs.list: the account's own signature as HTML; empty if there is none. 1 unit. */
  getSignature(mailboxId: string): MailResult<string>;
  /** users.watch on the configured topic. 100 units. `expiresAt` is epoch ms, at most 7 days ahead. */
  watch(mailboxId: string): MailResult<{ readonly historyId: string; readonly expiresAt: number }>;
  /** users.stop. 50 units. */
  stopWatch(mailboxId: string): MailResult<void>;
  /**
   * users.history.list. 2 units a page. `entries` are those of messageAdded, messageDeleted and labelAdded. Gmail may
   * be late: `historyId` can be past a mail that no record names yet.
   */
  listHistory(mailboxId: string, startHistoryId: string, pageToken?: string): MailResult<HistoryPage>;
  /**
   * users.messages.get. Returns a small mail byte for byte. Of a large mail only headers and texts are fetched, so that
   * it costs kilobytes whatever is attached. 20 units; 20 more if `size` (as `getThread` returns it) is unknown; 20 for
   * each text that Gmail stores separately in a large mail, at most eight of them.
   */
  getMessage(mailboxId: string, messageId: string, size?: number): MailResult<RawMail>;
  /**
   * The contents of attached files, by the ids of their parts; ids that the mail does not have are missing from the
   * answer. users.messages.get, then users.messages.attachments.get for each: 20 units, and 20 for each file. The
   * caller checks the sizes first.
   */
  getAttachments(
    mailboxId: string,
    messageId: string,
    partIds: readonly string[],
  ): MailResult<ReadonlyMap<string, Uint8Array>>;
  /** users.threads.get, format metadata, our header only. 40 units. */
  getThread(mailboxId: string, threadId: string): MailResult<readonly ThreadEntry[]>;
  /**
   * users.messages.list with a search: mails from one of these addresses since `after` (epoch ms), delivery reports
   * that name one, and Gmail's own messages about the mailbox. Ids only, at most 100, newest first. 5 units. The search
   * index may lag.
   */
  searchFrom(
    mailboxId: string,
    search: { readonly addresses: readonly string[]; readonly after: number },
  ): MailResult<readonly MailRef[]>;
  /**
   * users.messages.list with a search: messages with one of these Message-IDs (with angle brackets; at most ten are
   * searched for). 5 units; 0 if none of the ids can be searched for.
   */
  findByMessageId(mailboxId: string, messageIds: readonly string[]): MailResult<readonly MailRef[]>;
  /** users.drafts.create. 10 units. `threadId` joins an existing conversation. */
  createDraft(mailboxId: string, raw: Uint8Array, threadId: string | null): MailResult<DraftRef>;
  /**
   * users.drafts.update. 35 units: checks first with drafts.get that the id is still a draft's, because the id of a
   * draft that was sent from Gmail's own page may point at the sent mail. `not_found` in that case.
   */
  updateDraft(
    mailboxId: string,
    draftId: string,
    raw: Uint8Array,
    threadId: string | null,
  ): MailResult<DraftRef>;
  /**
   * users.drafts.get. 20 units, and 20 for each text that Gmail stores separately. `raw` has no attachment content.
   * `not_found` also if the id is no longer a draft's.
   */
  getDraft(mailboxId: string, draftId: string): MailResult<DraftRef & { readonly raw: Uint8Array }>;
  /** Searches the mailbox's drafts for one with our header and this value. null: none. */
  findDraft(
    mailboxId: string,
    ourMessageId: string,
    hint: { readonly threadId: string | null; readonly to: string },
  ): MailResult<DraftRef | null>;
  /**
   * users.drafts.send. 100 units. Gmail deletes the draft; the sent message has a new id. `not_found` if there is no
   * such draft, or it was sent already.
   */
  sendDraft(
    mailboxId: string,
    draftId: string,
  ): MailResult<{ readonly messageId: string; readonly threadId: string }>;
  /**
   * users.drafts.delete. 30 units: checks the id first, as `updateDraft` does. Gmail permanently deletes whatever
   * message the id points at, which must never be a sent mail; `not_found` in that case.
   */
  deleteDraft(mailboxId: string, draftId: string): MailResult<void>;
}
