const MAX_WAIT_MS = 24 * 60 * 60_000;

/** `Retry-After` as seconds or as a date, in ms from now, at most a day. RFC 9110, section 10.2.3. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
  if (!Number.isFinite(ms)) return undefined;
  return Math.min(Math.max(ms, 0), MAX_WAIT_MS);
};
