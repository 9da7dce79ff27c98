import { failuresOf } from '../../../domain/conversation/faults.ts';
import { pendingMessage } from '../../../domain/conversation/message.ts';
import { plain } from '../../../domain/conversation/notices.ts';
import { operatorWaitMs } from '../../../domain/mailbox/trouble.ts';
import type { MailError } from '../../ports/mail-gateway.ts';
import { record, type Turn } from '../turn.ts';
import { next, type Outcome } from './outcome.ts';

/** How a turn goes on after a Gmail error that its step has no better answer to. */
export const afterMailError = (turn: Turn, error: MailError, now: number): Outcome => {
  switch (error.code) {
    case 'owner':
      return { kind: 'disconnected', turn, why: error.reason };
    case 'operator':
      return {
        kind: 'retry',
        turn,
        afterMs: operatorWaitMs(failuresOf(turn.view.thread, 'operator') + 1),
        cause: 'operator',
        trouble: error.reason,
        why: `gmail ${error.reason}`,
      };
    case 'passing':
      if (error.reason === 'sending_limit') {
        const until = error.retryAfterMs === undefined ? null : now + error.retryAfterMs;
        return { kind: 'sending_paused', turn, until };
      }
      return {
        kind: 'retry',
        turn,
        afterMs: error.retryAfterMs ?? null,
        cause: 'gmail',
        why: `gmail ${error.reason}`,
      };
    case 'unavailable':
      return { kind: 'retry', turn, afterMs: null, cause: 'gmail', why: 'gmail unavailable' };
    // Nothing that the owner could do something about: it is shown once it goes on, and tried again.
    case 'not_found':
    case 'invalid':
      return { kind: 'retry', turn, afterMs: null, cause: 'gmail', isOwn: true, why: `gmail ${error.code}` };
    default:
      return error satisfies never;
  }
};

/** The same for a call that hands Gmail the mail itself: what it refuses then is this mail, and its owner is told. */
export const afterRefusal = (turn: Turn, error: MailError, now: number): Outcome =>
  error.code === 'invalid' || error.code === 'not_found'
    ? next(refused(turn, now))
    : afterMailError(turn, error, now);

/** Trying the same again would be refused again: also where the owner had approved it. */
const refused = (turn: Turn, at: number): Turn => {
  const flagged = record(turn, { type: 'flagged', at, notice: plain('gmail_refused') });
  const pending = pendingMessage(turn.view.messages);
  return pending?.approval
    ? record(flagged, { type: 'approval_returned', at, messageId: pending.id })
    : flagged;
};
