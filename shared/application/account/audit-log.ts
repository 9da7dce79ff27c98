import { z } from 'zod';
import { paths } from '../../persistence/paths.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

export const auditActions = [
  'signed_in',
  'consented',
  'signed_out_everywhere',
  'settings_changed',
  'suppression_removed',
  'disconnected',
  'exported',
  'draft_approved',
  'draft_discarded',
  'draft_rewrite_requested',
  'conversation_resumed',
  'conversation_stopped',
  'assistant_deleted',
  'conversation_deleted',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** `users/{userId}/audit/{id}`: something was done with this account. Gone after two years, or with the account. */
export const auditSchema = z.object({
  schemaVersion: z.literal(1),
  id: z.string(),
  at: z.number(),
  action: z.enum(auditActions),
  detail: z.string(),
  ttl: z.number(),
});

const LIFETIME_MS = 2 * 365 * 24 * 60 * 60_000;

/** The document of one entry, written in the transaction of what it tells of. */
export const auditEntry = (entry: {
  readonly id: string;
  readonly at: number;
  readonly action: AuditAction;
  readonly detail: string;
}): z.infer<typeof auditSchema> => ({
  schemaVersion: 1,
  ...entry,
  detail: entry.detail.slice(0, 500),
  ttl: entry.at + LIFETIME_MS,
});

/** Adds one entry. Written after the fact: an entry may be missing after a crash, but none tells of what did not happen. */
export const audit =
  (deps: { readonly store: DocumentStore; readonly clock: Clock; readonly random: Random }) =>
  async (userId: string, action: AuditAction, detail = ''): Promise<void> => {
    const at = deps.clock.now();
    const id = `${at}-${deps.random.id()}`;
    await deps.store.transaction(async (tx) => {
      // An account that was deleted meanwhile is not to leave a trace.
      if (!(await tx.get(paths.user(userId)))) return;
      tx.set(paths.audit(userId, id), auditEntry({ id, at, action, detail }));
    });
  };
