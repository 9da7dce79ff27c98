import { type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import { isWaiting, withBoundedTimes } from '../../domain/mailbox/bounded-times.ts';
import { compareHistoryIds } from '../../domain/mailbox/history-id.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { doubtAfter, nextLookAt } from '../../domain/mailbox/trail.ts';
import { ok, type Result } from '../../domain/result.ts';
import { threadsInGmail } from '../../persistence/gmail-threads.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { publishAgain } from '../conversation/hand-out.ts';
import {
  deletedIn,
  type HistoryRead,
  isMail,
  readHistory,
  touchesWaitingDraft,
} from '../conversation/receive/find-news.ts';
import {
  type CursorMove,
  cursorChanges,
  type FetchFailure,
  fetchMails,
  prepareCursorMove,
  recordInThread,
} from '../conversation/receive/record-mails.ts';
import { setAside } from '../conversation/receive/set-aside.ts';
import { openTry } from '../conversation/receive/tries.ts';
import type { HistoryEntry, MailError } from '../ports/mail-gateway.ts';
import { makeUpForMissed, passOver, unlessFailed } from './missed-threads.ts';
import { lookIntoStrangers } from './outside.ts';
import { resyncMailbox } from './resync.ts';
import { afterSyncError, readUpTo, type SyncDeps, type SyncOutcome } from './sync-outcome.ts';

export interface SyncInput {
  readonly mailboxId: string;
  /** The history id of a notification; null: the sweep asked for the sync. */
  readonly hint: string | null;
  /** An earlier delivery of the event came to no end: its process may have died of a mail. */
  readonly isRepeated?: boolean;
}

/** Delay before the sweep asks again after a failure. */
const POSTPONE_MS = 5 * 60_000;

/** Threads that one sync wakes itself. More are the sweep's to hand out, so that one full mailbox does not delay the others. */
const MAX_WOKEN_AT_ONCE = 20;

/**
 * Reads the history since the cursor, records the mails of tracked threads and wakes those threads. Only then is the
 * notification acknowledged (P2). Of mails in other Gmail threads, only those of recipients are fetched (P9, `outside.ts`).
 * May be repeated and may run concurrently: recording is create-if-absent, and the cursor only moves forwards.
 */
export const syncMailbox =
  (deps: SyncDeps) =>
  async (input: SyncInput): Promise<SyncOutcome> => {
    const outcome = await orPostponed(deps, input);
    if (outcome.kind !== 'retry' || input.hint !== null) return outcome;
    // The sweep asks again anyway. Redelivery too would add up to one event for every minute of an outage.
    const nextSyncAt = deps.clock.now() + Math.min(deps.settings.silenceMs, POSTPONE_MS);
    await deps.store.transaction(async (tx) => {
      const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(input.mailboxId));
      if (mailbox?.status === 'connected') tx.update(paths.mailbox(input.mailboxId), { nextSyncAt });
    });
    return { ...outcome, kind: 'postponed' };
  };

/** What the sweep asked for and what fails is not delivered again, however it fails: its alarm brings it back. */
const orPostponed = async (deps: SyncDeps, input: SyncInput): Promise<SyncOutcome> => {
  try {
    return await readMailbox(deps, input);
  } catch (error) {
    if (input.hint !== null) throw error;
    deps.logger.error('sync_failed', { mailboxId: input.mailboxId }, error);
    return { kind: 'retry', why: 'exception' };
  }
};

