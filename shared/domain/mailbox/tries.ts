import { z } from 'zod';
import { isBeyond } from '../clock-bounds.ts';
import { stored } from '../stored.ts';

/**
 * What became of the last try to read, judge and record a mail.
 * - `begun`: nothing is known; its process may have died.
 * - `unavailable`, `invalid`: Gmail did not hand the mail out, for now or for good.
 * - `failed`: something of ours failed.
 */
export const tryOutcomes = ['begun', 'unavailable', 'invalid', 'failed'] as const;
export type TryOutcome = (typeof tryOutcomes)[number];

export const triedSchema = stored({
  messageId: z.string(),
  attempts: z.number(),
  /** Of the first try, epoch ms. */
  since: z.number(),
  outcome: z.enum(tryOutcomes),
});
export type Tried = z.infer<typeof triedSchema>;

/** Tries of one mail before it is set aside, so that it does not block its mailbox. */
const MAX_TRIES = 5;
/** Minimum time before that where time may mend it: each notification is a try, and many can arrive at once. */
const PATIENCE_MS = 2 * 60_000;
/** Mails that are remembered. */
const MAX_TRIED = 30;

export const isSpent = ({ attempts, since, outcome }: Tried, now: number): boolean =>
  attempts >= MAX_TRIES &&
  // A first try later than now was noted by a clock that lied.
  (outcome === 'invalid' || now - since >= PATIENCE_MS || isBeyond(since, now, 0));

/** The list with one more try of a mail, or with the outcome of one that was noted when it began. */
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

/** The list without a try that was begun and then broken off through no fault of the mail's. */
export const withoutTry = (tried: readonly Tried[], messageId: string): Tried[] =>
  tried.flatMap((one) => {
    if (one.messageId !== messageId || one.outcome !== 'begun') return [one];
    return one.attempts > 1 ? [{ ...one, attempts: one.attempts - 1, outcome: 'failed' }] : [];
  });
