import { z } from 'zod';
import { stored } from '../stored.ts';

/**
 * Only whoever runs this system can mend it; it concerns all mailboxes, and goes on by itself once mended.
 * - `api_disabled`: the Gmail API is not enabled in the project.
 * - `topic_foreign`, `topic_missing`, `topic_not_granted`: the topic belongs to another project than the client, is not
 *   there, or does not have gmail-api-push@system.gserviceaccount.com as a publisher. Of `watch` only.
 * - `client_refused`: the OAuth client or its secret is wrong, deleted or disabled.
 * - `quota_spent`: a quota of the whole project is used up, for the day.
 * - `project_refused`: the project is suspended, deleted, or its billing is off.
 * - `unexplained`: a refusal (403) that Google gave no reason for that we know. Nobody is disconnected on a guess.
 */
export const operatorFaults = [
  'api_disabled',
  'topic_foreign',
  'topic_missing',
  'topic_not_granted',
  'client_refused',
  'quota_spent',
  'project_refused',
  'unexplained',
] as const;
export type OperatorFault = (typeof operatorFaults)[number];

/** A fault that stands: since when, and how often in a row it was met. */
export const troubleSchema = stored({
  fault: z.enum(operatorFaults),
  since: z.number(),
  failures: z.number(),
  /** When to try again. */
  retryAt: z.number().default(0),
});
export type Trouble = z.infer<typeof troubleSchema>;

const WAITS_MS = [5_000, 15_000, 60_000, 5 * 60_000, 15 * 60_000] as const;

/** How long to wait after the n-th failure in a row (from 1): long enough for an outage of a day, and mended within minutes. */
export const operatorWaitMs = (failures: number): number =>
  WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? WAITS_MS[0];

export const troubleAfter = (before: Trouble | null, fault: OperatorFault, now: number): Trouble => {
  const failures = (before?.failures ?? 0) + 1;
  return { ...before, fault, since: before?.since ?? now, failures, retryAt: now + operatorWaitMs(failures) };
};