const readMailbox = async (deps: SyncDeps, input: SyncInput): Promise<SyncOutcome> => {
  const document = await deps.store.get(paths.mailbox(input.mailboxId));
  if (!document) return { kind: 'unknown_mailbox' };
  const parsed = parseReadable(deps.logger, mailboxSchema, document);
  const mailbox = parsed && withBoundedTimes(parsed, deps.clock.now());
  // The cursor stays where it is, and the sweep's alarm brings the mailbox back: nothing is lost with this event.
  if (!mailbox) return { kind: 'unreadable' };
  if (mailbox.status === 'disconnected') return { kind: 'disconnected' };
  if (input.isRepeated) await publishAgain(deps, mailbox);
  if (input.hint !== null && compareHistoryIds(input.hint, mailbox.historyId) <= 0) return { kind: 'stale' };
  if (isWaitingForOperator(mailbox, input, deps.clock.now())) {
    return { kind: 'postponed', why: 'the operator has to mend something' };
  }
  if (mailbox.resync) return resyncMailbox(deps, mailbox, input.hint);
  const madeUp = await makeUpForMissed(deps, mailbox);
  if (!madeUp.ok) return afterSyncError(deps, mailbox, madeUp.error);

  const isLook = input.hint === null && mailbox.doubt !== null;
  const afterSilence = input.hint === null && !isLook && mailbox.outside?.isDue !== true;
  const history = await readHistory(deps.gateway, mailbox, afterSilence);
  if (!history.ok) {
    return history.error.code === 'not_found'
      ? resyncMailbox(deps, mailbox, input.hint)
      : afterSyncError(deps, mailbox, history.error);
  }
  const { entries, historyId } = history.value;
  const news = newsIn(mailbox, entries);
  const { threads, unreadable } = await trackedThreads(deps, mailbox, news);
  const looked = await lookIntoStrangers(deps, mailbox, hasStrangers(news, threads, unreadable));
  if (!looked.ok) return afterSyncError(deps, mailbox, looked.error);
  const strangers = looked.value;
  const syncedAt = deps.clock.now();
  const work = threads.flatMap((thread) => workFor(thread, news));
  const missed = [...unreadable];
  const absent = new Set<string>();
  const cursorNow = (): CursorMove => {
    const doubt = doubtAfter(mailbox.doubt, {
      now: syncedAt,
      isDoubtful: absent.size > 0 || isUnexplained(mailbox, history.value, input.hint),
      foundNews: work.length > 0,
      isLook,
    });
    const silence = syncedAt + deps.settings.silenceMs;
    const seen = news.filter((entry) => isMail(entry) && !absent.has(entry.messageId));
    return {
      readFrom: history.value.readFrom,
      historyId,
      syncedAt,
      nextSyncAt: Math.min(silence, nextLookAt(doubt, syncedAt) ?? silence, strangers?.lookAt ?? silence),
      seen: seen.map(({ messageId }) => messageId),
      afterSilence,
      doubt,
      ...(strangers ? { outside: strangers.outside } : {}),
    };
  };

  if (work.length === 0 && missed.length === 0) {
    const move = cursorNow();
    const changes = cursorChanges(mailbox, move);
    const written = await deps.store.update(document.path, changes, { version: document.version });
    if (written === 'conflict') await moveCursor(deps, mailbox.id, move);
  }
  let stuck: string | null = null;
  for (const [index, item] of work.entries()) {
    const isLast = index === work.length - 1;
    const done = await unlessFailed(deps, mailbox, item.thread.id, async (): Promise<Done> => {
      const mails = await fetchMails(deps, mailbox, item.thread, item.ids, input.isRepeated);
      if (!mails.ok) return mails;
      for (const id of mails.value.absent) absent.add(id);
      const cursor = isLast && stuck === null && missed.length === 0 ? cursorNow() : null;
      const options = { draftTouched: item.draftTouched, cursor, atOnce: index < MAX_WOKEN_AT_ONCE };
      await recordInThread(deps, mailbox, item.thread.id, mails.value.mails, options);
      return ok(undefined);
    });
    if (done === 'missed') missed.push(item.thread.id);
    // Such a mail holds the cursor back, but the other conversations continue.
    else if (done === 'failed') stuck ??= 'work on a mail failed';
    else if (!done.ok) {
      if (!concernsOneMail(done.error)) return afterSyncError(deps, mailbox, done.error);
      await afterFetchFailure(deps, mailbox, item.thread, done.error);
      stuck ??= `mail cannot be fetched (${done.error.code})`;
    }
  }
  if (stuck) return { kind: 'retry', why: stuck };
  if (missed.length > 0) await passOver(deps, mailbox.id, missed, cursorNow());
  deps.logger.info('mailbox_synced', {
    mailboxId: mailbox.id,
    entries: entries.length,
    threads: work.length,
  });
  return readUpTo(historyId, input.hint, work.length);
};

