import { type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import { compareHistoryIds } from '../../domain/mailbox/history-id.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { isMail, touchesWaitingDraft } from '../conversation/receive/find-news.ts';
import {
  type CursorMove,
  type FetchFailure,
  fetchMails,
  prepareCursorMove,
  recordInThread,
} from '../conversation/receive/record-mails.ts';
import { setAside } from '../conversation/receive/set-aside.ts';
import type { HistoryEntry, MailError } from '../ports/mail-gateway.ts';
import { makeUpForMissed, passOver, unlessUnreadable } from './missed-threads.ts';
import { resyncMailbox } from './resync.ts';
import { afterSyncError, readUpTo, type SyncDeps, type SyncOutcome } from './sync-outcome.ts';

export interface SyncInput {
  readonly mailboxId: string;
  /** The history id of a notification; null: the sweep asked for the sync. */
  readonly hint: string | null;
}

/** Delay before the sweep asks again after a failure. */
const POSTPONE_MS = 5 * 60_000;

/** Threads that one sync wakes itself. More are the sweep's to hand out, so that one full mailbox does not delay the others. */
const MAX_WOKEN_AT_ONCE = 20;

/** Attempts to fetch one mail before it is set aside, so that it does not block its mailbox. */
const MAX_STUCK_ATTEMPTS = 5;
/** Minimum time before that when Gmail may be down: each notification is an attempt, and many can arrive at once. */
const STUCK_MS = 2 * 60_000;

/**
 * Reads the history since the cursor, records the mails of tracked threads and wakes those threads. Only then is the
 * notification acknowledged (P2). Mails outside tracked threads are never fetched (P9). May be repeated and may run
 * concurrently: recording is create-if-absent, and the cursor only moves forwards.
 */
export const syncMailbox =
  (deps: SyncDeps) =>
  async (input: SyncInput): Promise<SyncOutcome> => {
    const outcome = await readMailbox(deps, input);
    if (outcome.kind !== 'retry' || input.hint !== null) return outcome;
    // The sweep asks again anyway. Redelivery too would add up to one event for every minute of an outage.
    const nextSyncAt = deps.clock.now() + Math.min(deps.settings.silenceMs, POSTPONE_MS);
    await deps.store.transaction(async (tx) => {
      const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(input.mailboxId));
      if (mailbox?.status === 'connected') tx.update(paths.mailbox(input.mailboxId), { nextSyncAt });
    });
    return { ...outcome, kind: 'postponed' };
  };

const readMailbox = async (deps: SyncDeps, input: SyncInput): Promise<SyncOutcome> => {
  const document = await deps.store.get(paths.mailbox(input.mailboxId));
  if (!document) return { kind: 'unknown_mailbox' };
  const mailbox = parseReadable(deps.logger, mailboxSchema, document);
  // The cursor stays where it is, and the sweep's alarm brings the mailbox back: nothing is lost with this event.
  if (!mailbox) return { kind: 'unreadable' };
  if (mailbox.status === 'disconnected') return { kind: 'disconnected' };
  if (input.hint !== null && compareHistoryIds(input.hint, mailbox.historyId) <= 0) return { kind: 'stale' };
  if (mailbox.resync) return resyncMailbox(deps, mailbox, input.hint);
  const madeUp = await makeUpForMissed(deps, mailbox);
  if (!madeUp.ok) return afterSyncError(deps, mailbox, madeUp.error);

  const history = await readHistory(deps, mailbox);
  if (!history.ok) {
    return history.error.code === 'not_found'
      ? resyncMailbox(deps, mailbox, input.hint)
      : afterSyncError(deps, mailbox, history.error);
  }
  const { entries, historyId } = history;
  const { threads, unreadable } = await trackedThreads(deps, mailbox, entries);
  const syncedAt = deps.clock.now();
  const cursor: CursorMove = { historyId, nextSyncAt: syncedAt + deps.settings.silenceMs, syncedAt };
  const work = threads.flatMap((thread) => workFor(thread, entries));
  const missed = [...unreadable];

  if (work.length === 0 && missed.length === 0) {
    const update = { ...cursor, stuck: null };
    const written = await deps.store.update(document.path, update, { version: document.version });
    if (written === 'conflict') await moveCursor(deps, mailbox.id, cursor);
  }
  let stuck: { readonly thread: EmailThread; readonly error: FetchFailure } | null = null;
  for (const [index, item] of work.entries()) {
    const isLast = index === work.length - 1;
    const mails = await unlessUnreadable(deps, mailbox, item.thread.id, () =>
      fetchMails(deps, mailbox, item.thread, item.ids),
    );
    if (mails && !mails.ok) {
      if (!concernsOneMail(mails.error)) return afterSyncError(deps, mailbox, mails.error);
      // This mail holds the cursor back, but the other conversations continue.
      stuck ??= { thread: item.thread, error: mails.error };
      continue;
    }
    const recorded =
      mails &&
      (await unlessUnreadable(deps, mailbox, item.thread.id, () =>
        recordInThread(deps, mailbox, item.thread.id, mails.value, {
          draftTouched: item.draftTouched,
          cursor: isLast && !stuck && missed.length === 0 ? cursor : null,
          atOnce: index < MAX_WOKEN_AT_ONCE,
        }),
      ));
    if (!recorded) missed.push(item.thread.id);
  }
  if (stuck) return afterFetchFailure(deps, mailbox, stuck.thread, stuck.error);
  if (missed.length > 0) await passOver(deps, mailbox.id, missed, cursor);
  deps.logger.info('mailbox_synced', {
    mailboxId: mailbox.id,
    entries: entries.length,
    threads: work.length,
  });
  return readUpTo(historyId, input.hint, work.length);
};

