import { z } from 'zod';
import { CLOCK_TOLERANCE_MS } from '../clock-bounds.ts';
import { stored } from '../stored.ts';
import { compareHistoryIds } from './history-id.ts';

/**
 * Gmail can show a mail late: its history id is past the mail, but no record names it yet, or a named mail cannot be
 * read yet. So history is read again from somewhat behind the cursor. The trail says how far back, and which mails were
 * seen there.
 */

/** Every reading of history goes back at least this far. */
export const TRAIL_MS = 5 * 60_000;

const markSchema = stored({ historyId: z.string(), /** Epoch ms. */ at: z.number() });

export const trailSchema = stored({
  /** The cursor when the last mark was set, and when the one before it was set. */
  recent: markSchema,
  before: markSchema,
  /** Where the trail began at the last sync of a silent mailbox: the next one reads from there. */
  silence: z.string(),
  /** Ids of recently handled mails, newest last. */
  seen: z.array(z.string()),
});
export type Trail = z.infer<typeof trailSchema>;

interface Followed {
  /** The cursor. */
  readonly historyId: string;
  readonly trail: Trail | null;
}

/** Where to begin reading history. `afterSilence`: the sync was not caused by a notification. */
export const trailStart = ({ historyId, trail }: Followed, afterSilence = false): string =>
  (afterSilence ? trail?.silence : trail?.before.historyId) ?? historyId;

/** How many handled mails are remembered. A forgotten mail is fetched again, which is harmless. */
const MAX_SEEN = 150;

/** The trail behind a cursor that has moved to `historyId`. */
export const trailAfter = (
  trail: Trail | null,
  move: {
    /** Where this reading of history began. */
    readonly readFrom: string;
    readonly historyId: string;
    readonly at: number;
    readonly seen: readonly string[];
    readonly afterSilence: boolean;
  },
): Trail => {
  const here = { historyId: move.historyId, at: move.at };
  const seen = [...new Set([...(trail?.seen ?? []), ...move.seen])].slice(-MAX_SEEN);
  // Starts again if Gmail no longer has the history of the old trail.
  if (trail === null || compareHistoryIds(trail.before.historyId, move.readFrom) < 0) {
    const start = { historyId: move.readFrom, at: move.at };
    return { ...trail, recent: start, before: start, silence: move.readFrom, seen };
  }
  // The marks may be those of instances whose clocks differ, one in each direction.
  const isOld = move.at - trail.recent.at >= TRAIL_MS + 2 * CLOCK_TOLERANCE_MS;
  const before = isOld ? trail.recent : trail.before;
  return {
    ...trail,
    recent: isOld ? here : trail.recent,
    before,
    silence: move.afterSilence ? before.historyId : trail.silence,
    seen,
  };
};

/** A reason to believe that history is incomplete: since when, and how often history was read again because of it. */
export const doubtSchema = stored({ since: z.number(), looks: z.number() });
export type Doubt = z.infer<typeof doubtSchema>;

/** When a mailbox in doubt is read again. After the last time, Gmail's history is accepted as complete. */
const LOOKS_AFTER_MS = [5_000, 30_000, 2 * 60_000, 8 * 60_000] as const;

/** The doubt after a reading of history. `isLook`: the reading was made because of the doubt. */
export const doubtAfter = (
  before: Doubt | null,
  reading: {
    readonly now: number;
    readonly isDoubtful: boolean;
    readonly foundNews: boolean;
    readonly isLook: boolean;
  },
): Doubt | null => {
  if (!before) return reading.isDoubtful ? { since: reading.now, looks: 0 } : null;
  if (reading.foundNews && !reading.isDoubtful) return null;
  if (!reading.isLook) return before;
  const looks = before.looks + 1;
  return looks < LOOKS_AFTER_MS.length ? { ...before, looks } : null;
};

/** When to read again, epoch ms; null: there is no doubt. */
export const nextLookAt = (doubt: Doubt | null, now: number): number | null =>
  doubt ? now + (LOOKS_AFTER_MS[doubt.looks] ?? 0) : null;
