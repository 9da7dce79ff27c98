import { z } from 'zod';
import { stored } from '../stored.ts';

export const auditActions = [
  'signed_in',
  'consented',
  'signed_out_everywhere',
  'settings_changed',
  'suppression_removed',
  'disconnected',
  'exported',
  'draft_approved',
  'conversation_stopped',
  'assistant_deleted',
  'conversation_deleted',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** `users/{userId}/audit/{id}`: something was done with this account. Gone after two years, or with the account. */
export const auditSchema = stored({
  schemaVersion: z.literal(1),
  id: z.string(),
  at: z.number(),
  action: z.enum(auditActions),
  detail: z.string(),
  ttl: z.number(),
});
export type AuditEntry = z.infer<typeof auditSchema>;
