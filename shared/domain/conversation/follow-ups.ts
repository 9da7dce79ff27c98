import type { EmailThread } from './thread.ts';

const DAY = 24 * 60 * 60_000;
/** Nobody waits longer for anything. */
export const LONGEST_WAIT_MS = 366 * DAY;
/**
 * Somebody who has written is left in peace for this long after our last word, or for twice the distance that the owner set where
 * that is shorter, as it is in a try with seconds.
 */
export const LEAST_AFTER_ANSWER_MS = 60_000;

/** What silence leads to, and when, epoch ms. */
export interface AfterSilence {
  readonly kind: 'follow_up' | 'no_answer';
  readonly at: number;
}

type Silent = Pick<EmailThread, 'followUp' | 'counters' | 'lastReceivedAt'>;

/**
 * Follow-ups since their last answer. null: a document that is older than this count, in which somebody had answered; none
 * were to come any more.
 */
export const followUpsInRow = ({ counters, lastReceivedAt }: Silent): number | null =>
  counters.followUpsInRow ?? (lastReceivedAt === null ? counters.followUps : null);

/**
 * What follows on silence that began at `since`: the next follow-up, or, after the last one and as long a silence again, the
 * end. null: nothing; they may take as long as they like.
 */
export const afterSilence = (thread: Silent, since: number): AfterSilence | null => {
  const { followUp } = thread;
  const done = followUpsInRow(thread);
  if (!followUp || followUp.max < 1 || done === null) return null;
  const { afterDays, max, backoff } = followUp;
  const set = Math.round(afterDays * DAY * backoff ** Math.min(done, max - 1));
  const isAfterAnswer = thread.lastReceivedAt !== null && done === 0;
  const distance = isAfterAnswer ? Math.max(set, Math.min(LEAST_AFTER_ANSWER_MS, 2 * set)) : set;
  return {
    kind: done < max ? 'follow_up' : 'no_answer',
    at: since + Math.min(distance, LONGEST_WAIT_MS),
  };
};
