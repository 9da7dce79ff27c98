import {
  DELETE_FIELD,
  type DocumentData,
  type DocumentPatch,
} from '../../shared/application/ports/document-store.ts';
import { type AuditEvent, auditSchema } from '../../shared/domain/account/audit.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import type { Migration } from './migration.ts';

/**
 * An audit entry stored its parameters in one string, `detail`. Migrating down loses a draft's thread. Release 0.1.0
 * does not know entries for discarding, rewriting and resuming: it cannot list a page that contains one.
 */

const detailOf = ({ action, params }: AuditEvent): string => {
  switch (action) {
    case 'consented':
      return params.scopes.join(' ');
    case 'settings_changed':
      return params.settings.join(', ');
    case 'draft_approved':
    case 'draft_discarded':
    case 'draft_rewrite_requested':
      return params.messageId;
    case 'conversation_stopped':
    case 'conversation_resumed':
    case 'conversation_deleted':
      return params.threadId;
    case 'assistant_deleted':
      return params.assistantId;
    default:
      return '';
  }
};

export const migration: Migration = {
  collection: 'audit',
  group: true,
  up: (data: DocumentData): DocumentPatch | null => {
    const entry = auditSchema.safeParse(data);
    if (!entry.success || !('detail' in data)) return null;
    return { ...asData({ params: entry.data.params }), detail: DELETE_FIELD };
  },
  down: (data: DocumentData): DocumentPatch | null => {
    const entry = auditSchema.safeParse(data);
    if (!entry.success || !('params' in data)) return null;
    return { detail: detailOf(entry.data), params: DELETE_FIELD };
  },
};
