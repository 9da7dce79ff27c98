import type { IndexDefinition } from './index-definition.ts';

/**
 * Every index that the code's queries need.
 * `infra/firebase/firestore.indexes.json` is written from this, SQLite creates the same, and a query that needs another is refused.
 */
export const indexes: readonly IndexDefinition[] = [
  // Lists of threads, newest first, and looked up by address.
  { collection: 'threads', fields: [{ field: 'status' }, { field: 'createdAt', direction: 'desc' }] },
  { collection: 'threads', fields: [{ field: 'assistantId' }, { field: 'createdAt', direction: 'desc' }] },
  { collection: 'threads', fields: [{ field: 'needsAttention' }, { field: 'createdAt', direction: 'desc' }] },
  {
    collection: 'threads',
    fields: [{ field: 'awaitingApproval' }, { field: 'createdAt', direction: 'desc' }],
  },
  { collection: 'threads', fields: [{ field: 'status' }, { field: 'recipientEmail' }] },
  { collection: 'threads', fields: [{ field: 'assistantId' }, { field: 'recipientEmail' }] },
  { collection: 'threads', fields: [{ field: 'needsAttention' }, { field: 'recipientEmail' }] },
  { collection: 'threads', fields: [{ field: 'awaitingApproval' }, { field: 'recipientEmail' }] },
  // All living threads of a mailbox, and all of them, in pages.
  { collection: 'threads', fields: [{ field: 'mailboxId' }, { field: 'status' }, { field: 'id' }] },
  { collection: 'threads', fields: [{ field: 'mailboxId' }, { field: 'id' }] },
  // What is due, whoever it belongs to.
  { collection: 'threads', group: true, fields: [{ field: 'nextActionAt' }] },
  { collection: 'mailboxes', fields: [{ field: 'status' }, { field: 'watchDueAt' }] },
  // Single fields of a collection: Firestore has them by itself, SQLite does not.
  { collection: 'mailboxes', fields: [{ field: 'nextSyncAt' }] },
  { collection: 'mailboxes', fields: [{ field: 'revokeDueAt' }] },
  { collection: 'mailboxes', fields: [{ field: 'userId' }] },
  { collection: 'mailboxes', fields: [{ field: 'gmailAddress' }] },
  { collection: 'users', fields: [{ field: 'deletionRequestedAt' }] },
  { collection: 'users', fields: [{ field: 'retentionDueAt' }] },
  { collection: 'sessions', fields: [{ field: 'userId' }] },
  { collection: 'threads', fields: [{ field: 'gmailThreadId' }] },
  // What is older than its owner wants it kept.
  {
    collection: 'messages',
    group: true,
    fields: [{ field: 'userId' }, { field: 'bodyKept' }, { field: 'at' }],
  },
];

/** Collections whose documents say in `ttl` when the store may delete them. */
export const expiringCollections = [
  'sessions',
  'signIns',
  'idempotencyKeys',
  'watches',
  'audit',
  'limits',
  'addressLimits',
] as const;
