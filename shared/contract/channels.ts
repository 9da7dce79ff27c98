import { z } from 'zod';
import { channelKinds, deliveryFailures } from '../domain/notification/channel.ts';
import { channelSettings } from '../domain/notification/settings.ts';
import { createShape, resourceShape, updateShape } from '../domain/setting.ts';
import { epochMs } from './common.ts';

const url = z.url({ protocol: /^https?$/ }).max(2000);

/** Of Standard Webhooks: base64 of 24 to 64 bytes. */
const webhookSecret = z
  .string()
  .regex(/^(?:whsec_)?[A-Za-z0-9+/]{32,88}={0,2}$/, 'is not whsec_ and the base64 of 24 to 64 bytes');

const configs = {
  email: z.strictObject({}),
  webhook: z.strictObject({
    url: url.meta({ description: 'A public https address. On one machine http://localhost as well.' }),
    secret: webhookSecret.optional().meta({
      description: 'Signs deliveries, as Standard Webhooks have it. Absent: one is made, and shown once.',
    }),
  }),
  slack: z.strictObject({ url: url.meta({ description: 'Of an incoming webhook.' }) }),
  telegram: z.strictObject({
    botToken: z
      .string()
      .max(200)
      .regex(/^\d+:[\w-]+$/, 'is not a bot’s token'),
    chatId: z.union([
      z.string().regex(/^(?:-?\d{1,20}|@\w{1,64})$/, 'is not a chat’s id'),
      z.int().transform(String),
    ]),
  }),
  web_push: z.strictObject({
    subscription: z.strictObject({
      endpoint: url,
      expirationTime: z.number().nullable().optional(),
      keys: z.strictObject({
        p256dh: z.string().regex(/^[\w-]{86,88}={0,2}$/, 'is not a public key'),
        auth: z.string().regex(/^[\w-]{22}={0,2}$/, 'is not a secret of 16 bytes'),
      }),
    }),
  }),
};

const settings = createShape(channelSettings);

export const createChannelBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('email'), ...settings, config: configs.email.optional() }),
    z.strictObject({ kind: z.literal('webhook'), ...settings, config: configs.webhook }),
    z.strictObject({ kind: z.literal('slack'), ...settings, config: configs.slack }),
    z.strictObject({ kind: z.literal('telegram'), ...settings, config: configs.telegram }),
    z.strictObject({ kind: z.literal('web_push'), ...settings, config: configs.web_push }),
  ])
  .meta({ id: 'CreateChannel' });
export type CreateChannelBody = z.infer<typeof createChannelBody>;

export const updateChannelBody = z
  .strictObject({
    ...updateShape(channelSettings),
    config: z
      .union([configs.webhook, configs.slack, configs.telegram, configs.web_push])
      .optional()
      .meta({ description: 'Of the channel’s own kind. Replaces the whole.' }),
  })
  .meta({ id: 'UpdateChannel' });
export type UpdateChannelBody = z.infer<typeof updateChannelBody>;

export const deliveryResource = z
  .object({
    id: z.string().meta({ description: 'Of a webhook, its `webhook-id`.' }),
    type: z.string().meta({ description: 'What was told, or `test`.' }),
    at: epochMs,
    state: z.enum(['delivered', 'failed', 'given_up', 'outdated']).meta({
      description:
        '`failed`: it is tried again. `given_up`: it is not. `outdated`: it was over before it could be told.',
    }),
    code: z.enum(deliveryFailures).nullable(),
    message: z.string().nullable().meta({ description: '`code` in English.' }),
    status: z.int().nullable().meta({ description: 'Of the receiver’s answer.' }),
  })
  .meta({ id: 'ChannelDelivery' });
export type DeliveryResource = z.infer<typeof deliveryResource>;

export const channelResource = z
  .object({
    id: z.string(),
    kind: z.enum(channelKinds),
    ...resourceShape(channelSettings),
    config: z
      .object({
        url: z.string().optional(),
        chatId: z.string().optional(),
        secret: z.string().optional().meta({ description: 'Only in the answer that creates it.' }),
      })
      .meta({ description: 'Where it leads, without its secrets. Of a secret URL, the origin.' }),
    waiting: z.int().meta({ description: 'How much waits to be told here.' }),
    failingSince: epochMs.nullable(),
    nextTryAt: epochMs.nullable(),
    goneAt: epochMs.nullable().meta({
      description: 'The receiver said that it is gone. Nothing is told until the channel is changed.',
    }),
    deliveries: z.array(deliveryResource).meta({ description: 'The last twenty, newest last.' }),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Channel' });
export type ChannelResource = z.infer<typeof channelResource>;

export const channelPage = z
  .object({
    items: z.array(channelResource),
    nextCursor: z.string().nullable(),
    webPushKey: z.string().nullable().meta({
      description: '`applicationServerKey` for a browser’s subscription; null: there is no web push here.',
    }),
  })
  .meta({ id: 'ChannelPage' });
export type ChannelPage = z.infer<typeof channelPage>;
