import { type Message, pendingMessage } from '../../../domain/conversation/message.ts';
import { MISSING_GRACE_MS } from '../../../domain/conversation/next-step.ts';
import { plain, type Resolution } from '../../../domain/conversation/notices.ts';
import { outgoingMail } from '../../../domain/conversation/outgoing-mail.ts';
import { unsubscribeHeaders } from '../../../domain/conversation/unsubscribe-headers.ts';
import { outboundMessageId } from '../../../domain/ids.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { saysHowToOptOut } from '../../../domain/writing/lines-below.ts';
import { toMime } from '../../../mail/compose.ts';
import type { OwnSignature } from '../../../mail/composition/reply-body.ts';
import { visibleText } from '../../../mail/html/lines.ts';
import type { MailError } from '../../ports/mail-gateway.ts';
import { record, type Turn } from '../turn.ts';
import type { TurnDeps } from './deps.ts';
import { afterMailError, afterRefusal } from './mail-errors.ts';
import { next, type Outcome } from './outcome.ts';
import { ownWordsIn } from './own-words.ts';

const ownerOf = (turn: Turn) => ({ email: turn.mailbox.email, name: turn.user.name });

/** Gmail takes 10,000 characters. */
const MAX_SIGNATURE = 20_000;

/** The owner's own signature as it is in Gmail now, where the assistant is to use it: one call more, and nothing to keep. */
const signatureOf = async (deps: TurnDeps, turn: Turn): Promise<Result<OwnSignature | null, MailError>> => {
  if (turn.assistant?.signatureFrom !== 'gmail') return ok(null);
  const found = await deps.gateway.getSignature(turn.mailbox.id);
  if (!found.ok) return found;
  const html = found.value;
  const text = visibleText(html).trim();
  return ok(text === '' || html.length > MAX_SIGNATURE ? null : { html, text });
};

/** The same for every draft of a mail. */
const unsubscribeLinkOf = async (deps: TurnDeps, { assistant, view }: Turn): Promise<string | null> =>
  assistant && saysHowToOptOut(assistant, view)
    ? ((await deps.unsubscribe?.linkTo(view.thread)) ?? null)
    : null;

const mimeOf = async (
  deps: TurnDeps,
  turn: Turn,
  message: Message,
  signature: OwnSignature | null,
): Promise<Uint8Array> => {
  const mail = outgoingMail(turn.view.thread, turn.view.messages, message, ownerOf(turn), {
    timeZone: turn.user.timeZone,
    language: turn.assistant?.language ?? 'en',
    signature,
  });
  const headers = { ...mail.headers, ...unsubscribeHeaders(await unsubscribeLinkOf(deps, turn)) };
  return toMime({ ...mail, headers }, message.id, deps.clock.now());
};

/** A follow-up continues our own last mail, whose Message-ID only Gmail knows. */
const withLastMessageId = async (deps: TurnDeps, turn: Turn): Promise<Turn> => {
  const last = turn.view.messages.findLast(
    (m) => m.author !== 'machine' && (m.direction === 'inbound' || m.state === 'sent'),
  );
  if (!last || last.direction === 'inbound' || last.rfcMessageId !== null || !last.gmailMessageId)
    return turn;
  const found = await deps.gateway.getMessage(turn.mailbox.id, last.gmailMessageId);
  if (!found.ok) return turn;
  const { messageId } = await ownWordsIn(found.value.raw);
  return messageId
    ? record(turn, {
        type: 'message_id_read',
        at: deps.clock.now(),
        messageId: last.id,
        rfcMessageId: messageId,
      })
    : turn;
};

/**
 * The Gmail thread that the next mail joins. A conversation without any mail has none: a draft that was discarded took its
 * thread with it, and Gmail refuses (404) whatever names a thread that is gone.
 */
const threadToJoin = ({ view: { thread, messages } }: Turn): string | null =>
  messages.some(({ state }) => state === 'sent' || state === 'received') ? thread.gmailThreadId : null;

