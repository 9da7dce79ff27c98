import { z } from 'zod';
import { mailboxIdSchema, threadIdSchema, userIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';

/**
 * `revoked`: the owner took the access away at Google. `forbidden`: Google refuses a permission. `owner`: given back here.
 */
export const disconnectedReasons = ['revoked', 'forbidden', 'owner'] as const;
export type DisconnectedReason = (typeof disconnectedReasons)[number];

/** `mailboxes/{mailboxId}`; the id is derived from the address, so that a notification finds it with one read. */
export const mailboxSchema = stored({
  schemaVersion: z.literal(1),
  id: mailboxIdSchema,
  userId: userIdSchema,
  email: z.string(),
  /** Every address that Gmail lets the owner send as, their own included. */
  aliases: z.array(z.string()),
  status: z.enum(['connected', 'disconnected']),
  /** A sentence for the owner; null while connected. */
  disconnectedWhy: z.string().nullable(),
  /** Why, as a word; null while connected. */
  disconnectedReason: z.enum(disconnectedReasons).nullable().default(null),
  /** The owner gave the mailbox back: when Google is to be asked (again) to revoke our access; null: nothing to ask. */
  revokeDueAt: z.number().nullable().default(null),
  /** The cursor: every mail of a tracked thread up to here is recorded. Unsigned 64-bit decimal. */
  historyId: z.string(),
  watchExpiresAt: z.number().nullable(),
  /** When `watch` is to be tried again after a failure; null: when the expiry says so. */
  watchDueAt: z.number().nullable(),
  /** When the sweep looks by itself, because a notification may have been lost. */
  nextSyncAt: z.number().nullable(),
  /** When history was last read to its end. */
  syncedAt: z.number().nullable().default(null),
  /** A mail that cannot be fetched, and how often and since when that was tried; it must not block the others. */
  stuck: stored({
    messageId: z.string(),
    attempts: z.number(),
    /** Epoch ms. */ since: z.number().default(0),
  }).nullable(),
  /**
   * Threads in which a mail came while a document of theirs could not be read: the cursor has passed it, and they are read whole
   * as soon as they can be. Ids.
   */
  missedThreads: z.array(threadIdSchema).default([]),
  /** A full reading of the active threads under way, because the cursor had expired: where it restarts, how far it is. */
  resync: stored({ historyId: z.string(), afterThreadId: z.string().nullable() }).nullable(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Mailbox = z.infer<typeof mailboxSchema>;

/** `credentials/{mailboxId}`. Never a token (P7). */
export const credentialSchema = stored({
  schemaVersion: z.literal(1),
  mailboxId: mailboxIdSchema,
  userId: userIdSchema,
  scopes: z.array(z.string()),
  /** Name of the vault entry. */
  secretName: z.string(),
  status: z.enum(['granted', 'revoked']),
  grantedAt: z.number(),
  refreshedAt: z.number(),
});
export type Credential = z.infer<typeof credentialSchema>;

/** `mailboxes/{mailboxId}/watches/{id}`: what became of the watch, newest id last. */
export const watchEventSchema = stored({
  schemaVersion: z.literal(1),
  at: z.number(),
  kind: z.enum(['started', 'renewed', 'failed', 'stopped']),
  expiresAt: z.number().nullable(),
  reason: z.string().nullable(),
  ttl: z.number(),
});
export type WatchEvent = z.infer<typeof watchEventSchema>;
