import { z } from 'zod';
import { isBeyond } from '../clock-bounds.ts';
import { stored } from '../stored.ts';

/** Gmail accepts no more mails from this mailbox for a while; `notices`: how often in a row it has said so. */
export const sendingPauseSchema = stored({ until: z.number(), since: z.number(), notices: z.number() });
export type SendingPause = z.infer<typeof sendingPauseSchema>;

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** "Within 1 to 24 hours" (https://support.google.com/a/answer/166852). */
const PAUSES_MS = [HOUR, 4 * HOUR, 12 * HOUR, DAY] as const;

/** The pause after Gmail has reported its limit. `until`: when Gmail says that sending works again; epoch ms. */
export const pauseAfter = (before: SendingPause | null, now: number, until: number | null): SendingPause => {
  // A report that arrives during a pause is about mails that were sent before it.
  if (before && before.until > now && !isBeyond(before.until, now, DAY))
    return { ...before, until: Math.max(before.until, until ?? 0) };
  const isAgain = before !== null && now - before.until < DAY;
  const notices = isAgain ? before.notices + 1 : 1;
  const pause = PAUSES_MS[Math.min(notices, PAUSES_MS.length) - 1] ?? DAY;
  return {
    ...before,
    until: Math.min(Math.max(until ?? now + pause, now), now + DAY),
    since: isAgain ? before.since : now,
    notices,
  };
};
