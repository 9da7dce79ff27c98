/**
 * A composite index, declared once for both stores: SQLite creates it, and it is written to Firestore's
 * `firestore.indexes.json`. Fields filtered by equality come first, then those ordered or range-filtered; the path is
 * always added last.
 */
export interface IndexDefinition {
  /** A collection's id: `threads`. */
  readonly collection: string;
  /** For collection-group queries (threads of all users), not for queries of one collection. */
  readonly group?: boolean;
  readonly fields: readonly { readonly field: string; readonly direction?: 'asc' | 'desc' }[];
}
