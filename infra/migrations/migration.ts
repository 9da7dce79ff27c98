import type { DocumentData, DocumentPatch } from '../../shared/application/ports/document-store.ts';

/**
 * One change to the documents of a collection. Both directions are pure and return null if nothing is to be done, so
 * that a page may be processed twice. Code that reads the documents accepts both shapes until the migration has run
 * everywhere.
 */
export interface Migration {
  /** A collection's path, or with `group` the id of collections at any path. */
  readonly collection: string;
  readonly group?: boolean;
  up(data: DocumentData): DocumentPatch | null;
  down(data: DocumentData): DocumentPatch | null;
}

/** With its file name: `0001-mailbox-health`. */
export interface NamedMigration extends Migration {
  readonly id: string;
}
