import { type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import { isMail } from '../conversation/receive/find-news.ts';
import { fetchMails, prepareCursorMove, recordInThread } from '../conversation/receive/record-mails.ts';
import { setAside } from '../conversation/receive/set-aside.ts';
import { afterSyncError, readUpTo, type SyncDeps, type SyncOutcome } from './sync-outcome.ts';

/** Threads per page. Progress is stored after each page, because each thread costs 40 quota units. */
const PAGE = 20;

/**
 * The cursor has expired (404), so the history no longer shows what was missed. Reads every tracked thread of the mailbox,
 * stopped ones too because their owner may resume them, and restarts the cursor at the history id from *before* the first
 * read. Resumes after a rate limit or a crash.
 */
export const resyncMailbox = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  hint: string | null,
): Promise<SyncOutcome> => {
  let progress = mailbox.resync;
  if (!progress) {
    const profile = await deps.gateway.getProfile(mailbox.id);
    if (!profile.ok) return afterSyncError(deps, mailbox, profile.error);
    progress = { historyId: profile.value.historyId, afterThreadId: null };
    await deps.store.update(paths.mailbox(mailbox.id), { resync: progress });
  }
  deps.logger.warn('mailbox_resync', { mailboxId: mailbox.id, after: progress.afterThreadId ?? '' });
  let touched = 0;
  for (;;) {
    const page = await deps.store.query({
      collection: paths.threads(mailbox.userId),
      where: [{ field: 'mailboxId', op: '==', value: mailbox.id }],
      orderBy: [{ field: 'id' }],
      limit: PAGE,
      ...(progress.afterThreadId !== null
        ? {
            startAfter: {
              values: [progress.afterThreadId],
              path: paths.thread(mailbox.userId, progress.afterThreadId),
            },
          }
        : {}),
    });
    for (const document of page) {
      const thread = parseDocument(emailThreadSchema, document);
      if (thread.gmailThreadId === null) continue;
      const entries = await deps.gateway.getThread(mailbox.id, thread.gmailThreadId);
      if (!entries.ok && entries.error.code !== 'not_found') {
        return afterSyncError(deps, mailbox, entries.error);
      }
      const present = entries.ok ? entries.value : [];
      const ids = present
        .filter((entry) => isMail({ ...entry, kind: 'added' }) && !thread.knownGmailIds.includes(entry.id))
        .map((entry) => entry.id);
      const mails = await fetchWhatCanBe(deps, mailbox, thread, ids);
      if (!mails.ok) return afterSyncError(deps, mailbox, mails.error);
      const waiting = thread.waitingDraft?.gmailMessageId;
      const draftTouched = waiting !== undefined && !present.some((entry) => entry.id === waiting);
      const { changed } = await recordInThread(deps, mailbox, thread.id, mails.value, {
        draftTouched,
        cursor: null,
      });
      if (changed) touched++;
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    progress = { ...progress, afterThreadId: last.id };
    await deps.store.update(paths.mailbox(mailbox.id), { resync: progress });
  }
  const { historyId } = progress;
  await deps.store.transaction(async (tx) => {
    const syncedAt = deps.clock.now();
    const cursor = { historyId, nextSyncAt: syncedAt + deps.settings.silenceMs, syncedAt };
    const move = await prepareCursorMove(tx, mailbox.id, cursor);
    move();
    tx.update(paths.mailbox(mailbox.id), { resync: null });
  });
  return readUpTo(historyId, hint, touched);
};

/** Fetches the mails of a thread. One that Gmail refuses is set aside; the others are still fetched. */
const fetchWhatCanBe = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  ids: readonly string[],
): ReturnType<typeof fetchMails> => {
  const mails = await fetchMails(deps, mailbox, thread, ids);
  if (mails.ok || mails.error.code !== 'invalid') return mails;
  const { messageId } = mails.error;
  await setAside(deps, mailbox, thread.id, messageId);
  return fetchWhatCanBe(
    deps,
    mailbox,
    thread,
    ids.filter((id) => id !== messageId),
  );
};
