import type {
  DocumentData,
  DocumentPatch,
  JsonValue,
} from '../../shared/application/ports/document-store.ts';
import type { Migration } from './migration.ts';

/** What a mailbox says of its health, which the first mailboxes did not hold. */
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
  // Code that does not know the fields leaves them alone.
  down: () => null,
};
