import useSWR, { type SWRConfiguration } from 'swr';
import type { Resource } from './client.ts';
import { ApiError } from './http.ts';
import { fetchResource, keyOf } from './resources.ts';

const FIRST_RETRY_MS = 2000;
const SLOWEST_RETRY_MS = 30_000;

const settings: SWRConfiguration = {
  /** An answer younger than this is not asked for again when a page is opened. */
  dedupingInterval: 1000,
  focusThrottleInterval: 1000,
  // Whether the server can be reached is said by the requests, not by the browser.
  isOnline: () => true,
  // A refusal stays one; a server that is out of reach may come back.
  shouldRetryOnError: (error) => error instanceof ApiError && (error.isOutage || error.status >= 429),
  onErrorRetry: (_error, _key, _config, retry, { retryCount }) => {
    setTimeout(retry, Math.min(FIRST_RETRY_MS * 2 ** (retryCount - 1), SLOWEST_RETRY_MS), { retryCount });
  },
};

export interface Watched<T> {
  readonly data: T | undefined;
  /** Of the latest request; `data` may be older than it. */
  readonly error: ApiError | null;
  readonly reload: () => Promise<unknown>;
}

/**
 * Reads a resource and keeps it current: at once from memory, then from the server; with `pollMs`, again and again
 * while the tab is visible. While the server fails it is asked ever more slowly.
 */
export const useResource = <T>(
  resource: Resource<T>,
  { pollMs = 0 }: { readonly pollMs?: number } = {},
): Watched<T> => {
  const { data, error, mutate } = useSWR<T, ApiError>(keyOf(resource), () => fetchResource(resource), {
    ...settings,
    refreshInterval: pollMs,
  });
  return { data, error: error ?? null, reload: () => mutate() };
};
