import { z } from 'zod';
import { mailboxIdSchema, threadIdSchema, userIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';
import { outageSchema } from './outage.ts';
import { sendingPauseSchema } from './sending-pause.ts';
import { doubtSchema, trailSchema } from './trail.ts';
import { triedSchema } from './tries.ts';
import { troubleSchema } from './trouble.ts';

/**
 * Reasons that only the owner can fix. `revoked`: the owner removed our access at Google, or it expired.
 * `scopes_missing`: Google refuses a permission (`forbidden`: its former name). `no_gmail`: the account never had
 * Gmail; `mailbox_off`: it had. `admin_policy`: the account's administrator does not allow us. `owner`: the owner
 * disconnected the mailbox here.
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
  /** The address in Gmail's notifications, normalised for comparing mailboxes; null: not known yet. */
  gmailAddress: z.string().nullable().default(null),
  /** Other addresses that the owner can send from. */
  aliases: z.array(z.string()),
  /** Addresses whose mails count as theirs by the owner's word, though no domain vouches for them. */
  trustedSenders: z.array(stored({ email: z.string(), /** Epoch ms. */ at: z.number() })).default([]),
  status: z.enum(['connected', 'disconnected']),
  /** null while connected. */
  disconnectedReason: z.enum(disconnectedReasons).nullable().default(null),
  /** The owner disconnected the mailbox: when to (re)try the revocation at Google. null: no revocation is pending. */
  revokeDueAt: z.number().nullable().default(null),
  /** The cursor: every mail of a tracked thread that Gmail has shown up to here is recorded. Unsigned 64-bit decimal. */
  historyId: z.string(),
  /** The trail: from where history is read again, because Gmail shows some mails late; null: not started yet. */
  trail: trailSchema.nullable().default(null),
  doubt: doubtSchema.nullable().default(null),
  /** The fault that keeps us from calling Gmail, or Gmail from notifying us, until the operator fixes it. */
  trouble: troubleSchema.nullable().default(null),
  watchTrouble: troubleSchema.nullable().default(null),
  /** What its conversations wait for, and what mends by itself. */
  outage: outageSchema.nullable().default(null),
  /** State of the search for mails of correspondents outside their conversations. null: no search yet. */
  outside: stored({
    /** Since when everybody has been looked for: when the last whole round began, epoch ms. */
    lookedAt: z.number(),
    /** When the last look was, epoch ms; null: that was the round's. */
    pacedAt: z.number().nullable().default(null),
    isDue: z.boolean(),
    /** Ids of the mails that were handled. */
    seen: z.array(z.string()),
    /** Since when a found mail cannot be fetched. Epoch ms. */
    absentSince: z.number().nullable().default(null),
    /** A round of looks through more conversations than one look takes; null: none is under way. */
    round: stored({
      /** When it began, epoch ms. */ startedAt: z.number(),
      /** Up to this conversation it has come. */ afterThreadId: z.string(),
      /** Strangers have written since it began: another round follows. */ again: z.boolean(),
      /** It has found a mail that cannot be fetched yet. */ isAbsent: z.boolean(),
    })
      .nullable()
      .default(null),
  })
    .nullable()
    .default(null),
  sendingPause: sendingPauseSchema.nullable().default(null),
  watchExpiresAt: z.number().nullable(),
  /** When to renew the watch next; null while disconnected or where no push can arrive. */
  watchDueAt: z.number().nullable(),
  /** When the sweep syncs the mailbox without a notification, because one may have been lost. */
  nextSyncAt: z.number().nullable(),
  /** When the history was last read completely. Epoch ms. */
  syncedAt: z.number().nullable().default(null),
  /** Mails whose recording was begun or failed and is not finished, newest last. */
  tried: z.array(triedSchema).default([]),
  /** Of these, the one that failed last; shown to the owner. */
  stuck: stored({
    messageId: z.string(),
    attempts: z.number(),
    /** Epoch ms. */ since: z.number().default(0),
  }).nullable(),
  /**
   * Threads that received a mail while one of their documents was unreadable. The cursor has passed that mail; each
   * thread is read completely as soon as it is readable again.
   */
  missedThreads: z.array(threadIdSchema).default([]),
  /** A running resync because the cursor expired: the new cursor, and the last thread that was read. */
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
  /** Name of the vault entry with the refresh token. */
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
