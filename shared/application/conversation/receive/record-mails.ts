import { applyEvents } from '../../../domain/conversation/consequences.ts';
import type { ConversationEvent, ThreadView } from '../../../domain/conversation/events.ts';
import { eventOfMail } from '../../../domain/conversation/inbound.ts';
import { messageSchema } from '../../../domain/conversation/message.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { MessageId } from '../../../domain/ids.ts';
import { withBoundedTimes } from '../../../domain/mailbox/bounded-times.ts';
import { laterHistoryId } from '../../../domain/mailbox/history-id.ts';
import { type Mailbox, mailboxSchema } from '../../../domain/mailbox/mailbox.ts';
import { type Doubt, trailAfter } from '../../../domain/mailbox/trail.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { paths } from '../../../persistence/paths.ts';
import { readDocument } from '../../../persistence/read.ts';
import { readThreadView } from '../../../persistence/thread-view.ts';
import { preparePause } from '../../mailbox/pause-sending.ts';
import { announce } from '../../notification/announce.ts';
import type { Transaction } from '../../ports/document-store.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MailError, MailGateway, RawMail } from '../../ports/mail-gateway.ts';
import type { MailJudge } from '../../ports/mail-judge.ts';
import { type CommitDeps, prepareEvents } from '../commit.ts';
import { publishHandedOut } from '../hand-out.ts';
import { type Judgement, loadJudgement } from './load-judgement.ts';
import { type FileDeps, readFiles } from './read-files.ts';
import type { ReadMail } from './read-mail.ts';
import { setAside } from './set-aside.ts';
import {
  isGivenUp,
  isLarge,
  isMailsFault,
  MailFailed,
  openTry,
  type Try,
  takeBackTries,
  triedBefore,
} from './tries.ts';

export interface RecordDeps extends CommitDeps, FileDeps {
  readonly judge: MailJudge;
  readonly gateway: MailGateway;
  readonly logger: Logger;
}

/** For the files of all mails of a conversation that are found at once; a file that is begun is read to its end. */
export const FILES_MS = 20_000;

export interface CursorMove {
  /** From where on history was read. */
  readonly readFrom: string;
  readonly historyId: string;
  readonly nextSyncAt: number;
  /** When history was read up to there. */
  readonly syncedAt: number;
  /** Ids of the mails that were dealt with. */
  readonly seen: readonly string[];
  /** No notification asked for the reading. */
  readonly afterSilence: boolean;
  readonly doubt: Doubt | null;
  /** Looks outside the conversations; absent: as they were. */
  readonly outside?: Mailbox['outside'];
}

/** What a cursor's move changes in its mailbox; forwards only. */
export const cursorChanges = (stored: Mailbox, move: CursorMove) => {
  const mailbox = withBoundedTimes(stored, move.syncedAt);
  const historyId = laterHistoryId(mailbox.historyId, move.historyId);
  const { readFrom, syncedAt: at, seen, afterSilence } = move;
  return {
    historyId,
    trail: trailAfter(mailbox.trail, { readFrom, historyId, at, seen, afterSilence }),
    doubt: move.doubt,
    ...(move.outside === undefined ? {} : { outside: move.outside }),
    // One that was disconnected meanwhile is not to be looked into again.
    nextSyncAt: mailbox.status === 'connected' ? move.nextSyncAt : null,
    syncedAt: at,
    tried: mailbox.tried.filter(({ messageId }) => !seen.includes(messageId)),
    stuck: null,
    trouble: null,
  };
};

/** Moves the mailbox's cursor. The reading half; the writing half is returned. */
export const prepareCursorMove = async (
  tx: Transaction,
  mailboxId: string,
  move: CursorMove,
): Promise<() => void> => {
  const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
  return mailbox ? () => tx.update(paths.mailbox(mailboxId), cursorChanges(mailbox, move)) : () => {};
};

export type FetchFailure = MailError & { readonly messageId: string };

/**
 * The message whose draft waited for approval in this thread, if the draft is gone from Gmail. One store read and 20 quota
 * units, asked for only where the owner sent something.
 */
const goneDraft = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  { userId, id, waitingDraft }: EmailThread,
): Promise<Result<MessageId | null, MailError>> => {
  if (!waitingDraft) return ok(null);
  const message = await readDocument(
    deps.store,
    messageSchema,
    paths.message(userId, id, waitingDraft.messageId),
  );
  if (!message?.draftId) return ok(null);
  const draft = await deps.gateway.getDraft(mailbox.id, message.draftId);
  if (draft.ok) return ok(null);
  return draft.error.code === 'not_found' ? ok(message.id) : draft;
};

