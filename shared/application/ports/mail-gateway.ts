import type { OperatorFault } from '../../domain/mailbox/trouble.ts';
import type { Result } from '../../domain/result.ts';

export type { OperatorFault };

/**
 * Only the owner of the mailbox can mend it. One sentence each is shown to them.
 * - `revoked`: the token endpoint says that the grant is dead (`invalid_grant`), or we hold none. A 401 alone never is.
 * - `scopes_missing`: a permission was not given, or was taken back.
 * - `no_gmail`: the account has no Gmail, or it is switched off (400 "Mail service not enabled"; Google says no more).
 * - `admin_policy`: the account's administrator does not let us in.
 */
export type OwnerFault = 'revoked' | 'scopes_missing' | 'no_gmail' | 'admin_policy';

/**
 * Nothing happened, and the same call will succeed later.
 * - `rate_limited`: 429, or 403 with a rate-limit reason.
 * - `sending_limit`: Gmail's limit for the account's own mails; `retryAfterMs` says for how long.
 * - `unauthorized`: 401 for a token that Google issued a moment ago.
 * - `no_token`: no access token can be had at the moment, so that Gmail was not even asked.
 */
export type PassingFault = 'rate_limited' | 'sending_limit' | 'unauthorized' | 'no_token';

/**
 * What can go wrong with a Gmail call (https://developers.google.com/workspace/gmail/api/guides/handle-errors), by who or
 * what can mend it: the owner, the operator, time. Besides:
 * - `not_found`: 404, or a draft that is none any more. For history: the start id has expired. A message that history has
 *   just named may be there a moment later.
 * - `invalid`: any other 4xx; the same call will not succeed later.
 * - `unavailable`: 5xx, time-out or lost connection. Time mends it, but **whether a write happened is unknown.**
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

/** One message that history says was added, deleted, or given labels. */
export interface HistoryEntry {
  readonly kind: 'added' | 'deleted' | 'labelled';
  readonly messageId: string;
  readonly threadId: string;
  /** The message's labels as history states them; SENT, DRAFT, INBOX, SPAM, TRASH matter here. */
  readonly labelIds: readonly string[];
  /** Of the record that says so. Unsigned 64-bit decimal. */
  readonly historyId: string;
}

export interface HistoryPage {
  readonly entries: readonly HistoryEntry[];
  /** The newest record of the page, whatever it is about; null: there is none. */
  readonly newestRecordId: string | null;
  /** Unsigned 64-bit integer in decimal: compare as BigInt. The mailbox's current id. */
  readonly historyId: string;
  readonly nextPageToken: string | null;
}

/** A file that a mail carries. Attachment ids of Gmail's change with every answer; the part's id does not. */
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
  /** RFC 5322 bytes as Gmail holds them; with `attachments`, the same without the content of those. */
  readonly raw: Uint8Array;
  /**
   * Where the mail was too large to be fetched as a whole: what was left out of `raw`, in the order of its parts there,
   * which are empty. Absent: `raw` is whole.
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
  /** Bytes of the whole message, about; absent where Gmail does not say. */
  readonly size?: number;
}

