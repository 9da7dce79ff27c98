/** What a document may hold: JSON, so that both adapters store exactly the same thing. Times are epoch ms. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [field: string]: JsonValue };

/**
 * The fields of a document. A top-level field named `ttl` (epoch ms) says when the store may delete the
 * document by itself; Firestore keeps it as a Timestamp, which its TTL policies require.
 */
export type DocumentData = { readonly [field: string]: JsonValue };

/** In a patch: remove this field. */
export const DELETE_FIELD: unique symbol = Symbol('delete field');

/** Top-level fields to change; fields not named stay as they are. */
export type DocumentPatch = { readonly [field: string]: JsonValue | typeof DELETE_FIELD };

export interface StoredDocument {
  /** `collection/id/collection/id`, an even number of segments. */
  readonly path: string;
  /** The last segment of the path. */
  readonly id: string;
  readonly data: DocumentData;
  /** Opaque; changes with every write of this document. */
  readonly version: string;
}

export interface Filter {
  /** A top-level field, or a dotted path into a map (`lease.expiresAt`). */
  readonly field: string;
  /** `in` takes up to 30 values (Firestore's limit). Range filters do not match null or absent fields. */
  readonly op: '==' | '<' | '<=' | '>' | '>=' | 'in';
  readonly value: JsonValue;
}

export interface OrderBy {
  readonly field: string;
  readonly direction?: 'asc' | 'desc';
}

export interface Query {
  /** A collection's path (`users/u1/threads`), or with `group` the id (`threads`) of collections at any path. */
  readonly collection: string;
  readonly group?: boolean;
  readonly where?: readonly Filter[];
  /**
   * Documents that lack an ordered field (or hold null there) are not returned when the field is also
   * range-filtered. The path is always the last tie-breaker, in the direction of the last field.
   */
  readonly orderBy?: readonly OrderBy[];
  readonly limit?: number;
  /**
   * Return only these top-level fields of each document; absent: all. Ordering and filters can still use the others.
   */
  readonly select?: readonly string[];
  /** Continue after this document: the values of the orderBy fields, in order, and its path. */
  readonly startAfter?: { readonly values: readonly JsonValue[]; readonly path: string };
}

export interface DocumentReader {
  get(path: string): Promise<StoredDocument | null>;
  /** In the order of the paths; null for a document that does not exist. */
  getAll(paths: readonly string[]): Promise<readonly (StoredDocument | null)[]>;
  query(query: Query): Promise<readonly StoredDocument[]>;
}

/**
 * All reads come before all writes (Firestore's rule; the SQLite adapter enforces it as well). Writes take
 * effect together when the function returns, or not at all. `create` of an existing document and `update` of a
 * missing one make the transaction fail with a StoreError `exists` or `missing`.
 */
export interface Transaction extends DocumentReader {
  create(path: string, data: DocumentData): void;
  set(path: string, data: DocumentData): void;
  update(path: string, patch: DocumentPatch): void;
  delete(path: string): void;
}

/**
 * A small document store that both Firestore and SQLite can implement.
 *
 * Concurrency: every single operation is atomic and durable once its promise resolves. Transactions are serialisable;
 * on contention the function runs again, so it must have no effects of its own.
 * Repetition: `create` is create-if-absent, `set` and `delete` may be repeated.
 * Errors: StoreError; any other exception is a bug.
 */
export interface DocumentStore extends DocumentReader {
  /** How many documents match the query, without reading them. */
  count(query: Query): Promise<number>;
  create(path: string, data: DocumentData): Promise<'created' | 'exists'>;
  set(path: string, data: DocumentData): Promise<void>;
  /** With `version`: only if the document still has that version. */
  update(
    path: string,
    patch: DocumentPatch,
    precondition?: { readonly version: string },
  ): Promise<'updated' | 'missing' | 'conflict'>;
  delete(path: string): Promise<void>;
  transaction<T>(body: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: 'contention' | 'unavailable' | 'exists' | 'missing' | 'too_large' | 'invalid';
  constructor(code: StoreError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
  /** Whether the same call may succeed later. It is then unknown whether the failed call had an effect. */
  get retryable(): boolean {
    return this.code === 'contention' || this.code === 'unavailable';
  }
}
