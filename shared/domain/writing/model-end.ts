const DAY_MS = 24 * 60 * 60_000;

/** Long enough before the end to try another model at leisure. */
export const WARN_DAYS = 60;

/** How many days a model has left, 0 on its last day and fewer afterwards; null: nobody needs to know yet. `now`: epoch ms. */
export const daysToEnd = (shutdownDate: string | null, now: number): number | null => {
  const end = Date.parse(`${shutdownDate}T00:00:00Z`);
  if (shutdownDate === null || Number.isNaN(end)) return null;
  const days = end / DAY_MS - Math.floor(now / DAY_MS);
  return days <= WARN_DAYS ? days : null;
};
