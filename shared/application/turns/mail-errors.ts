import { needsOwner } from '../../domain/changes.ts';
import type { MailError } from '../ports/mail-gateway.ts';
import { next, type Outcome } from './outcome.ts';
import { type Turn, withChange } from './turn.ts';

/** How a turn goes on after a Gmail error that its step has no better answer to. */
export const afterMailError = (turn: Turn, error: MailError, now: number): Outcome => {
  switch (error.code) {
    case 'revoked':
      return { kind: 'disconnected', turn, why: 'Google no longer lets us into this mailbox.' };
    case 'forbidden':
      return {
        kind: 'disconnected',
        turn,
        why: 'Google refuses a permission that is needed for this mailbox.',
      };
    case 'rate_limited':
      return { kind: 'retry', turn, afterMs: error.retryAfterMs ?? 15_000, why: 'gmail rate limit' };
    case 'unavailable':
      return { kind: 'retry', turn, afterMs: null, why: 'gmail unavailable' };
    case 'not_found':
    case 'invalid':
      return next(
        withChange(
          turn,
          needsOwner('gmail_refused', 'Gmail refused this mail. Check the recipient and resume.', now),
        ),
      );
    default:
      return error.code satisfies never;
  }
};