export interface Fetched {
  readonly mails: readonly ReadMail[];
  /** Ids of those that Gmail does not have: deleted since, or not there yet. */
  readonly absent: readonly string[];
}

/** How one mail is read: null where Gmail does not have it. */
const fetchMail = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  messageId: string,
  filesUntil: number,
  attempt: Try,
): Promise<Result<ReadMail | null, MailError>> => {
  const raw = await deps.gateway.getMessage(mailbox.id, messageId);
  if (!raw.ok) return raw.error.code === 'not_found' ? ok(null) : raw;
  const { isSentByHand } = await loadJudgement();
  const mail = await readOne(deps, mailbox, raw.value, attempt);
  const inPlaceOf = isSentByHand(mail) ? await goneDraft(deps, mailbox, thread) : ok(null);
  if (!inPlaceOf.ok) return inPlaceOf;
  const files = await filesOfMail(deps, mailbox, thread, raw.value, mail, filesUntil);
  return files.ok ? ok({ ...mail, files: files.value, inPlaceOf: inPlaceOf.value }) : files;
};

/** Reads a mail that was fetched; of a large one it is noted before. */
export const readOne = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  raw: RawMail,
  attempt: Try,
): Promise<ReadMail> => {
  if (isLarge(raw)) await attempt.begin();
  const { readMail } = await loadJudgement();
  return readMail(raw, mailbox, deps.logger, deps.judge);
};

/** Its files, read where the mail may be answered. */
export const filesOfMail = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  raw: RawMail,
  mail: ReadMail,
  until: number,
): ReturnType<typeof readFiles> => {
  const { mayBeAnswered } = await loadJudgement();
  return mayBeAnswered(mail, thread, mailbox)
    ? readFiles(deps, mailbox.id, raw, mail.parsed, until)
    : ok(mail.files);
};

/**
 * Fetches mails of a tracked thread. 20 quota units each. `careful`: an earlier delivery of the event came to no end, so that
 * each try is noted before. Throws MailFailed where one mail is to blame; one that was begun too often is set aside.
 */
export const fetchMails = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  gmailMessageIds: readonly string[],
  careful = false,
): Promise<Result<Fetched, FetchFailure>> => {
  const mails: ReadMail[] = [];
  const filesUntil = deps.clock.now() + FILES_MS;
  const absent: string[] = [];
  for (const messageId of gmailMessageIds) {
    if (isGivenUp(deps, mailbox, messageId)) {
      await giveUp(deps, mailbox, thread.id, messageId);
      continue;
    }
    const attempt = openTry(deps, mailbox, messageId);
    if (careful || triedBefore(mailbox, messageId)) await attempt.begin();
    const fetched = await countingFailure(deps, mailbox, thread.id, messageId, attempt, () =>
      fetchMail(deps, mailbox, thread, messageId, filesUntil, attempt),
    );
    if (!fetched.ok) {
      await attempt.takeBack();
      return { ok: false, error: { ...fetched.error, messageId } };
    }
    if (fetched.value) mails.push(fetched.value);
    else absent.push(messageId);
  }
  return ok({ mails, absent });
};

/** An exception in the work on one mail is counted; after a few the mail is set aside. Throws MailFailed either way. */
const countingFailure = async <T>(
  deps: RecordDeps,
  mailbox: Mailbox,
  threadId: string,
  messageId: string,
  attempt: Try,
  work: () => Promise<T>,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!isMailsFault(error)) {
      await attempt.takeBack();
      throw error;
    }
    deps.logger.error('mail_failed', { mailboxId: mailbox.id, threadId, gmailMessageId: messageId }, error);
    if (await attempt.fail('failed')) await giveUp(deps, mailbox, threadId, messageId);
    throw new MailFailed(error);
  }
};

/** Sets a mail aside on which our own work fails. */
const giveUp = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threadId: string,
  messageId: string,
): Promise<void> => {
  try {
    await setAside(deps, mailbox, threadId, messageId, 'not_read');
  } catch (error) {
    if (!isMailsFault(error)) throw error;
    deps.logger.error(
      'mail_not_set_aside',
      { mailboxId: mailbox.id, threadId, gmailMessageId: messageId },
      error,
    );
    throw new MailFailed(error, true);
  }
};

