import useSWR, { type SWRConfiguration } from 'swr';
import type { Resource } from './client.ts';
import { ApiError } from './http.ts';
import { fetchResource, keyOf } from './resources.ts';

const FIRST_RETRY_MS = 2000;
const SLOWEST_RETRY_MS = 30_000;

const settings: SWRConfiguration = {
  /** A younger response is not requested again when a page is opened. */
  dedupingInterval: 1000,
  focusThrottleInterval: 1000,
  // Requests determine whether the server is reachable, not the browser's online state.
  isOnline: () => true,
  // A refusal is final; an unreachable server may come back.
  shouldRetryOnError: (error) => error instanceof ApiError && (error.isOutage || error.status >= 429),
  onErrorRetry: (_error, _key, _config, retry, { retryCount }) => {
    setTimeout(retry, Math.min(FIRST_RETRY_MS * 2 ** (retryCount - 1), SLOWEST_RETRY_MS), { retryCount });
  },
};

export interface Watched<T> {
  readonly data: T | undefined;
  /** The error of the latest request; `data` may be older. */
  readonly error: ApiError | null;
  readonly reload: () => Promise<unknown>;
}

/**
 * Reads a resource and keeps it current: first from the cache, then from the server; with `pollMs`, repeatedly while
 * the tab is visible. While the server fails, the polling interval grows.
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
