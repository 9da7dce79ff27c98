import { applyEvents } from '../../../domain/conversation/consequences.ts';
import type { ConversationEvent, ThreadView } from '../../../domain/conversation/events.ts';
import { eventOfMail } from '../../../domain/conversation/inbound.ts';
import { messageSchema } from '../../../domain/conversation/message.ts';
import type { EmailThread } from '../../../domain/conversation/thread.ts';
import type { MessageId } from '../../../domain/ids.ts';
import { compareHistoryIds } from '../../../domain/mailbox/history-id.ts';
import { type Mailbox, mailboxSchema } from '../../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { paths } from '../../../persistence/paths.ts';
import { readDocument } from '../../../persistence/read.ts';
import { readThreadView } from '../../../persistence/thread-view.ts';
import type { Transaction } from '../../ports/document-store.ts';
import type { Logger } from '../../ports/logger.ts';
import type { MailError, MailGateway } from '../../ports/mail-gateway.ts';
import { type CommitDeps, prepareEvents } from '../commit.ts';
import { publishHandedOut } from '../hand-out.ts';
import { inboundMessage, isSentByHand, meaningOf, type ReadMail, readMail } from './meaning.ts';

export interface RecordDeps extends CommitDeps {
  readonly gateway: MailGateway;
  readonly logger: Logger;
}

export interface CursorMove {
  readonly historyId: string;
  readonly nextSyncAt: number;
  /** When history was read up to there. */
  readonly syncedAt: number;
}

/** Moves the mailbox's cursor, forwards only. The reading half; the writing half is returned. */
export const prepareCursorMove = async (
  tx: Transaction,
  mailboxId: string,
  move: CursorMove,
): Promise<() => void> => {
  const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
  if (!mailbox) return () => {};
  const ahead = compareHistoryIds(move.historyId, mailbox.historyId) > 0;
  return () =>
    tx.update(paths.mailbox(mailboxId), {
      ...(ahead ? { historyId: move.historyId } : {}),
      // One that was disconnected meanwhile is not to be looked into again.
      nextSyncAt: mailbox.status === 'connected' ? move.nextSyncAt : null,
      syncedAt: move.syncedAt,
      stuck: null,
    });
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

/** Fetches mails of a tracked thread. One that no longer exists is skipped. 20 quota units each. */
export const fetchMails = async (
  deps: RecordDeps,
  mailbox: Mailbox,
  thread: EmailThread,
  gmailMessageIds: readonly string[],
): Promise<Result<readonly ReadMail[], FetchFailure>> => {
  const mails: ReadMail[] = [];
  for (const messageId of gmailMessageIds) {
    const raw = await deps.gateway.getMessage(mailbox.id, messageId);
    if (!raw.ok) {
      if (raw.error.code === 'not_found') continue;
      return { ok: false, error: { ...raw.error, messageId } };
    }
    const mail = await readMail(raw.value, mailbox, deps.logger);
    const inPlaceOf = isSentByHand(mail) ? await goneDraft(deps, mailbox, thread) : ok(null);
    if (!inPlaceOf.ok) return { ok: false, error: { ...inPlaceOf.error, messageId } };
    mails.push({ ...mail, inPlaceOf: inPlaceOf.value });
  }
  return ok(mails);
};

/** What happens to a conversation when this mail is found in it; nothing where it is known already. */
const eventsOf = (
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
      const found = eventsOf(mail, view, mailbox, now, deps.logger);
      view = applyEvents(view, found).view;
      events.push(...found);
    }
    if (options.draftTouched) events.push({ type: 'draft_touched', at: now });
    const context = { now, newId: deps.random.id, isForeign: true, handsOut: options.atOnce ?? true };
    const prepared = await prepareEvents(tx, before, events, context);
    prepared.write();
    moveCursor();
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
): Promise<Result<{ readonly changed: boolean }, MailError>> => {
  const mails = await fetchMails(deps, mailbox, thread, gmailMessageIds);
  if (!mails.ok) return mails;
  return ok(
    await recordInThread(deps, mailbox, thread.id, mails.value, { draftTouched: false, cursor: null }),
  );
};
