import { applyEvents } from '../../../domain/conversation/consequences.ts';
import type { ConversationEvent, ThreadView } from '../../../domain/conversation/events.ts';
import { eventOfMail } from '../../../domain/conversation/inbound.ts';
import { messageSchema } from '../../../domain/conversation/message.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { MessageId } from '../../../domain/ids.ts';
import { laterHistoryId } from '../../../domain/mailbox/history-id.ts';
import { type Mailbox, mailboxSchema } from '../../../domain/mailbox/mailbox.ts';
import { type Doubt, trailAfter } from '../../../domain/mailbox/trail.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { paths } from '../../../persistence/paths.ts';
import { readDocument } from '../../../persistence/read.ts';
import { readThreadView } from '../../../persistence/thread-view.ts';
import { preparePause } from '../../mailbox/pause-sending.ts';
import type { Transaction } from '../../ports/document-store.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MailError, MailGateway } from '../../ports/mail-gateway.ts';
import { type CommitDeps, prepareEvents } from '../commit.ts';
import { publishHandedOut } from '../hand-out.ts';
import { type Judgement, loadJudgement } from './load-judgement.ts';
import type { ReadMail } from './meaning.ts';
import { type FileDeps, readFiles } from './read-files.ts';

export interface RecordDeps extends CommitDeps, FileDeps {
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
export const cursorChanges = (mailbox: Mailbox, move: CursorMove) => {
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

/** Fetches mails of a tracked thread. 20 quota units each. */
export const fetchMails = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  gmailMessageIds: readonly string[],
): Promise<Result<Fetched, FetchFailure>> => {
  const mails: ReadMail[] = [];
  const filesUntil = deps.clock.now() + FILES_MS;
  const absent: string[] = [];
  for (const messageId of gmailMessageIds) {
    const raw = await deps.gateway.getMessage(mailbox.id, messageId);
    if (!raw.ok) {
      if (raw.error.code !== 'not_found') return { ok: false, error: { ...raw.error, messageId } };
      absent.push(messageId);
      continue;
    }
    const { isSentByHand, mayBeAnswered, readMail } = await loadJudgement();
    const mail = await readMail(raw.value, mailbox, deps.logger);
    const inPlaceOf = isSentByHand(mail) ? await goneDraft(deps, mailbox, thread) : ok(null);
    if (!inPlaceOf.ok) return { ok: false, error: { ...inPlaceOf.error, messageId } };
    const files = mayBeAnswered(mail, thread, mailbox)
      ? await readFiles(deps, mailbox.id, raw.value, mail.parsed, filesUntil)
      : ok(mail.files);
    if (!files.ok) return { ok: false, error: { ...files.error, messageId } };
    mails.push({ ...mail, files: files.value, inPlaceOf: inPlaceOf.value });
  }
  return ok({ mails, absent });
};

/** What happens to a conversation when this mail is found in it; nothing where it is known already. */
const eventsOf = (
  { inboundMessage, meaningOf }: Judgement,
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
  if (meaning.kind !== 'ours') return [eventOfMail(meaning, inboundMessage(mail, view, meaning, now), now)];
  const { messageId, facts, at } = meaning;
  return [
    { type: 'sent', at, messageId, facts },
    { type: 'woken', at: now },
  ];
};

/**
 * Records mails of a thread, create-if-absent, and what they mean for it, in one transaction; with `cursor`, the
 * mailbox's cursor moves in the same one, so that it can never be ahead of what is recorded (P2). Wakes the thread.
 */
export const recordInThread = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  threadId: string,
  mails: readonly ReadMail[],
  options: {
    readonly draftTouched: boolean;
    readonly cursor: CursorMove | null;
    /** False: the sweep is to wake the thread, in its turn. */
    readonly atOnce?: boolean;
  },
): Promise<{ readonly changed: boolean }> => {
  const judgement = await loadJudgement();
  const recorded = await deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const before = await readThreadView(tx, mailbox.userId, threadId);
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
  if (recorded.isHandedOut) await publishHandedOut(deps, recorded.view.thread);
  return { changed: true };
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
