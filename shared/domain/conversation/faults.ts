import type { EventType } from './events.ts';
import type { Attention, AttentionNotice } from './notices.ts';
import type { EmailThread } from './thread.ts';

/** Faults delay a conversation; none of them ends it. Pure: chance comes from the thread and the count, so that it can be had twice. */

/**
 * What a turn could not go on for. `slow`: the model gave no answer in time, which is billed. `late_mail`: Gmail names a mail that
 * cannot be read yet. `internal`: something of ours failed.
 */
export type FaultCause = 'gmail' | 'model' | 'slow' | 'late_mail' | 'internal' | 'operator';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const BASE_MS = 2 * SECOND;
/** What all wait for is back within this for everybody. */
const LONGEST_SHARED_MS = 30 * MINUTE;
/** What fails in this conversation only costs a process, an exception or tokens each time. */
const LONGEST_OWN_MS = 6 * HOUR;
const SLOW_MS = [MINUTE, 10 * MINUTE, HOUR, 4 * HOUR, LONGEST_OWN_MS] as const;

/** Failures in a row that are the conversation's own before its owner sees them; it is tried again all the same. */
export const SHOWN_AFTER_FAILURES = 8;
/** Each is billed, and the third comes after some ten minutes. */
export const SLOW_SHOWN_AFTER = 3;

export const shownAfter = (cause: FaultCause): number =>
  cause === 'slow' ? SLOW_SHOWN_AFTER : SHOWN_AFTER_FAILURES;

/** Turns that broke off while nothing else ran beside them, before the conversation is set aside. */
const ALONE_ATTEMPTS = 3;
/** The first broke off beside others, and is no evidence. */
export const MAX_ATTEMPTS = 1 + ALONE_ATTEMPTS;
const ASIDE_MS = [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 12 * HOUR] as const;
export const LONGEST_ASIDE_MS = 12 * HOUR;
/** No back-off is longer. */
export const LONGEST_BACK_OFF_MS = LONGEST_OWN_MS;

/** A fraction in [0, 1) that is the same for the same thread and count: FNV-1a (https://www.rfc-editor.org/rfc/rfc9923). */
export const chanceOf = (seed: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193);
  // The low bits of similar seeds differ first; this spreads them.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32;
};

const last = <T>(list: readonly [T, ...T[]], n: number): T => list[Math.min(n, list.length) - 1] ?? list[0];

const longestOf = (isOwn: boolean): number => (isOwn ? LONGEST_OWN_MS : LONGEST_SHARED_MS);

/**
 * How long to wait after the n-th fault in a row (from 1) of one cause: from a second to half an hour, and to six hours where the
 * conversation itself is the cause. Between half and all of it, so that what failed together does not come back together.
 */
export const backOffMs = (
  failures: number,
  {
    threadId,
    cause,
    isOwn,
  }: { readonly threadId: string; readonly cause: FaultCause; readonly isOwn: boolean },
): number => {
  const full =
    cause === 'slow'
      ? last(SLOW_MS, failures)
      : Math.min(longestOf(isOwn), BASE_MS * 2 ** Math.min(failures - 1, 30));
  return Math.round(full * (0.5 + chanceOf(`${threadId} ${failures}`) / 2));
};

/** How often in a row the thread has met this cause; another one begins a new count. */
export const failuresOf = ({ failures, waitingFor }: EmailThread, cause: FaultCause): number =>
  waitingFor?.code === 'retry' && waitingFor.params.cause === cause ? failures : 0;

/** How long a conversation stays set aside whose turns broke off `attempts` times. */
export const asideMs = (attempts: number): number => last(ASIDE_MS, Math.max(1, attempts - MAX_ATTEMPTS + 1));

/**
 * Attention that is over by itself as soon as the conversation gets on: it is shown, and tried again meanwhile. Everything else waits
 * for the owner's word.
 */
export const mendsItself = (notice: AttentionNotice | Attention): boolean =>
  notice.code === 'repeated_failure' ||
  (notice.code === 'model_failed' && notice.params.cause === 'too_slow');

/** What shows that a conversation gets on: the faults before it prove nothing about the next. */
export const progress: ReadonlySet<EventType> = new Set<EventType>([
  'composed',
  'decided',
  'summarised',
  'drafted',
  'draft_rewritten',
  'approval_awaited',
  'sent',
  'withdrawn',
]);
