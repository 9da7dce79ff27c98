import type {
  DocumentData,
  DocumentPatch,
  JsonValue,
} from '../../shared/application/ports/document-store.ts';
import type { Migration } from './migration.ts';

/** The health fields of a mailbox, which the first mailboxes do not have. */
const FIELDS: Readonly<Record<string, JsonValue>> = {
  disconnectedReason: null,
  revokeDueAt: null,
  syncedAt: null,
};

export const migration: Migration = {
  collection: 'mailboxes',
  up: (data: DocumentData): DocumentPatch | null => {
    const missing = Object.entries(FIELDS).filter(([name]) => !(name in data));
    return missing.length === 0 ? null : Object.fromEntries(missing);
  },
  // Older code ignores the fields.
  down: () => null,
};