/** What is new, and of what was read before, mails that nobody has dealt with: Gmail showed them late. */
const newsIn = (mailbox: Mailbox, entries: readonly HistoryEntry[]): readonly HistoryEntry[] => {
  const seen = new Set(mailbox.trail?.seen);
  const deleted = deletedIn(entries);
  return entries.filter((entry) =>
    compareHistoryIds(entry.historyId, mailbox.historyId) > 0
      ? !isMail(entry) || !deleted.has(entry.messageId)
      : isMail(entry) && !seen.has(entry.messageId) && !deleted.has(entry.messageId),
  );
};

/** A notification tells of a change that history does not hold, though its id is past it. */
const isUnexplained = (
  mailbox: Mailbox,
  { newestRecordId, historyId }: HistoryRead,
  hint: string | null,
): boolean =>
  hint !== null &&
  compareHistoryIds(historyId, mailbox.historyId) > 0 &&
  (newestRecordId === null || compareHistoryIds(newestRecordId, mailbox.historyId) <= 0);

/** Mails came in that belong to no conversation's thread. Ids and labels are all that is known of them. */
const hasStrangers = (
  news: readonly HistoryEntry[],
  threads: readonly EmailThread[],
  unreadable: readonly string[],
): boolean => {
  const tracked = new Set(threads.map(({ gmailThreadId }) => gmailThreadId));
  return (
    unreadable.length === 0 &&
    news.some((e) => isMail(e) && !e.labelIds.includes('SENT') && !tracked.has(e.threadId))
  );
};

/** Notifications go on while Google refuses everybody. What they tell of is read with the next attempt. */
const isWaitingForOperator = (mailbox: Mailbox, { hint }: SyncInput, now: number): boolean =>
  hint !== null && isWaiting(mailbox.trouble, now);

interface Tracked {
  readonly threads: readonly EmailThread[];
  /** Ids of those that cannot be read and in which a mail may have come. */
  readonly unreadable: readonly string[];
}

/** The tracked threads among those in the history. */
const trackedThreads = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  entries: readonly HistoryEntry[],
): Promise<Tracked> => {
  const threads: EmailThread[] = [];
  const unreadable: string[] = [];
  const ids = entries.map(({ threadId }) => threadId);
  for (const document of await threadsInGmail(deps.store, mailbox, ids)) {
    const thread = parseReadable(deps.logger, emailThreadSchema, document);
    const hasMail = entries.some((e) => e.threadId === document.data.gmailThreadId && isMail(e));
    if (thread) threads.push(thread);
    else if (hasMail) unreadable.push(document.id);
  }
  return { threads, unreadable };
};

interface Work {
  readonly thread: EmailThread;
  readonly ids: readonly string[];
  readonly draftTouched: boolean;
}

const workFor = (thread: EmailThread, entries: readonly HistoryEntry[]): readonly Work[] => {
  const own = entries.filter((entry) => entry.threadId === thread.gmailThreadId);
  const ids = [
    ...new Set(
      own.filter((e) => isMail(e) && !thread.knownGmailIds.includes(e.messageId)).map((e) => e.messageId),
    ),
  ];
  const draftTouched = own.some((entry) => touchesWaitingDraft(thread, entry));
  return ids.length > 0 || draftTouched ? [{ thread, ids, draftTouched }] : [];
};

const moveCursor = (deps: SyncDeps, mailboxId: string, cursor: CursorMove): Promise<void> =>
  deps.store.transaction(async (tx) => (await prepareCursorMove(tx, mailboxId, cursor))());

const concernsOneMail = ({ code }: MailError): boolean => code === 'unavailable' || code === 'invalid';

/** A mail that cannot be fetched holds the cursor back until it is set aside, which flags its thread for the owner. */
const afterFetchFailure = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  { messageId, code }: FetchFailure,
): Promise<void> => {
  const isSpent = await openTry(deps, mailbox, messageId).fail(
    code === 'unavailable' ? 'unavailable' : 'invalid',
  );
  if (isSpent) await setAside(deps, mailbox, thread.id, messageId, 'not_fetched');
};

type Done = Result<void, FetchFailure>;
