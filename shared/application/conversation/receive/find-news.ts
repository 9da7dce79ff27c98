import type { ThreadView } from '../../../domain/conversation/events.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
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

/**
 * Ids of mails in this thread that are not in the view: everything since the mailbox's cursor as it was when the turn
 * began, for up to there all is recorded (P2). 2 quota units a page; 40 when the cursor has expired.
 */
export const findNews = async (
  gateway: MailGateway,
  mailbox: Mailbox,
  view: ThreadView,
): Promise<Result<readonly string[], MailError>> => {
  const { gmailThreadId, knownGmailIds } = view.thread;
  if (gmailThreadId === null) return ok([]);
  const known = new Set<string>([...knownGmailIds, ...view.messages.map((message) => message.id)]);
  if (mailbox.missedThreads.includes(view.thread.id)) {
    return newsOfWholeThread(gateway, mailbox, gmailThreadId, known);
  }
  const news = new Set<string>();
  let pageToken: string | undefined;
  do {
    const page = await gateway.listHistory(mailbox.id, mailbox.historyId, pageToken);
    if (!page.ok) {
      return page.error.code === 'not_found'
        ? newsOfWholeThread(gateway, mailbox, gmailThreadId, known)
        : page;
    }
    for (const entry of page.value.entries) {
      if (entry.threadId === gmailThreadId && isMail(entry) && !known.has(entry.messageId)) {
        news.add(entry.messageId);
      }
    }
    pageToken = page.value.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return ok([...news]);
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
