import type { EmailThread } from '../../domain/conversation/thread.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../domain/result.ts';
import { isMail } from '../conversation/receive/find-news.ts';
import { fetchMails, recordInThread } from '../conversation/receive/record-mails.ts';
import { setAside } from '../conversation/receive/set-aside.ts';
import type { MailError } from '../ports/mail-gateway.ts';
import type { SyncDeps } from './sync-outcome.ts';

/** Reads one thread from its first mail to its last, whatever the history says, records what is new and wakes it. 40 quota units. */
export const readWholeThread = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  thread: EmailThread,
): Promise<Result<{ readonly changed: boolean }, MailError>> => {
  if (thread.gmailThreadId === null) return ok({ changed: false });
  const entries = await deps.gateway.getThread(mailbox.id, thread.gmailThreadId);
  if (!entries.ok && entries.error.code !== 'not_found') return entries;
  const present = entries.ok ? entries.value : [];
  const ids = present
    .filter((entry) => isMail({ ...entry, kind: 'added' }) && !thread.knownGmailIds.includes(entry.id))
    .map((entry) => entry.id);
  const mails = await fetchWhatCanBe(deps, mailbox, thread, ids);
  if (!mails.ok) return mails;
  const waiting = thread.waitingDraft?.gmailMessageId;
  const draftTouched = waiting !== undefined && !present.some((entry) => entry.id === waiting);
  const recorded = await recordInThread(deps, mailbox, thread.id, mails.value.mails, {
    draftTouched,
    cursor: null,
  });
  if (recorded.changed) {
    await deps.bus.publish({ topic: 'thread-turn', data: { userId: mailbox.userId, threadId: thread.id } });
  }
  return ok(recorded);
};

/** The mails of a thread; one that Gmail refuses to hand out is set aside, and the others are fetched all the same. */
const fetchWhatCanBe = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  ids: readonly string[],
): ReturnType<typeof fetchMails> => {
  const mails = await fetchMails(deps, mailbox, thread, ids);
  if (mails.ok || mails.error.code !== 'invalid') return mails;
  const { messageId } = mails.error;
  await setAside(deps, mailbox, thread.id, messageId, 'not_fetched');
  return fetchWhatCanBe(
    deps,
    mailbox,
    thread,
    ids.filter((id) => id !== messageId),
  );
};
