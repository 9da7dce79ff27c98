import { boundedPast, boundedPastOrNull, isBeyond, spans } from '../clock-bounds.ts';
import type { Mailbox } from './mailbox.ts';
import type { SendingPause } from './sending-pause.ts';
import type { Trouble } from './trouble.ts';

/** Until when nothing is sent; null: it may be. */
export const pausedUntil = (pause: SendingPause | null, now: number): number | null =>
  pause === null || isBeyond(pause.until, now, spans.sendingPause) ? null : pause.until;

/** Whether Google is not to be asked before the operator may have mended something. */
export const isWaiting = (trouble: Trouble | null, now: number): boolean =>
  trouble !== null && trouble.retryAt > now && !isBeyond(trouble.retryAt, now, spans.trouble);

/** The mailbox as its mail is to be read. The same object where no clock has lied. */
export const withBoundedTimes = (mailbox: Mailbox, now: number): Mailbox => {
  const { outside, trail, tried, sendingPause } = mailbox;
  const latest = Math.max(
    outside?.lookedAt ?? 0,
    outside?.absentSince ?? 0,
    outside?.pacedAt ?? 0,
    outside?.round?.startedAt ?? 0,
    trail?.recent.at ?? 0,
    trail?.before.at ?? 0,
    ...tried.map(({ since }) => since),
  );
  const isPauseSane = pausedUntil(sendingPause, now) === (sendingPause?.until ?? null);
  if (!isBeyond(latest, now, 0) && isPauseSane) return mailbox;
  return {
    ...mailbox,
    sendingPause: isPauseSane ? sendingPause : null,
    outside: outside && {
      ...outside,
      lookedAt: boundedPast(outside.lookedAt, now),
      absentSince: boundedPastOrNull(outside.absentSince, now),
      pacedAt: boundedPastOrNull(outside.pacedAt, now),
      round: outside.round && { ...outside.round, startedAt: boundedPast(outside.round.startedAt, now) },
    },
    trail: trail && {
      ...trail,
      recent: { ...trail.recent, at: boundedPast(trail.recent.at, now) },
      before: { ...trail.before, at: boundedPast(trail.before.at, now) },
    },
    tried: tried.map((one) => ({ ...one, since: boundedPast(one.since, now) })),
  };
};
