import { z } from 'zod';
import { mailboxIdSchema, threadIdSchema, userIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';
import { outageSchema } from './outage.ts';
import { sendingPauseSchema } from './sending-pause.ts';
import { doubtSchema, trailSchema } from './trail.ts';
import { triedSchema } from './tries.ts';
import { troubleSchema } from './trouble.ts';

/**
 * What only the owner can mend. `revoked`: the owner removed our access at Google, or it has expired. `scopes_missing`:
 * Google refuses a permission (`forbidden`: the same, as it was called before). `no_gmail`: the account never had Gmail;
 * `mailbox_off`: it had. `admin_policy`: the account's administrator does not let us in. `owner`: the owner disconnected
 * the mailbox here.
 */
export const disconnectedReasons = [
  'revoked',
  'scopes_missing',
  'forbidden',
  'no_gmail',
  'mailbox_off',
  'admin_policy',
  'owner',
] as const;
export type DisconnectedReason = (typeof disconnectedReasons)[number];

/** `mailboxes/{mailboxId}`; the id is derived from the address, so that a notification finds it with one read. */
export const mailboxSchema = stored({
  schemaVersion: z.literal(1),
  id: mailboxIdSchema,
  userId: userIdSchema,
  email: z.string(),
  /** The address that Gmail's notifications name, in the spelling that mailboxes are compared by; null: not told yet. */
  gmailAddress: z.string().nullable().default(null),
  /** Other addresses that the owner can send from. */
  aliases: z.array(z.string()),
  status: z.enum(['connected', 'disconnected']),
  /** null while connected. */
  disconnectedReason: z.enum(disconnectedReasons).nullable().default(null),
  /** The owner disconnected the mailbox: when to (re)try the revocation at Google. null: no revocation is pending. */
  revokeDueAt: z.number().nullable().default(null),
  /** The cursor: every mail of a tracked thread that Gmail has shown up to here is recorded. Unsigned 64-bit decimal. */
  historyId: z.string(),
  /** How far behind the cursor history is read again; null: not at all yet. */
  trail: trailSchema.nullable().default(null),
  doubt: doubtSchema.nullable().default(null),
  /** What keeps Gmail from being asked, or from telling us of new mail, until the operator mends it. */
  trouble: troubleSchema.nullable().default(null),
  watchTrouble: troubleSchema.nullable().default(null),
  /** What its conversations wait for, and what mends by itself. */
  outage: outageSchema.nullable().default(null),
  /** Looks for mails of correspondents outside their conversations: null: none yet. */
  outside: stored({
    /** Epoch ms. */ lookedAt: z.number(),
    isDue: z.boolean(),
    /** Ids of the mails that were dealt with. */
    seen: z.array(z.string()),
    /** Since when a mail is found that cannot be fetched yet. */
    absentSince: z.number().nullable().default(null),
  })
    .nullable()
    .default(null),
  sendingPause: sendingPauseSchema.nullable().default(null),
  watchExpiresAt: z.number().nullable(),
  /** When to renew the watch next; null while disconnected or where no push can arrive. */
  watchDueAt: z.number().nullable(),
  /** When the sweep syncs the mailbox without a notification, because one may have been lost. */
  nextSyncAt: z.number().nullable(),
  /** When the history was last read completely. */
  syncedAt: z.number().nullable().default(null),
  /** Mails that were begun or failed and are not recorded yet, newest last. */
  tried: z.array(triedSchema).default([]),
  /** Of these, the one that failed last; shown to the owner. */
  stuck: stored({
    messageId: z.string(),
    attempts: z.number(),
    /** Epoch ms. */ since: z.number().default(0),
  }).nullable(),
  /**
   * Threads that got a mail while one of their documents could not be read. The cursor has passed that mail, and each is read
   * whole as soon as it can be read.
   */
  missedThreads: z.array(threadIdSchema).default([]),
  /** A resync under way because the cursor expired: the new cursor, and the last thread that was read. */
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

/** `mailboxes/{mailboxId}/watches/{id}`: one event in the history of the watch, newest id last. */
export const watchEventSchema = stored({
  schemaVersion: z.literal(1),
  at: z.number(),
  kind: z.enum(['started', 'renewed', 'failed', 'stopped']),
  expiresAt: z.number().nullable(),
  reason: z.string().nullable(),
  ttl: z.number(),
});
export type WatchEvent = z.infer<typeof watchEventSchema>;
