import { mutate, SWRConfig, unload } from 'swr';
import type { Resource } from './client.ts';
import { call } from './http.ts';
import type { ReadOperation } from './operations.ts';

const { cache } = SWRConfig.defaultValue;

/** What a resource is kept under in SWR's cache. */
export const keyOf = ({ operation, path }: Resource<unknown>): string => `${operation} ${path}`;

/** The last answer for each path that came with an ETag, for conditional requests (RFC 9110, section 13.1.2). */
const answers = new Map<string, { readonly etag: string; readonly body: unknown }>();

/** Asks the server, after the first time only whether anything has changed. Rejects with ApiError. */
export const fetchResource = async <T>({ path }: Resource<T>): Promise<T> => {
  const last = answers.get(path);
  const { status, etag, body } = await call(path, { headers: last && { 'If-None-Match': last.etag } });
  if (status === 304 && last) return last.body as T;
  if (etag === null) answers.delete(path);
  else answers.set(path, { etag, body });
  return body as T;
};

/** What is known of the server's resources, outside of components; these use `useResource`. */
export const resources = {
  known: <T>(resource: Resource<T>): T | undefined => cache.get(keyOf(resource))?.data as T | undefined,

  /** Asks the server now and keeps its answer. Rejects with ApiError. */
  load: <T>(resource: Resource<T>): Promise<T | undefined> =>
    mutate(keyOf(resource), fetchResource(resource), { revalidate: false }),

  /** Puts a value in place. The answer to a request that was made earlier does not replace it. */
  write: <T>(resource: Resource<T>, data: T): void => {
    void mutate(keyOf(resource), data, { revalidate: false });
  },

  /** What is shown is read again at once, the rest when it is shown next. Resolves when it has been read. */
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
 * Shows `expected` at once while `act` runs. If it fails, what was there before comes back (unless something newer has
 * arrived) and the error is thrown on.
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
