import { randomBytes } from 'node:crypto';
import { userSchema } from '../../domain/account/user.ts';
import { idSchema } from '../../domain/ids.ts';
import {
  blankChannel,
  type Channel,
  type ChannelDelivery,
  channelSchema,
} from '../../domain/notification/channel.ts';
import { resettled, withDeliveries } from '../../domain/notification/queue.ts';
import { channelSettings } from '../../domain/notification/settings.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changedSettings, type SettingChanges, settingsOf } from '../../domain/setting.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { ChannelSenders, PushSubscription } from '../ports/channel-sender.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore, Transaction } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import type { Vault } from '../ports/vault.ts';
import type { Wording } from '../ports/wording.ts';
import { targetOf } from './deliver.ts';
import { MAX_CHANNELS } from './fan-out.ts';
import { readChannels, writeListening } from './listening.ts';
import { type ChannelSecret, channelSecretName, writeSecret } from './secrets.ts';

export interface ChannelDeps {
  readonly store: DocumentStore;
  readonly vault: Vault;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly senders: ChannelSenders;
}

/** Where a channel is to lead, as its owner says it. */
export type ChannelConfig =
  | { readonly kind: 'email' }
  | { readonly kind: 'webhook'; readonly url: string; readonly secret?: string | undefined }
  | { readonly kind: 'slack'; readonly url: string }
  | { readonly kind: 'telegram'; readonly botToken: string; readonly chatId: string }
  | { readonly kind: 'web_push'; readonly subscription: PushSubscription };

type Changes = SettingChanges<typeof channelSettings>;

interface OneChannel {
  readonly userId: string;
  readonly channelId: string;
}

const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** Which part of it is shown, and which is kept in the vault. */
const parted = (
  config: ChannelConfig,
  mailboxId: string,
): { readonly target: Channel['target']; readonly secret: ChannelSecret | null } => {
  const none = { url: null, chatId: null, mailboxId: null };
  switch (config.kind) {
    case 'email':
      return { target: { ...none, mailboxId }, secret: null };
    case 'webhook': {
      const secret = config.secret ?? newWebhookSecret();
      return { target: { ...none, url: config.url }, secret: { kind: 'webhook', secret } };
    }
    case 'slack':
      // The path of an incoming webhook is its secret.
      return {
        target: { ...none, url: new URL(config.url).origin },
        secret: { kind: 'slack', url: config.url },
      };
    case 'telegram': {
      const { botToken, chatId } = config;
      return { target: { ...none, chatId }, secret: { kind: 'telegram', botToken } };
    }
    case 'web_push': {
      const { endpoint, keys } = config.subscription;
      return {
        target: { ...none, url: new URL(endpoint).origin },
        secret: { kind: 'web_push', subscription: { endpoint, keys } },
      };
    }
    default:
      return config satisfies never;
  }
};

const refusalOf = async (
  { senders }: ChannelDeps,
  config: ChannelConfig,
): Promise<ReturnType<typeof appError> | null> => {
  const url = config.kind === 'web_push' ? config.subscription.endpoint : 'url' in config ? config.url : null;
  if (url !== null && !senders.mayLeadTo(url)) return appError('forbidden_url');
  if (config.kind === 'web_push' && (await senders.pushKey()) === null)
    return appError('web_push_not_set_up');
  return null;
};

/** Oldest first. */
export const listChannels = async (
  deps: Pick<ChannelDeps, 'store' | 'logger'>,
  userId: string,
): Promise<readonly Channel[]> => {
  const channels = await readChannels(deps.store, deps.logger, userId);
  return channels.toSorted((a, b) => a.createdAt - b.createdAt);
};

export const hasChannel = async (
  { store }: Pick<ChannelDeps, 'store'>,
  { userId, channelId }: OneChannel,
): Promise<boolean> => (await store.get(paths.channel(userId, channelId))) !== null;

/** `secret`: of a webhook, made here; it is not shown again. */
export interface CreatedChannel {
  readonly channel: Channel;
  readonly secret: string | null;
}

/**
 * Adds a channel. There is one e-mail to oneself: another takes its place. The document is stored before its secret, so that no
 * secret lies in the vault that nothing refers to.
 */
export const createChannel =
  (deps: ChannelDeps) =>
  async (input: {
    readonly userId: string;
    readonly mailboxId: string;
    readonly config: ChannelConfig;
    readonly settings: Changes;
  }): Promise<Result<CreatedChannel, AppError>> => {
    const { userId, mailboxId, config } = input;
    const refusal = await refusalOf(deps, config);
    if (refusal) return refusal;
    const { target, secret } = parted(config, mailboxId);
    const now = deps.clock.now();
    const id = idSchema.parse(deps.random.id());
    const channel: Channel = {
      ...blankChannel,
      ...settingsOf(channelSettings, input.settings),
      id,
      userId,
      kind: config.kind,
      target,
      secretName: secret && channelSecretName(id),
      createdAt: now,
      updatedAt: now,
    };
    const stored = await deps.store.transaction<'stored' | 'full' | 'missing'>(async (tx) => {
      const [user, channels] = await Promise.all([
        tx.get(paths.user(userId)),
        readChannels(tx, deps.logger, userId),
      ]);
      if (!user) return 'missing';
      const replaced = channels.filter(({ kind }) => kind === 'email' && config.kind === 'email');
      const kept = channels.filter((one) => !replaced.includes(one));
      if (kept.length >= MAX_CHANNELS) return 'full';
      for (const one of replaced) tx.delete(paths.channel(userId, one.id));
      tx.create(paths.channel(userId, id), asData(channel));
      writeListening(tx, userId, [...kept, channel]);
      return 'stored';
    });
    if (stored === 'missing') return notFound;
    if (stored === 'full') return appError('too_many_channels');
    if (secret) await writeSecret(deps.vault, id, secret);
    const shown = secret?.kind === 'webhook' ? secret.secret : null;
    return ok({ channel, secret: shown });
  };