/** A message that a listing names. */
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
 * One mailbox's Gmail, for the calls that we make. `mailboxId` is ours; the adapter finds the access token.
 * Quota units (https://developers.google.com/workspace/gmail/api/reference/quota) are given per method.
 * No method retries a write: an `unavailable` answer to a write is for the caller to reconcile.
 */
export interface MailGateway {
  /** users.getProfile. 1 unit. */
  getProfile(mailboxId: string): MailResult<{ readonly emailAddress: string; readonly historyId: string }>;
  /** users.settings.sendAs.list, for the owner's aliases. 1 unit. */
  listSendAs(mailboxId: string): MailResult<readonly string[]>;
  /** users.settings.sendAs.list: the account's own signature as HTML, empty where it has none. 1 unit. */
  getSignature(mailboxId: string): MailResult<string>;
  /** users.watch on the configured topic. 100 units. `expiresAt` is epoch ms, at most 7 days ahead. */
  watch(mailboxId: string): MailResult<{ readonly historyId: string; readonly expiresAt: number }>;
  /** users.stop. 50 units. */
  stopWatch(mailboxId: string): MailResult<void>;
  /**
   * users.history.list. 2 units a page. `entries` are of messageAdded, messageDeleted and labelAdded. Gmail may be late:
   * `historyId` can be past a mail that no record names yet.
   */
  listHistory(mailboxId: string, startHistoryId: string, pageToken?: string): MailResult<HistoryPage>;
  /**
   * users.messages.get. A small mail as it is, byte for byte; of a large one the headers and texts, so that it costs
   * kilobytes whatever it carries. 20 units, and 20 more where `size` (as `getThread` gives it) is not known; 20 for each
   * text that Gmail keeps apart in a large mail, of which at most eight are fetched.
   */
  getMessage(mailboxId: string, messageId: string, size?: number): MailResult<RawMail>;
  /**
   * The contents of files of a mail, by the ids of their parts; one that the mail does not have is missing from the answer.
   * users.messages.get, then users.messages.attachments.get for each: 20 units, and 20 for each file. Sizes are for the
   * caller to look at before.
   */
  getAttachments(
    mailboxId: string,
    messageId: string,
    partIds: readonly string[],
  ): MailResult<ReadonlyMap<string, Uint8Array>>;
  /** users.threads.get, format metadata, our header only. 40 units. */
  getThread(mailboxId: string, threadId: string): MailResult<readonly ThreadEntry[]>;
  /**
   * users.messages.list with a search: mails that came since `after` (epoch ms) from one of these addresses, reports of mail
   * systems that name one, and Gmail's own notes about the mailbox. Ids only, at most 100, newest first. 5 units. The index that is searched may lag.
   */
  searchFrom(
    mailboxId: string,
    search: { readonly addresses: readonly string[]; readonly after: number },
  ): MailResult<readonly MailRef[]>;
  /**
   * users.messages.list with a search: messages of the mailbox that have one of these Message-IDs (with their angle
   * brackets; ten at most are looked for). 5 units; none where no id is one that can be searched for.
   */
  findByMessageId(mailboxId: string, messageIds: readonly string[]): MailResult<readonly MailRef[]>;
  /** users.drafts.create. 10 units. `threadId` joins an existing conversation. */
  createDraft(mailboxId: string, raw: Uint8Array, threadId: string | null): MailResult<DraftRef>;
  /**
   * users.drafts.update. 35 units: drafts.get looks first whether it is a draft, for the id of one that was sent from
   * Gmail's own page may point at the sent mail. `not_found` then.
   */
  updateDraft(
    mailboxId: string,
    draftId: string,
    raw: Uint8Array,
    threadId: string | null,
  ): MailResult<DraftRef>;
  /**
   * users.drafts.get. 20 units, and 20 for each text that Gmail keeps apart. `raw` is without the content of attachments.
   * `not_found` also where the id points at a mail that is no draft any more.
   */
  getDraft(mailboxId: string, draftId: string): MailResult<DraftRef & { readonly raw: Uint8Array }>;
  /** Looks through the mailbox's drafts for one that carries our header with this value. null: none. */
  findDraft(
    mailboxId: string,
    ourMessageId: string,
    hint: { readonly threadId: string | null; readonly to: string },
  ): MailResult<DraftRef | null>;
  /**
   * users.drafts.send. 100 units. Gmail deletes the draft; the sent message has a new id. `not_found` where there is no
   * such draft, or it was sent already.
   */
  sendDraft(
    mailboxId: string,
    draftId: string,
  ): MailResult<{ readonly messageId: string; readonly threadId: string }>;
  /**
   * users.drafts.delete. 30 units: looks first, as `updateDraft` does. Gmail deletes whatever the id points at, for good,
   * which must never be a mail that was sent; `not_found` then.
   */
  deleteDraft(mailboxId: string, draftId: string): MailResult<void>;
}
