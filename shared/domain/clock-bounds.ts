/**
 * Clocks lie: one is set back, one was a year ahead for an hour, and those of two instances differ. So what a clock has written is
 * bounded where it is read: nothing has happened later than now, and no alarm is further ahead than the longest that is ever set.
 * Pure; all times in epoch ms.
 */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** By so much the clocks of instances may differ. */
export const CLOCK_TOLERANCE_MS = 5 * MINUTE;

/** Whether no clock within the tolerance can have set an alarm of this kind. */
export const isBeyond = (at: number, now: number, spanMs: number): boolean =>
  at > now + spanMs + CLOCK_TOLERANCE_MS;

/** An alarm that goes off at most `spanMs` after it is set. One further ahead is due. */
export const boundedAlarm = (at: number, now: number, spanMs: number): number =>
  isBeyond(at, now, spanMs) ? now : at;

/** When something happened: not after now. */
export const boundedPast = (at: number, now: number): number => boundedAlarm(at, now, 0);

/** The same where nothing may have happened yet. */
export const boundedPastOrNull = (at: number | null, now: number): number | null =>
  at === null ? null : boundedPast(at, now);

/** The longest span of each alarm that is the same in every installation. */
export const spans = {
  /** Much longer than any lease, those of earlier versions included. */
  lease: 10 * MINUTE,
  handedOut: 10 * MINUTE,
  trouble: 15 * MINUTE,
  sendingPause: DAY,
  /** Gmail's watches last seven days. */
  watch: 7 * DAY,
  revocation: HOUR,
  /** What was set aside is tried once a week. */
  setback: 7 * DAY,
  absence: 90 * DAY,
  /** Of work off the request: documents that are read, corrections that are learnt from, steps of rehearsals. */
  background: 2 * HOUR,
} as const;
