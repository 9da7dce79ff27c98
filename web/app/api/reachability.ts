import { useSyncExternalStore } from 'react';

let reachable = true;
const listeners = new Set<() => void>();

/** Called after every request: whether the server answered. */
export const setReachable = (next: boolean): void => {
  if (reachable === next) return;
  reachable = next;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const current = () => reachable;

/** Whether the server answered the last time it was asked. */
export const useReachable = (): boolean => useSyncExternalStore(subscribe, current, () => true);