/** What happens to a conversation when this mail is found in it; nothing where it is known already. */
const eventsOf = (
  { inboundMessage, meaningOf, trustedIn }: Judgement,
  mail: ReadMail,
  view: ThreadView,
  mailbox: Mailbox,
  now: number,
  logger: Logger,
): readonly ConversationEvent[] => {
  const { thread, messages } = view;
  if (messages.some(({ id }) => id === mail.raw.id) || thread.knownGmailIds.includes(mail.raw.id)) return [];
  const meaning = meaningOf(mail, view, mailbox, now);
  logger.info('mail_recorded', {
    threadId: thread.id,
    gmailMessageId: mail.raw.id,
    meaning: meaning.kind,
  });
  if (meaning.kind !== 'ours')
    return [eventOfMail(meaning, inboundMessage(mail, view, meaning, now, trustedIn(mailbox)), now)];
  const { messageId, facts, at } = meaning;
  return [
    { type: 'sent', at, messageId, facts },
    { type: 'woken', at: now },
  ];
};

interface RecordOptions {
  readonly draftTouched: boolean;
  readonly cursor: CursorMove | null;
  /** False: the sweep is to wake the thread, in its turn. */
  readonly atOnce?: boolean;
}

/**
 * Records mails of a thread, create-if-absent, and what they mean for it, in one transaction; with `cursor`, the
 * mailbox's cursor moves in the same one, so that it can never be ahead of what is recorded (P2). Wakes the thread.
 */
const recordAll = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threadId: string,
  mails: readonly ReadMail[],
  options: RecordOptions,
): Promise<{ readonly changed: boolean }> => {
  const judgement = await loadJudgement();
  const recorded = await deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const ids = mails.map(({ raw }) => raw.id);
    const before = await readThreadView(tx, mailbox.userId, threadId, ids);
    const moveCursor = options.cursor ? await prepareCursorMove(tx, mailbox.id, options.cursor) : () => {};
    if (!before) {
      moveCursor();
      return null;
    }
    const events: ConversationEvent[] = [];
    let view = before;
    for (const mail of [...mails].sort((a, b) => a.raw.internalDate - b.raw.internalDate)) {
      // Each is judged as the conversation stands after those before it.
      const found = eventsOf(judgement, mail, view, mailbox, now, deps.logger);
      view = applyEvents(view, found).view;
      events.push(...found);
    }
    if (options.draftTouched) events.push({ type: 'draft_touched', at: now });
    const context = { now, newId: deps.random.id, isForeign: true, handsOut: options.atOnce ?? true };
    const prepared = await prepareEvents(tx, before, events, context);
    const isRefused = prepared.happened.some(({ event }) => event.type === 'send_refused');
    const pause = isRefused ? await preparePause(tx, mailbox.id, now) : () => {};
    prepared.write();
    moveCursor();
    pause();
    return prepared;
  });
  if (!recorded || recorded.happened.length === 0) return { changed: false };
  await announce(deps, mailbox.userId, recorded.told);
  if (recorded.isHandedOut) await publishHandedOut(deps, recorded.view.thread);
  return { changed: true };
};

/**
 * Records mails of a thread. Where that fails, each is recorded by itself, so that one does not keep the others from being
 * recorded; the one to blame is counted and, after a few tries, set aside. Throws MailFailed then; the cursor stays.
 */
export const recordInThread = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threadId: string,
  mails: readonly ReadMail[],
  options: RecordOptions,
): Promise<{ readonly changed: boolean }> => {
  try {
    return await recordAll(deps, mailbox, threadId, mails, options);
  } catch (error) {
    if (mails.length === 0) throw error;
    if (!isMailsFault(error)) {
      await takeBackTries(
        deps,
        mailbox,
        mails.map(({ raw }) => raw.id),
      );
      throw error;
    }
    let failed: MailFailed | null = null;
    for (const mail of [...mails].sort((a, b) => a.raw.internalDate - b.raw.internalDate)) {
      const { id } = mail.raw;
      try {
        await countingFailure(deps, mailbox, threadId, id, openTry(deps, mailbox, id), () =>
          recordAll(deps, mailbox, threadId, [mail], { ...options, cursor: null }),
        );
      } catch (again) {
        if (!(again instanceof MailFailed)) throw again;
        if (!failed || again.isHopeless) failed = again;
      }
    }
    if (failed) throw failed;
    return recordAll(deps, mailbox, threadId, mails, options);
  }
};

/** Fetches and records: what a turn does with the news it found when it looked. */
export const recordMails = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  gmailMessageIds: readonly string[],
): Promise<Result<{ readonly changed: boolean; readonly absent: readonly string[] }, MailError>> => {
  const fetched = await fetchMails(deps, mailbox, thread, gmailMessageIds);
  if (!fetched.ok) return fetched;
  const { mails, absent } = fetched.value;
  const recorded = await recordInThread(deps, mailbox, thread.id, mails, {
    draftTouched: false,
    cursor: null,
  });
  return ok({ ...recorded, absent });
};
