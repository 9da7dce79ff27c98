import { z } from 'zod';
import { stored } from '../stored.ts';

/**
 * Faults that only the operator can fix. They affect all mailboxes, and work continues automatically once they are
 * fixed.
 * - `api_disabled`: the Gmail API is not enabled in the project.
 * - `topic_foreign`, `topic_missing`, `topic_not_granted`: the topic belongs to a different project than the client,
 *   does not exist, or does not have gmail-api-push@system.gserviceaccount.com as a publisher. Only from `watch`.
 * - `client_refused`: the OAuth client or its secret is wrong, deleted or disabled.
 * - `quota_spent`: the project's daily quota is used up.
 * - `project_refused`: the project is suspended, deleted, or its billing is off.
 * - `unexplained`: a refusal (403) without a known reason. No mailbox is disconnected because of it.
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

/** A current fault: since when, and how often in a row it occurred. */
export const troubleSchema = stored({
  fault: z.enum(operatorFaults),
  since: z.number(),
  failures: z.number(),
  /** When to try again. Epoch ms. */
  retryAt: z.number().default(0),
});
export type Trouble = z.infer<typeof troubleSchema>;

const WAITS_MS = [5_000, 15_000, 60_000, 5 * 60_000, 15 * 60_000] as const;

/**
 * Delay after the n-th failure in a row (from 1), ms: long enough for a day's outage, and at most minutes late once the
 * fault is fixed.
 */
export const operatorWaitMs = (failures: number): number =>
  WAITS_MS[Math.min(failures, WAITS_MS.length) - 1] ?? WAITS_MS[0];

export const troubleAfter = (before: Trouble | null, fault: OperatorFault, now: number): Trouble => {
  const failures = (before?.failures ?? 0) + 1;
  return { ...before, fault, since: before?.since ?? now, failures, retryAt: now + operatorWaitMs(failures) };
};
