const KEY = 'last-visit';
/** A shorter absence counts as the same visit. */
const SAME_VISIT_MS = 30 * 60_000;

interface Visits {
  readonly before: number | null;
  readonly current: number;
}

const read = (): Visits | null => {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Visits | null;
    return value && typeof value.current === 'number' ? value : null;
  } catch {
    return null;
  }
};

/** When the user was last here before this visit, epoch ms; null: never. */
export const lastVisit = (now = Date.now()): number | null => {
  const known = read();
  const before = known && now - known.current < SAME_VISIT_MS ? known.before : (known?.current ?? null);
  try {
    localStorage.setItem(KEY, JSON.stringify({ before, current: now }));
  } catch {
    // Storage is disabled: every visit is the first.
  }
  return before;
};
