import type { ThreadView } from '../../../domain/conversation/events.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import { trailStart } from '../../../domain/mailbox/trail.ts';
import { ok, type Result } from '../../../domain/result.ts';
import type { HistoryEntry, MailError, MailGateway } from '../../ports/mail-gateway.ts';

/** Whether an entry may be a mail that matters: anything that is not a draft, not a chat and not on its way out. */
export const isMail = (entry: Pick<HistoryEntry, 'labelIds' | 'kind'>): boolean =>
  entry.kind !== 'deleted' &&
  (entry.kind === 'added' || entry.labelIds.includes('SENT')) &&
  !entry.labelIds.includes('DRAFT') &&
  !entry.labelIds.includes('CHAT') &&
  !entry.labelIds.includes('TRASH');

/** Whether the owner did something in Gmail to the draft that waits for approval. */
export const touchesWaitingDraft = (thread: EmailThread, entry: HistoryEntry): boolean => {
  const waiting = thread.waitingDraft;
  if (!waiting) return false;
  return entry.kind === 'deleted'
    ? entry.messageId === waiting.gmailMessageId
    : entry.labelIds.includes('DRAFT') && entry.messageId !== waiting.gmailMessageId;
};

/** Ids of messages that are gone again. */
export const deletedIn = (entries: readonly HistoryEntry[]): ReadonlySet<string> =>
  new Set(entries.filter(({ kind }) => kind === 'deleted').map(({ messageId }) => messageId));

/** All of history after `start`, however many pages it has. `historyId`: up to where it was read. */
export interface HistoryRead {
  readonly entries: readonly HistoryEntry[];
  readonly newestRecordId: string | null;
  readonly readFrom: string;
  readonly historyId: string;
}

/** `historyId` is that of the first page: changes that are newer may be missing from the pages that were read before. */
const readPages = async (
  gateway: MailGateway,
  mailboxId: string,
  start: string,
): Promise<Result<HistoryRead, MailError>> => {
  const entries: HistoryEntry[] = [];
  let newestRecordId: string | null = null;
  let historyId: string | null = null;
  let pageToken: string | undefined;
  do {
    const page = await gateway.listHistory(mailboxId, start, pageToken);
    if (!page.ok) return page;
    entries.push(...page.value.entries);
    newestRecordId = page.value.newestRecordId ?? newestRecordId;
    historyId ??= page.value.historyId;
    pageToken = page.value.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return ok({ entries, newestRecordId, readFrom: start, historyId: historyId ?? start });
};

/** History from behind the cursor on, because Gmail shows some mails late. 2 quota units a page. */
export const readHistory = async (
  gateway: MailGateway,
  mailbox: Mailbox,
  afterSilence = false,
): Promise<Result<HistoryRead, MailError>> => {
  const start = trailStart(mailbox, afterSilence);
  const read = await readPages(gateway, mailbox.id, start);
  // Gmail forgets the trail's beginning before it forgets the cursor.
  const hasExpired = !read.ok && read.error.code === 'not_found' && start !== mailbox.historyId;
  return hasExpired ? readPages(gateway, mailbox.id, mailbox.historyId) : read;
};

/**
 * Ids of mails in this thread that are not in the view: everything since somewhat before the mailbox's cursor as it was when
 * the turn began, for up to there all is recorded (P2). Before a follow-up the whole thread is looked at: a person who answered
 * must not be told that they did not. 2 quota units a page; 40 for the whole thread.
 */
export const findNews = async (
  gateway: MailGateway,
  mailbox: Mailbox,
  view: ThreadView,
  how: 'history' | 'whole_thread',
): Promise<Result<readonly string[], MailError>> => {
  const { gmailThreadId, knownGmailIds } = view.thread;
  if (gmailThreadId === null) return ok([]);
  const known = new Set<string>([...knownGmailIds, ...view.messages.map((message) => message.id)]);
  if (how === 'whole_thread' || mailbox.missedThreads.includes(view.thread.id)) {
    return newsOfWholeThread(gateway, mailbox, gmailThreadId, known);
  }
  const history = await readHistory(gateway, mailbox);
  if (!history.ok) {
    return history.error.code === 'not_found'
      ? newsOfWholeThread(gateway, mailbox, gmailThreadId, known)
      : history;
  }
  const { entries } = history.value;
  const deleted = deletedIn(entries);
  const isNews = (entry: HistoryEntry): boolean =>
    entry.threadId === gmailThreadId &&
    isMail(entry) &&
    !known.has(entry.messageId) &&
    !deleted.has(entry.messageId);
  return ok([...new Set(entries.filter(isNews).map(({ messageId }) => messageId))]);
};

const newsOfWholeThread = async (
  gateway: MailGateway,
  mailbox: Mailbox,
  gmailThreadId: string,
  known: ReadonlySet<string>,
): Promise<Result<readonly string[], MailError>> => {
  const entries = await gateway.getThread(mailbox.id, gmailThreadId);
  if (!entries.ok) return entries.error.code === 'not_found' ? ok([]) : entries;
  return ok(
    entries.value
      .filter((entry) => isMail({ ...entry, kind: 'added' }) && !known.has(entry.id))
      .map((entry) => entry.id),
  );
};
