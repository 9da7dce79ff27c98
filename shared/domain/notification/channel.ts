import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { defaultsOf, storedShape } from '../setting.ts';
import { stored } from '../stored.ts';
import { toldSchema } from './notification.ts';
import { channelSettings } from './settings.ts';

export const channelKinds = ['email', 'webhook', 'slack', 'telegram', 'web_push'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Why a delivery failed. */
export const deliveryFailures = [
  /** No connection, or it broke off. */
  'unreachable',
  'timed_out',
  /** The address is a private one, or the host leads to one. */
  'forbidden_address',
  /** An HTTP status outside 2xx. */
  'refused',
  /** The receiver says that it is not there any more. */
  'gone',
  /** Its secret is missing. */
  'not_configured',
  'mailbox_disconnected',
  'gmail_refused',
] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

/** Something that waits to be told here. */
const queuedSchema = stored({
  /** The notification's id: the receiver knows a repetition by it. */
  id: idSchema,
  told: toldSchema,
  /** When it happened. */
  at: z.number(),
  /** Not told earlier: the next digest, or a draft's time of grace. */
  readyAt: z.number(),
  /** The draft of the mail that tells it, once there is one: it is sent once. */
  draftId: z.string().nullable().default(null),
});
export type Queued = z.infer<typeof queuedSchema>;

/** One of the last deliveries, for the owner to see. */
const deliverySchema = stored({
  id: z.string(),
  /** A kind, or `test`. */
  type: z.string(),
  at: z.number(),
  /** `outdated`: it was not true any more. `given_up`: the dead letter of a channel; it is not tried again. */
  state: z.enum(['delivered', 'failed', 'given_up', 'outdated']),
  code: z.enum(deliveryFailures).nullable(),
  /** Of an HTTP answer. */
  status: z.number().nullable(),
});
export type ChannelDelivery = z.infer<typeof deliverySchema>;

/** `users/{userId}/channels/{id}`: where an owner is told what, and what waits to be told there. */
export const channelSchema = stored({
  schemaVersion: z.literal(1),
  id: idSchema,
  userId: z.string(),
  kind: z.enum(channelKinds),
  ...storedShape(channelSettings),
  /** Where it leads, as far as that is no secret. */
  target: stored({
    url: z.string().nullable().default(null),
    chatId: z.string().nullable().default(null),
    /** Of an e-mail: from and to its own address. */
    mailboxId: z.string().nullable().default(null),
  }),
  /** Name of its entry in the vault; null: it needs no secret. */
  secretName: z.string().nullable(),
  /** The receiver said that it is gone. Nothing is told until the channel is changed. */
  goneAt: z.number().nullable().default(null),

  queue: z.array(queuedSchema).default([]),
  /** Told of no more, because too much was waiting. */
  dropped: z.number().default(0),
  /** Failed tries in a row, and since when. */
  failures: z.number().default(0),
  failingSince: z.number().nullable().default(null),
  /** Not tried before then. */
  retryAt: z.number().nullable().default(null),
  /** Whoever holds it is delivering. Expires, so that a crash does not block. */
  lease: stored({ token: z.string(), expiresAt: z.number() }).nullable().default(null),
  /** When the queue or its alarm was written last: later than now, where a clock has lied. */
  touchedAt: z.number().default(0),
  /** The one alarm; null: nothing waits. */
  dueAt: z.number().nullable().default(null),
  /** When a fault that hits many conversations was told of last. */
  outageToldAt: z.number().nullable().default(null),
  /** Newest last. */
  deliveries: z.array(deliverySchema).default([]),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Channel = z.infer<typeof channelSchema>;

export const blankChannel = {
  schemaVersion: 1,
  ...defaultsOf(channelSettings),
  target: { url: null, chatId: null, mailboxId: null },
  secretName: null,
  goneAt: null,
  queue: [],
  dropped: 0,
  failures: 0,
  failingSince: null,
  retryAt: null,
  lease: null,
  touchedAt: 0,
  dueAt: null,
  outageToldAt: null,
  deliveries: [],
} satisfies Partial<Channel>;

/** What the owner is told of through any of these channels. */
export const listenedFor = (channels: readonly Channel[]): string[] => [
  ...new Set(channels.flatMap(({ events, goneAt }) => (goneAt === null ? events : []))),
];
