import type { DocumentData, DocumentPatch } from '../../shared/application/ports/document-store.ts';
import type { Migration } from './migration.ts';

/** A suppression held its reason as a sentence, always the same one. */

const SENTENCE = 'Asked not to be written to.';

export const migration: Migration = {
  collection: 'suppressions',
  group: true,
  up: ({ reason }: DocumentData): DocumentPatch | null =>
    typeof reason === 'string' && reason !== 'opted_out' ? { reason: 'opted_out' } : null,
  down: ({ reason }: DocumentData): DocumentPatch | null =>
    reason === 'opted_out' ? { reason: SENTENCE } : null,
};
