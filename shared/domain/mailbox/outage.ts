import { z } from 'zod';
import { stored } from '../stored.ts';

/** What can be out of reach for all conversations of a mailbox, and mends by itself. */
export const outageCauses = ['gmail', 'model'] as const;
export type OutageCause = (typeof outageCauses)[number];

/** An outage that conversations of the mailbox wait for: its owner is told once, here, and not in each of them. */
export const outageSchema = stored({
  cause: z.enum(outageCauses),
  /** Epoch ms. */
  since: z.number(),
  /** When it was met last. */
  seenAt: z.number(),
});
export type Outage = z.infer<typeof outageSchema>;

const MINUTE = 60_000;
/** Failures in a row of one conversation that are no hiccup any more: about a minute of them. */
const TELLING_FAILURES = 5;
/** How often it is noted that an outage goes on. */
const NOTED_EVERY_MS = 10 * MINUTE;
/** Longer than any conversation waits before it tries again: what nobody met for so long is over, or concerns nobody. */
const FORGOTTEN_MS = 60 * MINUTE;

/** The outage after another failure; null: there is nothing to note. */
export const outageAfter = (
  before: Outage | null,
  cause: OutageCause,
  failures: number,
  now: number,
): Outage | null => {
  if (failures < TELLING_FAILURES) return null;
  const goesOn = before !== null && before.cause === cause && isGoingOn(before, now);
  if (!goesOn) return { cause, since: now, seenAt: now };
  return now - before.seenAt >= NOTED_EVERY_MS ? { ...before, seenAt: now } : null;
};

/** Whether it is still to be shown. A time ahead of this clock was noted by another one. */
export const isGoingOn = ({ seenAt }: Outage, now: number): boolean => Math.abs(now - seenAt) < FORGOTTEN_MS;