type History =
  | { readonly ok: true; readonly entries: readonly HistoryEntry[]; readonly historyId: string }
  | { readonly ok: false; readonly error: MailError };

/**
 * All pages since the cursor. The new cursor is the history id of the first page: changes that are newer may be missing
 * from the pages that were read before, and reading a change twice is harmless.
 */
const readHistory = async (deps: SyncDeps, mailbox: Mailbox): Promise<History> => {
  const entries: HistoryEntry[] = [];
  let historyId: string | null = null;
  let pageToken: string | undefined;
  do {
    const page = await deps.gateway.listHistory(mailbox.id, mailbox.historyId, pageToken);
    if (!page.ok) return page;
    entries.push(...page.value.entries);
    historyId ??= page.value.historyId;
    pageToken = page.value.nextPageToken ?? undefined;
  } while (pageToken !== undefined);
  return { ok: true, entries, historyId: historyId ?? mailbox.historyId };
};

/** Firestore's limit for `in`. */
const MAX_IN = 30;

interface Tracked {
  readonly threads: readonly EmailThread[];
  /** Ids of those that cannot be read and in which a mail may have come. */
  readonly unreadable: readonly string[];
}

/** The tracked threads among those in the history; one query for every 30. */
const trackedThreads = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  entries: readonly HistoryEntry[],
): Promise<Tracked> => {
  const ids = [...new Set(entries.map((entry) => entry.threadId))];
  const threads: EmailThread[] = [];
  const unreadable: string[] = [];
  for (let from = 0; from < ids.length; from += MAX_IN) {
    const documents = await deps.store.query({
      collection: paths.threads(mailbox.userId),
      where: [{ field: 'gmailThreadId', op: 'in', value: ids.slice(from, from + MAX_IN) }],
    });
    for (const document of documents) {
      // Gmail's thread ids are a mailbox's own.
      if (document.data.mailboxId !== mailbox.id) continue;
      const thread = parseReadable(deps.logger, emailThreadSchema, document);
      const hasMail = entries.some((e) => e.threadId === document.data.gmailThreadId && isMail(e));
      if (thread) threads.push(thread);
      else if (hasMail) unreadable.push(document.id);
    }
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
  error: FetchFailure,
): Promise<SyncOutcome> => {
  const now = deps.clock.now();
  const { messageId } = error;
  const before = mailbox.stuck?.messageId === messageId ? mailbox.stuck : { attempts: 0, since: now };
  const attempts = before.attempts + 1;
  const patient = error.code === 'unavailable' && now - before.since < STUCK_MS;
  if (attempts >= MAX_STUCK_ATTEMPTS && !patient) {
    await setAside(deps, mailbox, thread.id, messageId);
  } else {
    const stuck = { messageId, attempts, since: before.since };
    await deps.store.update(paths.mailbox(mailbox.id), { stuck });
  }
  return { kind: 'retry', why: `mail cannot be fetched (${error.code})` };
};
