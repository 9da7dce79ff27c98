const DAY_MS = 24 * 60 * 60_000;

/** Leaves time to evaluate a successor. */
export const WARN_DAYS = 60;

/** Days until a model is shut down: 0 on that day, negative afterwards. null: more than `WARN_DAYS`, or unknown. `now`: epoch ms. */
export const daysToEnd = (shutdownDate: string | null, now: number): number | null => {
  const end = Date.parse(`${shutdownDate}T00:00:00Z`);
  if (shutdownDate === null || Number.isNaN(end)) return null;
  const days = end / DAY_MS - Math.floor(now / DAY_MS);
  return days <= WARN_DAYS ? days : null;
};
