import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { stored } from '../stored.ts';

/** What there is to tell. Ids and codes: words are made when it is told, from what is true by then. */
export const toldSchema = stored({
  /** A `NotificationKind`; one that this version does not know is told to nobody. */
  kind: z.string(),
  /** Why, where the kind has several reasons: an attention code, a stop reason, a reason or fault of a mailbox. */
  code: z.string().nullable(),
  threadId: z.string().nullable(),
  mailboxId: z.string().nullable(),
  campaignId: z.string().nullable().default(null),
  /** The draft that waits. */
  messageId: z.string().nullable(),
});
export type Told = z.infer<typeof toldSchema>;

/**
 * `users/{userId}/notifications/{id}`: the outbox. Written in the transaction of what it tells of, deleted in the one that puts it
 * into the queues of the channels.
 */
export const notificationSchema = stored({
  schemaVersion: z.literal(1),
  id: idSchema,
  userId: z.string(),
  told: toldSchema,
  /** When it happened, epoch ms. */
  at: z.number(),
  /** When the sweep announces it, should the first announcement be lost. */
  dueAt: z.number(),
});
export type Notification = z.infer<typeof notificationSchema>;

/** By then the announcement that follows the commit has arrived, as a rule. */
const LOST_AFTER_MS = 60_000;

export const newNotification = (
  id: string,
  userId: string,
  told: Told,
  at: number,
  /** Nobody announces it but the sweep. */
  atSweep = false,
): Notification => ({
  schemaVersion: 1,
  id,
  userId,
  told,
  at,
  dueAt: atSweep ? at : at + LOST_AFTER_MS,
});
