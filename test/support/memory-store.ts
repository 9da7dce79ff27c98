import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
  type DocumentReader,
  type DocumentStore,
  type JsonValue,
  type Query,
  type StoredDocument,
  StoreError,
  type Transaction,
} from '../../shared/application/ports/document-store.ts';

interface Entry {
  readonly data: DocumentData;
  readonly version: string;
}

const collectionOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));
const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const fieldOf = (data: DocumentData, field: string): JsonValue | undefined => {
  let value: JsonValue | undefined = data;
  for (const part of field.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = (value as DocumentData)[part];
  }
  return value;
};

const rank = (value: JsonValue | undefined): number =>
  value === null ? 0 : typeof value === 'boolean' ? 1 : typeof value === 'number' ? 2 : 3;

const compare = (a: JsonValue | undefined, b: JsonValue | undefined): number => {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (a === b || a === undefined || b === undefined || a === null || b === null) return 0;
  return a < b ? -1 : a > b ? 1 : 0;
};

const matches = (data: DocumentData, query: Query): boolean =>
  (query.where ?? []).every(({ field, op, value }) => {
    const actual = fieldOf(data, field);
    if (actual === undefined) return false;
    if (op === '==') return actual === value;
    if (op === 'in') return Array.isArray(value) && value.includes(actual);
    if (rank(actual) !== rank(value)) return false;
    const order = compare(actual, value);
    return op === '<' ? order < 0 : op === '<=' ? order <= 0 : op === '>' ? order > 0 : order >= 0;
  });

/** What happens before each operation: the simulation waits, crashes or counts there. */
export type Gate = (operation: string) => Promise<void>;

/** The DocumentStore port in memory, optimistic like the real ones: for simulations, and under their contract suite. */
export class MemoryStore {
  readonly documents = new Map<string, Entry>();
  #version = 0;

  /** A connection: all of them see the same documents. */
  connect(gate: Gate = async () => {}): DocumentStore {
    const read = this.#reader(gate);
    return {
      ...read,
      count: async (query) => {
        await gate('count');
        return this.#find(query).length;
      },
      create: async (path, data) => {
        await gate('create');
        if (this.documents.has(path)) return 'exists';
        this.#put(path, data);
        return 'created';
      },
      set: async (path, data) => {
        await gate('set');
        this.#put(path, data);
      },
      update: async (path, patch, precondition) => {
        await gate('update');
        const entry = this.documents.get(path);
        if (!entry) return 'missing';
        if (precondition && precondition.version !== entry.version) return 'conflict';
        this.#put(path, patched(entry.data, patch));
        return 'updated';
      },
      delete: async (path) => {
        await gate('delete');
        this.documents.delete(path);
      },
      transaction: (body) => this.#transaction(gate, body),
      close: async () => {},
    };
  }

  #put(path: string, data: DocumentData): void {
    this.documents.set(path, { data: structuredClone(data), version: String(++this.#version) });
  }

  #stored(path: string): StoredDocument | null {
    const entry = this.documents.get(path);
    return entry ? { path, id: idOf(path), data: entry.data, version: entry.version } : null;
  }

  #find(query: Query): StoredDocument[] {
    const found: StoredDocument[] = [];
    for (const [path, entry] of this.documents) {
      const collection = collectionOf(path);
      if (query.group ? idOf(collection) !== query.collection : collection !== query.collection) continue;
      if (!matches(entry.data, query)) continue;
      if ((query.orderBy ?? []).some(({ field }) => fieldOf(entry.data, field) === undefined)) continue;
      found.push({ path, id: idOf(path), data: entry.data, version: entry.version });
    }
    const orderBy = query.orderBy ?? [];
    const sign = orderBy.at(-1)?.direction === 'desc' ? -1 : 1;
    const order = (
      a: readonly (JsonValue | undefined)[],
      aPath: string,
      b: typeof a,
      bPath: string,
    ): number => {
      for (const [index, { direction }] of orderBy.entries()) {
        const difference = compare(a[index], b[index]);
        if (difference !== 0) return direction === 'desc' ? -difference : difference;
      }
      return (aPath < bPath ? -1 : aPath > bPath ? 1 : 0) * sign;
    };
    const values = (document: StoredDocument) => orderBy.map(({ field }) => fieldOf(document.data, field));
    found.sort((a, b) => order(values(a), a.path, values(b), b.path));
    const { startAfter } = query;
    const rest = startAfter
      ? found.filter((d) => order(values(d), d.path, startAfter.values, startAfter.path) > 0)
      : found;
    return rest.slice(0, query.limit ?? rest.length);
  }

  #reader(gate: Gate, seen?: (read: () => string) => void): DocumentReader {
    const note = (read: () => string) => seen?.(read);
    return {
      get: async (path) => {
        await gate('get');
        note(() => this.documents.get(path)?.version ?? '');
        return this.#stored(path);
      },
      getAll: async (paths) => {
        await gate('getAll');
        for (const path of paths) note(() => this.documents.get(path)?.version ?? '');
        return paths.map((path) => this.#stored(path));
      },
      query: async (query) => {
        await gate('query');
        const fingerprint = () =>
          this.#find(query)
            .map(({ path, version }) => `${path}@${version}`)
            .join(' ');
        note(fingerprint);
        return this.#find(query);
      },
    };
  }

  async #transaction<T>(gate: Gate, body: (tx: Transaction) => Promise<T>): Promise<T> {
    for (let attempt = 0; attempt < 50; attempt++) {
      const reads: { readonly read: () => string; readonly was: string }[] = [];
      const writes: (() => void)[] = [];
      const checks: (() => void)[] = [];
      const reader = this.#reader(
        async (operation) => {
          if (writes.length > 0) throw new StoreError('invalid', 'a transaction reads before it writes');
          await gate(`tx ${operation}`);
        },
        (read) => reads.push({ read, was: read() }),
      );
      const result = await body({
        ...reader,
        create: (path, data) => {
          checks.push(() => {
            if (this.documents.has(path)) throw new StoreError('exists', path);
          });
          writes.push(() => this.#put(path, data));
        },
        set: (path, data) => writes.push(() => this.#put(path, data)),
        update: (path, patch) => {
          checks.push(() => {
            if (!this.documents.has(path)) throw new StoreError('missing', path);
          });
          writes.push(() => this.#put(path, patched(this.documents.get(path)?.data ?? {}, patch)));
        },
        delete: (path) => writes.push(() => this.documents.delete(path)),
      });
      if (writes.length > 0) await gate('commit');
      // Readers too are shown one state, not two halves.
      if (reads.some(({ read, was }) => read() !== was)) continue;
      if (writes.length === 0) return result;
      for (const check of checks) check();
      for (const write of writes) write();
      await gate('committed');
      return result;
    }
    throw new StoreError('contention', 'a transaction lost too often');
  }
}

const patched = (data: DocumentData, patch: DocumentPatch): DocumentData => {
  const next: Record<string, JsonValue> = { ...data };
  for (const [field, value] of Object.entries(patch)) {
    if (value === DELETE_FIELD) delete next[field];
    else next[field] = value as JsonValue;
  }
  return next;
};
