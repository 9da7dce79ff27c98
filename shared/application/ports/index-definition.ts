/**
 * A composite index, said once for both stores: SQLite creates it, and Firestore's `firestore.indexes.json` names it.
 * Fields filtered by equality come first, then those ordered or range-filtered; the path is always added last.
 */
export interface IndexDefinition {
  /** A collection's id: `threads`. */
  readonly collection: string;
  /** Serve collection-group queries (all users' threads) rather than queries of one collection. */
  readonly group?: boolean;
  readonly fields: readonly { readonly field: string; readonly direction?: 'asc' | 'desc' }[];
}
