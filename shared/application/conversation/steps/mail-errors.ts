import { needsOwner } from '../../../domain/conversation/changes.ts';
import type { MailError } from '../../ports/mail-gateway.ts';
import { type Turn, withChange } from '../turn.ts';
import { next, type Outcome } from './outcome.ts';

const REFUSED = 'Gmail refused this mail. Check the recipient and resume.';

/** How a turn goes on after a Gmail error that its step has no better answer to. */
export const afterMailError = (turn: Turn, error: MailError, now: number): Outcome => {
  switch (error.code) {
    case 'revoked':
    case 'forbidden':
      return { kind: 'disconnected', turn, why: error.code };
    case 'rate_limited':
      return { kind: 'retry', turn, afterMs: error.retryAfterMs ?? 15_000, why: 'gmail rate limit' };
    case 'unavailable':
      return { kind: 'retry', turn, afterMs: null, why: 'gmail unavailable' };
    case 'not_found':
    case 'invalid':
      return next(withChange(turn, needsOwner('gmail_refused', REFUSED, now)));
    default:
      return error.code satisfies never;
  }
};
