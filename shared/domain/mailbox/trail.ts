import { z } from 'zod';
import { stored } from '../stored.ts';
import { compareHistoryIds } from './history-id.ts';

/**
 * Gmail can show a mail late: its history is past it and does not hold it yet, or a mail that history names cannot be read
 * for a moment. So history is read from somewhat behind the cursor. Trail: how far back that is, and what was seen there.
 */

/** At least so far back reaches every reading of history. */
export const TRAIL_MS = 5 * 60_000;

const markSchema = stored({ historyId: z.string(), /** Epoch ms. */ at: z.number() });

export const trailSchema = stored({
  /** Where the cursor stood when a mark was set last, and when the one before. */
  recent: markSchema,
  before: markSchema,
  /** Where the trail began at the last look into a silent mailbox: the next one reads from there. */
  silence: z.string(),
  /** Ids of the mails that were dealt with lately, newest last. */
  seen: z.array(z.string()),
});
export type Trail = z.infer<typeof trailSchema>;

interface Followed {
  /** The cursor. */
  readonly historyId: string;
  readonly trail: Trail | null;
}

/** Where to begin reading history. `afterSilence`: no notification asks for it. */
export const trailStart = ({ historyId, trail }: Followed, afterSilence = false): string =>
  (afterSilence ? trail?.silence : trail?.before.historyId) ?? historyId;

/** Mails that history is known to have named lately. Beyond that, a mail is at worst fetched again. */
const MAX_SEEN = 150;

/** The trail behind a cursor that has moved to `historyId`. */
export const trailAfter = (
  trail: Trail | null,
  move: {
    /** From where on history was read. */
    readonly readFrom: string;
    readonly historyId: string;
    readonly at: number;
    readonly seen: readonly string[];
    readonly afterSilence: boolean;
  },
): Trail => {
  const here = { historyId: move.historyId, at: move.at };
  const seen = [...new Set([...(trail?.seen ?? []), ...move.seen])].slice(-MAX_SEEN);
  // It begins anew where Gmail has forgotten the beginning of the old one.
  if (trail === null || compareHistoryIds(trail.before.historyId, move.readFrom) < 0) {
    const start = { historyId: move.readFrom, at: move.at };
    return { ...trail, recent: start, before: start, silence: move.readFrom, seen };
  }
  const isOld = move.at - trail.recent.at >= TRAIL_MS;
  const before = isOld ? trail.recent : trail.before;
  return {
    ...trail,
    recent: isOld ? here : trail.recent,
    before,
    silence: move.afterSilence ? before.historyId : trail.silence,
    seen,
  };
};

/** A reason to believe that history has not shown everything: when it arose, and how often history was looked at since. */
export const doubtSchema = stored({ since: z.number(), looks: z.number() });
export type Doubt = z.infer<typeof doubtSchema>;

/** When a mailbox in doubt is looked at again; after the last look, Gmail is believed. */
const LOOKS_AFTER_MS = [5_000, 30_000, 2 * 60_000, 8 * 60_000] as const;

/** The doubt after a reading of history. `isLook`: the reading was made because of it. */
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

/** When to look again, epoch ms; null: there is no doubt. */
export const nextLookAt = (doubt: Doubt | null, now: number): number | null =>
  doubt ? now + (LOOKS_AFTER_MS[doubt.looks] ?? 0) : null;
