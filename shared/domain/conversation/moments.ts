import { afterSilence } from './follow-ups.ts';
import type { Message } from './message.ts';
import { plain, type Waiting } from './notices.ts';
import type { EmailThread } from './thread.ts';

/** What an active conversation does next by itself when nobody writes, and when. */
export interface Moment {
  readonly kind: 'revisit' | 'follow_up' | 'no_answer';
  /** Epoch ms. */
  readonly at: number;
  /** What it waits for until then. */
  readonly waitingFor: Waiting;
}

/** So often in a row the assistant looks again at what was agreed before they have said anything. */
export const MAX_LOOKS = 6;

/** When their silence began, epoch ms: with the last word of our side, or the last decision that there was none to say. */
export const silentSince = (thread: EmailThread, messages: readonly Message[]): number =>
  Math.max(
    thread.lastSentAt ?? thread.createdAt,
    thread.pausedUntil ?? 0,
    thread.silentSince ?? 0,
    messages.findLast(({ author }) => author === 'owner')?.at ?? 0,
  );

/** The next time that was named or promised and that has not been looked at. */
const agreedMoment = (thread: EmailThread): Moment | null => {
  if (thread.counters.looks >= MAX_LOOKS) return null;
  const { revisitAt, commitments, lookedAt } = thread;
  // Who is away can keep no promise.
  const earliest = thread.pausedUntil ?? 0;
  const moments: Moment[] = [];
  if (revisitAt !== null) {
    moments.push({ kind: 'revisit', at: Math.max(revisitAt, earliest), waitingFor: plain('agreed_moment') });
  }
  for (const { who, what, due } of commitments) {
    if (due === null || due <= (lookedAt ?? 0)) continue;
    moments.push({
      kind: 'revisit',
      at: Math.max(due, earliest),
      waitingFor: { code: 'promise', params: { cause: who, what } },
    });
  }
  return moments.toSorted((a, b) => a.at - b.at)[0] ?? null;
};

/**
 * The next moment of a conversation whose first mail has been sent and in which nothing is owed (P11). A time that was named
 * comes before any follow-up: until then nobody is late. null: none; it waits for an answer.
 * `followsUp`: whether its assistant may follow up at all.
 */
export const nextMoment = (
  thread: EmailThread,
  messages: readonly Message[],
  followsUp: boolean,
  now: number,
): Moment | null => {
  if (thread.reconsider) return { kind: 'revisit', at: now, waitingFor: plain('agreed_moment') };
  const agreed = agreedMoment(thread);
  if (agreed) return agreed;
  // What is held may be their answer.
  if (!followsUp || thread.held.length > 0) return null;
  const next = afterSilence(thread, silentSince(thread, messages));
  return next && { ...next, waitingFor: plain(next.kind) };
};
