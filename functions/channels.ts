import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { recordAudit } from '../shared/application/account/audit-log.ts';
import {
  type ChannelConfig,
  createChannel,
  deleteChannel,
  hasChannel,
  listChannels,
  testChannel,
  updateChannel,
} from '../shared/application/notification/channels.ts';
import type { UpdateChannelBody } from '../shared/contract/channels.ts';
import { routes } from '../shared/contract/routes.ts';
import { Edge } from '../shared/http/edge.ts';
import { refuse } from '../shared/http/refusal.ts';
import { channelResourceOf, deliveryResourceOf } from '../shared/http/resources.ts';
import { serve } from '../shared/http/serve.ts';

/** Each kind's configuration is known by its fields. */
const configOf = (config: NonNullable<UpdateChannelBody['config']>, kind: string): ChannelConfig => {
  if ('subscription' in config) return { kind: 'web_push', ...config };
  if ('botToken' in config) return { kind: 'telegram', ...config };
  return kind === 'slack' && !('secret' in config)
    ? { kind: 'slack', url: config.url }
    : { kind: 'webhook', ...config };
};

/** Where owners are told what happens: CRUD of channels, and a test of each. */
export const channelsEdge = (app = currentApp()): Edge => {
  const exists = ({ userId }: { userId: string }, { channelId }: { channelId: string }) =>
    hasChannel(app, { userId, channelId });
  return new Edge(app)
    .on(routes.listChannels, async ({ session }) => {
      const [channels, webPushKey] = await Promise.all([
        listChannels(app, session.userId),
        app.senders.pushKey(),
      ]);
      const items = channels.map((channel) => channelResourceOf(channel));
      return { status: 200, body: { items, nextCursor: null, webPushKey } };
    })
    .on(routes.createChannel, async ({ session, body }) => {
      const { userId, mailboxId } = session;
      const { kind: _kind, config: _config, ...settings } = body;
      const config: ChannelConfig =
        body.kind === 'email' ? { kind: 'email' } : ({ kind: body.kind, ...body.config } as ChannelConfig);
      const created = await createChannel(app)({ userId, mailboxId, config, settings });
      if (!created.ok) return refuse(created.error);
      const { channel, secret } = created.value;
      await recordAudit(app, userId, { action: 'channel_added', params: { channelId: channel.id } });
      return { status: 201, body: channelResourceOf(channel, secret) };
    })
    .on(
      routes.updateChannel,
      async ({ session, params, body }) => {
        const { userId, mailboxId } = session;
        const { config, ...settings } = body;
        const channels = config === undefined ? [] : await listChannels(app, userId);
        const kind = channels.find(({ id }) => id === params.channelId)?.kind ?? '';
        const changed = await updateChannel(app)({
          userId,
          mailboxId,
          ...params,
          config: config === undefined ? null : configOf(config, kind),
          settings,
        });
        if (!changed.ok) return refuse(changed.error);
        await recordAudit(app, userId, { action: 'channel_changed', params });
        return { status: 200, body: channelResourceOf(changed.value) };
      },
      exists,
    )
    .on(
      routes.deleteChannel,
      async ({ session, params }) => {
        const { userId } = session;
        const deleted = await deleteChannel(app)({ userId, ...params });
        if (!deleted.ok) return refuse(deleted.error);
        await recordAudit(app, userId, { action: 'channel_deleted', params });
        return { status: 204 };
      },
      exists,
    )
    .on(
      routes.testChannel,
      async ({ session, params }) => {
        const tested = await testChannel(app)({ userId: session.userId, ...params });
        return tested.ok ? { status: 200, body: deliveryResourceOf(tested.value) } : refuse(tested.error);
      },
      exists,
    );
};

http(
  'channels',
  serve('channels', () => channelsEdge().app),
);