/** Removes a draft that an earlier, broken-off attempt may have left under this id. */
const removeLeftover = async (deps: TurnDeps, turn: Turn, id: Message['id']): Promise<Outcome | null> => {
  const found = await deps.gateway.findDraft(turn.mailbox.id, id, {
    threadId: threadToJoin(turn),
    to: turn.view.thread.recipient.email,
  });
  if (!found.ok) return afterMailError(turn, found.error, deps.clock.now());
  if (!found.value) return null;
  const deleted = await deps.gateway.deleteDraft(turn.mailbox.id, found.value.draftId);
  if (!deleted.ok && deleted.error.code !== 'not_found') {
    return afterMailError(turn, deleted.error, deps.clock.now());
  }
  deps.logger.info('leftover_draft_removed', { threadId: turn.view.thread.id, messageId: id });
  return null;
};

/** Before anything else in a turn that follows a crash: no draft of ours may lie about that nobody knows of. */
export const clearLeftovers = (deps: TurnDeps, turn: Turn): Promise<Outcome | null> => {
  const { thread, messages } = turn.view;
  const pending = pendingMessage(messages);
  const id =
    pending && pending.draftId === null
      ? pending.id
      : outboundMessageId(thread.id, thread.counters.outbound + 1);
  return removeLeftover(deps, turn, id);
};

export const createDraft = async (deps: TurnDeps, before: Turn, message: Message): Promise<Outcome> => {
  if (message.draftUncertain) {
    const hindrance = await removeLeftover(deps, before, message.id);
    if (hindrance) return hindrance;
  }
  const turn = message.purpose === 'first' ? before : await withLastMessageId(deps, before);
  const signature = await signatureOf(deps, turn);
  if (!signature.ok) return afterMailError(turn, signature.error, deps.clock.now());
  const raw = await mimeOf(deps, turn, message, signature.value);
  const created = await deps.gateway.createDraft(turn.mailbox.id, raw, threadToJoin(turn));
  const now = deps.clock.now();
  if (!created.ok) {
    return created.error.code === 'unavailable'
      ? afterMailError(
          record(turn, { type: 'draft_uncertain', at: now, messageId: message.id }),
          created.error,
          now,
        )
      : afterRefusal(turn, created.error, now);
  }
  const { draftId, threadId: gmailThreadId, messageId: gmailMessageId } = created.value;
  return next(
    record(turn, { type: 'drafted', at: now, messageId: message.id, draftId, gmailThreadId, gmailMessageId }),
  );
};

export const awaitApproval = (deps: TurnDeps, turn: Turn, message: Message): Outcome =>
  next(record(turn, { type: 'approval_awaited', at: deps.clock.now(), messageId: message.id }));

export const updateDraft = async (
  deps: TurnDeps,
  turn: Turn,
  message: Message,
  text: string,
): Promise<Outcome> => {
  const { draftId } = message;
  if (draftId === null) return next(turn);
  const now = deps.clock.now();
  const signature = await signatureOf(deps, turn);
  if (!signature.ok) return afterMailError(turn, signature.error, now);
  const raw = await mimeOf(deps, turn, { ...message, text }, signature.value);
  const updated = await deps.gateway.updateDraft(
    turn.mailbox.id,
    draftId,
    raw,
    turn.view.thread.gmailThreadId,
  );
  if (updated.ok) {
    const gmailMessageId = updated.value.messageId;
    return next(
      record(turn, { type: 'draft_rewritten', at: now, messageId: message.id, text, gmailMessageId }),
    );
  }
  if (updated.error.code === 'not_found') return reconcile(deps, turn, message, 'at_once');
  // Putting the same text in again does no harm.
  return afterRefusal(turn, updated.error, now);
};

/** The draft waits for approval or can still be stopped, so if it is gone, the owner sent or deleted it. */
const waitsForOwner = ({ view: { thread } }: Turn, { id, state, reservedOn }: Message): boolean =>
  state === 'awaiting_approval' || (thread.waitingDraft?.messageId === id && reservedOn === null);

