import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
} from '../../shared/application/ports/document-store.ts';
import type { Migration } from './migration.ts';

/** A mailbox held `disconnectedWhy`, a sentence, beside `disconnectedReason`, its code. Release 0.1.0 cannot read one without it. */

const SENTENCES: Readonly<Record<string, string>> = {
  revoked: 'Google no longer lets us into this mailbox. Sign in again to reconnect it.',
  forbidden: 'Google refuses a permission that is needed. Sign in again and grant all of them.',
  owner: 'You disconnected this mailbox.',
};

const sentenceOf = (reason: unknown): string | null =>
  typeof reason === 'string' && Object.hasOwn(SENTENCES, reason) ? (SENTENCES[reason] ?? null) : null;

export const migration: Migration = {
  collection: 'mailboxes',
  up: (data: DocumentData): DocumentPatch | null =>
    'disconnectedWhy' in data ? { disconnectedWhy: DELETE_FIELD } : null,
  down: ({ disconnectedWhy, disconnectedReason }: DocumentData): DocumentPatch | null =>
    disconnectedWhy === undefined ? { disconnectedWhy: sentenceOf(disconnectedReason) } : null,
};