const changeChannel = (
  deps: Pick<ChannelDeps, 'store' | 'logger'>,
  { userId, channelId }: OneChannel,
  change: (channel: Channel, timeZone: string) => Channel,
): Promise<Channel | null> =>
  deps.store.transaction(async (tx) => {
    const [user, channels] = await Promise.all([
      readDocument(tx, userSchema, paths.user(userId)),
      readChannels(tx, deps.logger, userId),
    ]);
    const channel = channels.find(({ id }) => id === channelId);
    if (!user || !channel) return null;
    const next = change(channel, user.timeZone);
    tx.set(paths.channel(userId, channelId), asData(next));
    writeListening(tx, userId, [...channels.filter((one) => one !== channel), next]);
    return next;
  });

/** Changes a channel. One that was gone, or is failing, is tried again at once. Errors: `not_found`, `wrong_channel_kind`. */
export const updateChannel =
  (deps: ChannelDeps) =>
  async (
    input: OneChannel & {
      readonly mailboxId: string;
      readonly config: ChannelConfig | null;
      readonly settings: Changes;
    },
  ): Promise<Result<Channel, AppError>> => {
    const { userId, channelId, config } = input;
    const before = await readDocument(deps.store, channelSchema, paths.channel(userId, channelId));
    if (!before) return notFound;
    if (config && config.kind !== before.kind) return appError('wrong_channel_kind');
    const refusal = config && (await refusalOf(deps, config));
    if (refusal) return refusal;
    // A webhook whose address is changed keeps its secret, unless another is given.
    const keepsSecret = config?.kind === 'webhook' && config.secret === undefined;
    const { target, secret } = config ? parted(config, input.mailboxId) : { target: null, secret: null };
    if (secret && !keepsSecret) await writeSecret(deps.vault, channelId, secret);
    const changed = await changeChannel(deps, input, (channel, timeZone) => {
      const now = deps.clock.now();
      const next = {
        ...channel,
        ...changedSettings(channelSettings, channel, input.settings),
        target: target ? { ...channel.target, ...target } : channel.target,
        goneAt: null,
        failures: 0,
        failingSince: null,
        retryAt: null,
        updatedAt: now,
      };
      return resettled(channel, next, timeZone, now);
    });
    return changed ? ok(changed) : notFound;
  };

/** The secret goes first: a crash in between leaves a channel that its owner sees, and not a secret that nobody sees. */
export const deleteChannel =
  (deps: ChannelDeps) =>
  async ({ userId, channelId }: OneChannel): Promise<Result<void, AppError>> => {
    const found = await deps.store.get(paths.channel(userId, channelId));
    if (!found) return notFound;
    const { secretName } = found.data;
    if (typeof secretName === 'string') await deps.vault.destroy(secretName);
    await deps.store.transaction(async (tx) => {
      const channels = await readChannels(tx, deps.logger, userId);
      tx.delete(paths.channel(userId, channelId));
      writeListening(
        tx,
        userId,
        channels.filter(({ id }) => id !== channelId),
      );
    });
    return ok(undefined);
  };

/** Tells something without a cause, at once, and says what became of it. Errors: `not_found`. */
export const testChannel =
  (deps: ChannelDeps & { readonly wording: Wording; readonly publicUrl: string }) =>
  async ({ userId, channelId }: OneChannel): Promise<Result<ChannelDelivery, AppError>> => {
    const path = paths.channel(userId, channelId);
    const channel = await readDocument(deps.store, channelSchema, path);
    if (!channel) return notFound;
    const at = deps.clock.now();
    const id = `test-${deps.random.id()}`;
    const target = await targetOf(deps, channel, { id: null, mayBe: false }, async () => true);
    const sent =
      typeof target === 'string'
        ? ({ state: 'failed', code: target, status: null } as const)
        : await deps.senders.send(target, {
            id,
            type: 'test',
            at,
            data: { channelId },
            ...deps.wording.test(channel.language),
            url: `${deps.publicUrl}/settings`,
          });
    const failed = sent.state === 'failed' ? sent : null;
    const delivery: ChannelDelivery = {
      id,
      type: 'test',
      at,
      state: sent.state,
      code: failed?.code ?? null,
      status: failed?.status ?? null,
    };
    await deps.store.transaction(async (tx) => {
      const fresh = await readDocument(tx, channelSchema, path);
      if (fresh) tx.update(path, patchOf(fresh, delivery));
    });
    deps.logger.info('channel_tested', { channelId, kind: channel.kind, state: sent.state });
    return ok(delivery);
  };

const patchOf = (channel: Channel, delivery: ChannelDelivery): Parameters<Transaction['update']>[1] =>
  asData({ deliveries: withDeliveries(channel.deliveries, delivery) });

/** Before an account's documents are erased. May be repeated. */
export const destroyChannelSecrets = async (
  { store, vault }: Pick<ChannelDeps, 'store' | 'vault'>,
  userId: string,
): Promise<void> => {
  const documents = await store.query({ collection: paths.channels(userId), limit: MAX_CHANNELS });
  for (const { data } of documents) {
    if (typeof data.secretName === 'string') await vault.destroy(data.secretName);
  }
};
