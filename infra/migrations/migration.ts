import type { DocumentData, DocumentPatch } from '../../shared/application/ports/document-store.ts';

/**
 * One change to the documents of a collection. Both directions are pure and say null where nothing is to be done, so that a page may
 * be gone through twice. Code that reads the documents takes both shapes until the migration has run everywhere.
 */
export interface Migration {
  /** A collection's path, or with `group` a collection's id wherever it is. */
  readonly collection: string;
  readonly group?: boolean;
  up(data: DocumentData): DocumentPatch | null;
  down(data: DocumentData): DocumentPatch | null;
}

/** With the name of its file: `0001-mailbox-health`. */
export interface NamedMigration extends Migration {
  readonly id: string;
}
