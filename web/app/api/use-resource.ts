import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Resource } from './client.ts';
import { resources, type Snapshot } from './resources.ts';

/** An answer younger than this is not asked for again when a page is opened. */
const FRESH_MS = 1000;
const FIRST_RETRY_MS = 2000;
const SLOWEST_RETRY_MS = 30_000;

export interface Watched<T> extends Snapshot<T> {
  readonly reload: () => Promise<void>;
}

const nothing: Snapshot<undefined> = { data: undefined, error: null, at: 0 };

/**
 * Reads a resource and keeps it current: at once from memory, then from the server; with `pollMs`, again and again
 * while the tab is visible. While the server fails it is asked ever more slowly. null reads nothing.
 */
export const useResource = <T>(
  resource: Resource<T> | null,
  { pollMs }: { readonly pollMs?: number } = {},
): Watched<T> => {
  const path = resource?.path ?? null;
  // Made anew with each render; what it is does not change as long as its path does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const known = useMemo(() => resource, [path]);

  const subscribe = useCallback(
    (listener: () => void) => (known === null ? () => {} : resources.subscribe(known, listener)),
    [known],
  );
  const read = () => (known === null ? nothing : resources.snapshot(known));
  const snapshot = useSyncExternalStore(subscribe, read, read) as Snapshot<T>;

  const reload = useCallback(() => (known === null ? Promise.resolve() : resources.refresh(known)), [known]);

  useEffect(() => {
    if (known === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let over = false;
    let failures = 0;

    const schedule = () => {
      const delay =
        failures === 0 ? pollMs : Math.min(FIRST_RETRY_MS * 2 ** (failures - 1), SLOWEST_RETRY_MS);
      if (over || delay === undefined || document.hidden) return;
      clearTimeout(timer);
      timer = setTimeout(tick, delay);
    };
    const tick = async () => {
      await resources.refresh(known);
      const { error } = resources.snapshot(known);
      // A refusal stays one; somebody who is out of reach may come back.
      failures = error && (error.isOutage || error.status >= 429) ? failures + 1 : 0;
      schedule();
    };
    const onVisibility = () => {
      clearTimeout(timer);
      if (!document.hidden && Date.now() - resources.snapshot(known).at > FRESH_MS) void tick();
      else schedule();
    };

    if (Date.now() - resources.snapshot(known).at > FRESH_MS) void tick();
    else schedule();
    document.addEventListener('visibilitychange', onVisibility);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [known, pollMs]);

  return { ...snapshot, reload };
};
