import type { TurnOutcome } from './take-turn.ts';

/** By then the lease of a process that died has run out several times; the alarm stands for the rest. */
const MAX_ATTEMPTS = 8;

/**
 * Whether an event is to be delivered again after this outcome. A thread that is held is somebody's work, who sees whatever the event
 * was about. But an event that comes again may come because its handler died, and then the lease is a dead one's.
 */
export const comesAgain = (outcome: TurnOutcome, attempt: number): boolean =>
  outcome === 'busy' && attempt > 1 && attempt < MAX_ATTEMPTS;
