import { z } from 'zod';
import { isBeyond } from '../clock-bounds.ts';
import { stored } from '../stored.ts';

/**
 * The outcome of the last attempt to read, judge and record a mail.
 * - `begun`: unknown; the process may have died.
 * - `unavailable`, `invalid`: Gmail did not return the mail, temporarily or permanently.
 * - `failed`: our own processing failed.
 */
export const tryOutcomes = ['begun', 'unavailable', 'invalid', 'failed'] as const;
export type TryOutcome = (typeof tryOutcomes)[number];

export const triedSchema = stored({
  messageId: z.string(),
  attempts: z.number(),
  /** Time of the first attempt, epoch ms. */
  since: z.number(),
  outcome: z.enum(tryOutcomes),
});
export type Tried = z.infer<typeof triedSchema>;

/** Attempts at one mail before it is set aside, so that it does not block its mailbox. */
const MAX_TRIES = 5;
/**
 * Minimum time before a mail is set aside for a fault that may be temporary: each notification is an attempt, and many
 * can arrive at once.
 */
const PATIENCE_MS = 2 * 60_000;
/** How many mails are remembered. */
const MAX_TRIED = 30;

export const isSpent = ({ attempts, since, outcome }: Tried, now: number): boolean =>
  attempts >= MAX_TRIES &&
  // A first try later than now was noted by a clock that lied.
  (outcome === 'invalid' || now - since >= PATIENCE_MS || isBeyond(since, now, 0));

/** The list with one more attempt at a mail, or with the outcome of an attempt that was recorded when it began. */
export const withTry = (
  tried: readonly Tried[],
  messageId: string,
  outcome: TryOutcome,
  now: number,
): Tried[] => {
  const before = tried.find((one) => one.messageId === messageId);
  const isNew = outcome === 'begun' || before?.outcome !== 'begun';
  const attempts = (before?.attempts ?? 0) + (isNew ? 1 : 0);
  const noted = { ...before, messageId, attempts, since: before?.since ?? now, outcome };
  return [...tried.filter((one) => one !== before), noted].slice(-MAX_TRIED);
};

/** The list without an attempt that was begun and then interrupted for a reason that is not the mail. */
export const withoutTry = (tried: readonly Tried[], messageId: string): Tried[] =>
  tried.flatMap((one) => {
    if (one.messageId !== messageId || one.outcome !== 'begun') return [one];
    return one.attempts > 1 ? [{ ...one, attempts: one.attempts - 1, outcome: 'failed' }] : [];
  });
