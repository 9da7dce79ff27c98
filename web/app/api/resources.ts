import type { Resource } from './client.ts';
import { ApiError, call } from './http.ts';
import type { ReadOperation } from './operations.ts';

export interface Snapshot<T> {
  readonly data: T | undefined;
  readonly error: ApiError | null;
  /** Epoch ms of the last successful answer; 0: none yet. */
  readonly at: number;
}

interface Entry {
  readonly resource: Resource<unknown>;
  snapshot: Snapshot<unknown>;
  etag: string | null;
  /** Grows with each local write, so that an answer asked for before it is not taken for newer. */
  generation: number;
  inFlight: Promise<void> | null;
  readonly listeners: Set<() => void>;
}

const empty: Snapshot<undefined> = { data: undefined, error: null, at: 0 };
const entries = new Map<string, Entry>();

const entryOf = (resource: Resource<unknown>): Entry => {
  let entry = entries.get(resource.path);
  if (!entry) {
    entry = { resource, snapshot: empty, etag: null, generation: 0, inFlight: null, listeners: new Set() };
    entries.set(resource.path, entry);
  }
  return entry;
};

const publish = (entry: Entry, snapshot: Snapshot<unknown>): void => {
  entry.snapshot = snapshot;
  for (const listener of entry.listeners) listener();
};

const load = async (entry: Entry): Promise<void> => {
  const { generation, resource } = entry;
  try {
    const answer = await call(
      resource.path,
      entry.etag === null ? {} : { headers: { 'If-None-Match': entry.etag } },
    );
    if (entry.generation !== generation) return;
    if (answer.status === 304) {
      if (entry.snapshot.error) publish(entry, { ...entry.snapshot, error: null, at: Date.now() });
      else entry.snapshot = { ...entry.snapshot, at: Date.now() };
      return;
    }
    entry.etag = answer.etag;
    publish(entry, { data: answer.body, error: null, at: Date.now() });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (entry.generation === generation) publish(entry, { ...entry.snapshot, error });
  }
};

/**
 * What is known of the server's resources, shown at once and brought up to date behind it. Conditional requests, one
 * at a time per resource; a local write is never overwritten by an answer that is older than it.
 */
export const resources = {
  snapshot: <T>(resource: Resource<T>): Snapshot<T> => entryOf(resource).snapshot as Snapshot<T>,

  subscribe: (resource: Resource<unknown>, listener: () => void): (() => void) => {
    const entry = entryOf(resource);
    entry.listeners.add(listener);
    return () => entry.listeners.delete(listener);
  },

  /** Asks the server. Never rejects for an ApiError: that becomes part of the snapshot. */
  refresh: (resource: Resource<unknown>): Promise<void> => {
    const entry = entryOf(resource);
    if (entry.inFlight) return entry.inFlight;
    const loading: Promise<void> = load(entry).finally(() => {
      if (entry.inFlight === loading) entry.inFlight = null;
    });
    entry.inFlight = loading;
    return loading;
  },

  /** Puts a value in place: what the server has just answered, or what it is expected to. */
  write: <T>(resource: Resource<T>, data: T): void => {
    const entry = entryOf(resource);
    entry.generation += 1;
    entry.etag = null;
    entry.inFlight = null;
    publish(entry, { data, error: null, at: Date.now() });
  },

  /** What is shown asks again at once, the rest when it is shown next. */
  invalidate: (...operations: readonly ReadOperation[]): void => {
    for (const entry of entries.values()) {
      if (!operations.includes(entry.resource.operation)) continue;
      entry.snapshot = { ...entry.snapshot, at: 0 };
      if (entry.listeners.size > 0) void resources.refresh(entry.resource);
    }
  },

  /** Forgets everything, as when somebody signs out. */
  clear: (): void => {
    for (const entry of entries.values()) {
      entry.generation += 1;
      entry.etag = null;
      entry.inFlight = null;
      entry.snapshot = empty;
    }
  },
};

/**
 * Shows `expected` at once while `act` runs; if it fails, what was there before comes back (unless something newer
 * has arrived) and the error is thrown on.
 */
export const optimistically = async <T, R>(
  resource: Resource<T>,
  expected: (current: T) => T,
  act: () => Promise<R>,
): Promise<R> => {
  const before = resources.snapshot(resource).data;
  if (before === undefined) return act();
  const shown = expected(before);
  resources.write(resource, shown);
  try {
    return await act();
  } catch (error) {
    if (resources.snapshot(resource).data === shown) resources.write(resource, before);
    throw error;
  }
};
