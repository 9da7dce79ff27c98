import { mutate, SWRConfig, unload } from 'swr';
import type { Resource } from './client.ts';
import { call } from './http.ts';
import type { ReadOperation } from './operations.ts';

const { cache } = SWRConfig.defaultValue;

/** The key of a resource in SWR's cache. */
export const keyOf = ({ operation, path }: Resource<unknown>): string => `${operation} ${path}`;

/** The last response with an ETag for each path, for conditional requests (RFC 9110, section 13.1.2). */
const answers = new Map<string, { readonly etag: string; readonly body: unknown }>();

/** Requests the resource; from the second time on conditionally. Rejects with ApiError. */
export const fetchResource = async <T>({ path }: Resource<T>): Promise<T> => {
  const last = answers.get(path);
  const { status, etag, body } = await call(path, { headers: last && { 'If-None-Match': last.etag } });
  if (status === 304 && last) return last.body as T;
  if (etag === null) answers.delete(path);
  else answers.set(path, { etag, body });
  return body as T;
};

/** The resource cache for code outside of components; components use `useResource`. */
export const resources = {
  known: <T>(resource: Resource<T>): T | undefined => cache.get(keyOf(resource))?.data as T | undefined,

  /** Requests the resource now and caches it. Rejects with ApiError. */
  load: <T>(resource: Resource<T>): Promise<T | undefined> =>
    mutate(keyOf(resource), fetchResource(resource), { revalidate: false }),

  /** Replaces the cached value. The response to an earlier request does not overwrite it. */
  write: <T>(resource: Resource<T>, data: T): void => {
    void mutate(keyOf(resource), data, { revalidate: false });
  },

  /**
   * Reloads the resources that are shown now, and the others when they are shown next. Resolves when the reload is
   * done.
   */
  invalidate: async (...operations: readonly ReadOperation[]): Promise<void> => {
    await mutate((key) => operations.some((operation) => String(key).startsWith(`${operation} `)));
  },

  /** Clears the cache, for example when somebody signs out. */
  clear: (): void => {
    answers.clear();
    unload({ revalidate: false });
  },
};

/**
 * Shows `expected` at once while `act` runs. If it fails, the previous value is restored (unless a newer one has
 * arrived) and the error is rethrown.
 */
export const optimistically = <T, R>(
  resource: Resource<T>,
  expected: (current: T) => T,
  act: () => Promise<R>,
): Promise<R> => {
  const current = resources.known(resource);
  if (current === undefined) return act();
  return mutate(keyOf(resource), () => act(), {
    optimisticData: expected(current),
    populateCache: false,
    revalidate: false,
  }) as Promise<R>;
};
