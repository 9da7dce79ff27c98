import {
  answeredElsewhere,
  awayUntil,
  elsewhereOf,
  hasLeft,
} from '../../../domain/conversation/elsewhere.ts';
import { failuresOf } from '../../../domain/conversation/faults.ts';
import type { Message } from '../../../domain/conversation/message.ts';
import { isUnprompted } from '../../../domain/conversation/vocabulary.ts';
import { isSuppressed } from '../../account/suppressions.ts';
import { readPersonOf } from '../../people/people.ts';
import { findNews } from '../receive/find-news.ts';
import { recordElsewhere } from '../receive/look-elsewhere.ts';
import { lookOutside } from '../receive/look-outside.ts';
import { recordMails } from '../receive/record-mails.ts';
import { commitTurn, record, type Turn } from '../turn.ts';
import type { TurnDeps } from './deps.ts';
import { afterMailError, afterRefusal } from './mail-errors.ts';
import { next, type Outcome } from './outcome.ts';

/** How old the store's word that this turn still holds the thread may be when a mail leaves. */
const CONFIRMATION_MS = 5_000;

/** Gmail can name a mail some seconds before it hands it out: how long to wait for it, and how often, before it counts as deleted. */
const ABSENT_MS = 10_000;
const MAX_ABSENT = 4;

/** Clocks differ, and Gmail counts in seconds. */
const OUTSIDE_MARGIN_MS = 60 * 60_000;

/** Somebody has answered in another conversation, or is away or gone by what they said there: the follow-up no longer fits. */
const isTold = ({ person, view, suppressed }: Turn, { approval, purpose }: Message, now: number): boolean => {
  const elsewhere = elsewhereOf(person, view.thread.id);
  if (suppressed || hasLeft(view.thread, elsewhere)) return true;
  return (
    purpose === 'follow_up' &&
    (answeredElsewhere(view.thread, elsewhere) !== null ||
      (!approval && awayUntil(view.thread, elsewhere) > now))
  );
};

export type Sending = Outcome | { readonly kind: 'lost' };

/**
 * Looks before it speaks (P5), then sends the draft. The draft is the idempotency key: Gmail sends it at most once,
 * whoever asks and however often (https://developers.google.com/workspace/gmail/api/guides/drafts).
 */
export const sendDraft = async (deps: TurnDeps, before: Turn, message: Message): Promise<Sending> => {
  let turn = before;
  const { draftId } = message;
  const { thread } = turn.view;
  if (draftId === null) return next(turn);

  let foundNews = false;
  if (message.purpose !== 'first') {
    const how = isUnprompted(message.purpose) ? 'whole_thread' : 'history';
    const news = await findNews(deps.gateway, turn.mailbox, turn.view, how);
    if (!news.ok) return afterMailError(turn, news.error, deps.clock.now());
    if (news.value.length > 0) {
      const recorded = await recordMails(deps, turn.mailbox, thread, news.value);
      if (!recorded.ok) return afterMailError(turn, recorded.error, deps.clock.now());
      const isPatient = recorded.value.absent.length > 0 && failuresOf(thread, 'late_mail') < MAX_ABSENT;
      if (isPatient)
        return { kind: 'retry', turn, afterMs: ABSENT_MS, cause: 'late_mail', why: 'mail not there yet' };
      foundNews = true;
    }
    if (isUnprompted(message.purpose)) {
      const since = (thread.lastSentAt ?? thread.createdAt) - OUTSIDE_MARGIN_MS;
      const outside = await lookOutside(deps, turn.mailbox, [thread], since);
      if (!outside.ok) return afterMailError(turn, outside.error, deps.clock.now());
      foundNews ||= outside.value.changed.length > 0;
      const elsewhere = await recordElsewhere(deps, turn.mailbox, thread, outside.value.tracked);
      if (!elsewhere.ok) return afterMailError(turn, elsewhere.error, deps.clock.now());
      if (elsewhere.value.isAbsent && thread.failures < MAX_ABSENT)
        return { kind: 'retry', turn, afterMs: ABSENT_MS, cause: 'gmail', why: 'mail not there yet' };
      // What they have said in any conversation up to now.
      const { known } = await readPersonOf(deps.store, thread, deps.clock.now());
      const answered = [...known.answered, ...elsewhere.value.answered];
      const suppressed = await isSuppressed(deps.store, thread.userId, thread.recipientEmail);
      turn = { ...turn, suppressed, person: { ...known, answered } };
    }
  }

  // This turn or a concurrent sync recorded the news: the commit tells whether the thread has changed.
  if (foundNews || deps.clock.now() - turn.confirmedAt > CONFIRMATION_MS) {
    const commit = await commitTurn(deps, turn);
    if (commit.kind === 'lost') return { kind: 'lost' };
    if (commit.kind === 'overtaken') return next(commit.turn);
  }

  if (isUnprompted(message.purpose) && isTold(turn, message, deps.clock.now())) return next(turn);

  const answer = await deps.gateway.sendDraft(turn.mailbox.id, draftId);
  const now = deps.clock.now();
  if (answer.ok) {
    const { messageId: gmailMessageId, threadId: gmailThreadId } = answer.value;
    const facts = { gmailMessageId, gmailThreadId, resolution: null };
    return next(record(turn, { type: 'sent', at: now, messageId: message.id, facts }));
  }
  // Gone: sent by an attempt whose answer was lost, or discarded. Never sent again blindly.
  if (answer.error.code === 'not_found')
    return next(record(turn, { type: 'draft_missing', at: now, messageId: message.id }));
  return afterRefusal(turn, answer.error, now);
};
