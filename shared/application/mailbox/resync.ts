import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { prepareCursorMove } from '../conversation/receive/record-mails.ts';
import { unlessFailed, withMissed } from './missed-threads.ts';
import { lookIntoStrangers } from './outside.ts';
import { readWholeThread } from './read-whole-thread.ts';
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
      limit: PAGE,
      ...(progress.afterThreadId !== null
        ? { startAfter: { values: [], path: paths.thread(mailbox.userId, progress.afterThreadId) } }
        : {}),
    });
    const missed: string[] = [];
    for (const document of page) {
      const thread = parseReadable(deps.logger, emailThreadSchema, document);
      const read = thread
        ? await unlessFailed(deps, mailbox, document.id, () => readWholeThread(deps, mailbox, thread))
        : 'missed';
      if (read === 'missed' || read === 'failed') missed.push(document.id);
      else if (!read.ok) return afterSyncError(deps, mailbox, read.error);
      else if (read.value.changed) touched++;
    }
    await noteMissed(deps, mailbox.id, missed);
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    progress = { ...progress, afterThreadId: last.id };
    await deps.store.update(paths.mailbox(mailbox.id), { resync: progress });
  }
  // Nor does history show who wrote outside the tracked threads.
  const looked = await lookIntoStrangers(deps, mailbox, true);
  if (!looked.ok) return afterSyncError(deps, mailbox, looked.error);
  const { historyId } = progress;
  await deps.store.transaction(async (tx) => {
    const syncedAt = deps.clock.now();
    const silence = syncedAt + deps.settings.silenceMs;
    const strangers = looked.value;
    const cursor = {
      ...(strangers ? { outside: strangers.outside } : {}),
      nextSyncAt: Math.min(silence, strangers?.lookAt ?? silence),
      readFrom: historyId,
      historyId,
      syncedAt,
      seen: [],
      afterSilence: true,
      doubt: null,
    };
    const move = await prepareCursorMove(tx, mailbox.id, cursor);
    move();
    tx.update(paths.mailbox(mailbox.id), { resync: null });
  });
  return readUpTo(historyId, hint, touched);
};

/** Noted before the reading's progress, so that a crash between the two repeats rather than forgets. */
const noteMissed = async (deps: SyncDeps, mailboxId: string, missed: readonly string[]): Promise<void> => {
  if (missed.length === 0) return;
  await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (mailbox) tx.update(paths.mailbox(mailboxId), { missedThreads: withMissed(mailbox, missed) });
  });
};