/** What the owner did to the waiting draft in Gmail: edited, sent or deleted it. */
export const inspectDraft = async (deps: TurnDeps, turn: Turn, message: Message): Promise<Outcome> => {
  const { draftId } = message;
  if (draftId === null) return next(turn);
  const found = await deps.gateway.getDraft(turn.mailbox.id, draftId);
  if (found.ok) {
    const own = await ownWordsIn(found.value.raw);
    return next(
      record(turn, {
        type: 'draft_rewritten',
        at: deps.clock.now(),
        messageId: message.id,
        text: own.text ?? message.text,
        gmailMessageId: found.value.messageId,
        subject: own.subject,
      }),
    );
  }
  if (found.error.code === 'not_found') return reconcile(deps, turn, message, 'at_once');
  return afterMailError(turn, found.error, deps.clock.now());
};

/**
 * The draft is gone. Gmail deletes a draft when it sends it, so its mail is in the thread, or somebody discarded it.
 * `patiently`: allow for Gmail showing a sent mail late.
 */
export const reconcile = async (
  deps: TurnDeps,
  turn: Turn,
  message: Message,
  how: 'at_once' | 'patiently',
): Promise<Outcome> => {
  const { gmailThreadId, knownGmailIds } = turn.view.thread;
  const now = deps.clock.now();
  if (gmailThreadId !== null) {
    const entries = await deps.gateway.getThread(turn.mailbox.id, gmailThreadId);
    if (!entries.ok && entries.error.code !== 'not_found') return afterMailError(turn, entries.error, now);
    const mails = entries.ok ? entries.value.filter((entry) => entry.labelIds.includes('SENT')) : [];
    const known = new Set<string>([...knownGmailIds, ...turn.view.messages.map((m) => m.id)]);
    const found =
      mails.find((entry) => entry.ourMessageId === message.id && !knownGmailIds.includes(entry.id)) ??
      // Sent from Gmail's own editor, which may drop our header.
      mails.find((e) => e.ourMessageId === null && !known.has(e.id) && e.internalDate >= message.createdAt);
    if (found) {
      const waited = waitsForOwner(turn, message);
      // What the owner sent may be another text, under another subject, than the draft had.
      const left = waited ? await deps.gateway.getMessage(turn.mailbox.id, found.id) : null;
      if (left && !left.ok && left.error.code !== 'not_found') return afterMailError(turn, left.error, now);
      const own = left?.ok ? await ownWordsIn(left.value.raw) : null;
      const facts = {
        gmailMessageId: found.id,
        gmailThreadId,
        resolution: plain(waited ? 'sent_by_owner' : 'confirmation_lost'),
        text: own?.text ?? message.text,
        ...(own ? { subject: own.subject } : {}),
      };
      return next(record(turn, { type: 'sent', at: found.internalDate, messageId: message.id, facts }));
    }
  }
  const since = message.missingSince;
  if (how === 'patiently' && (since === null || now < since + MISSING_GRACE_MS)) {
    return next(record(turn, { type: 'draft_missing', at: now, messageId: message.id }));
  }
  return next(withdrawn(turn, message, 'discarded', plain('draft_gone'), now));
};

const withdrawn = (
  turn: Turn,
  message: Message,
  state: 'superseded' | 'discarded',
  resolution: Resolution,
  at: number,
): Turn => record(turn, { type: 'withdrawn', at, messageId: message.id, state, resolution });

/** Takes a draft back that no longer fits. Where it is gone already, it may have been sent. */
export const withdraw = async (
  deps: TurnDeps,
  turn: Turn,
  message: Message,
  state: 'superseded' | 'discarded',
): Promise<Outcome> => {
  const now = deps.clock.now();
  const why = plain(state === 'superseded' ? 'overtaken' : 'conversation_stopped');
  if (message.draftId === null) {
    if (message.draftUncertain) {
      const hindrance = await removeLeftover(deps, turn, message.id);
      if (hindrance) return hindrance;
    }
    return next(withdrawn(turn, message, state, why, now));
  }
  const deleted = await deps.gateway.deleteDraft(turn.mailbox.id, message.draftId);
  if (deleted.ok) return next(withdrawn(turn, message, state, why, now));
  if (deleted.error.code !== 'not_found') return afterMailError(turn, deleted.error, now);
  return reconcile(deps, turn, message, waitsForOwner(turn, message) ? 'at_once' : 'patiently');
};
