import type { ChannelSenders } from '../../application/ports/channel-sender.ts';
import type { MailGateway } from '../../application/ports/mail-gateway.ts';
import type { Vault } from '../../application/ports/vault.ts';
import { mayLeadTo } from './addresses.ts';
import { createSlackSender, createTelegramSender, createWebhookSender } from './http-senders.ts';
import { createOwnMailSender } from './own-mail.ts';
import { createWebPushSender, newVapidKey, type VapidKeys, vapidKeysOf } from './web-push.ts';

export interface SendersOptions {
  readonly gateway: MailGateway;
  readonly now: () => number;
  /** On one machine, whose owner is the user. */
  readonly allowLoopback: boolean;
  readonly telegramBaseUrl: string;
  /** base64url, 32 bytes; null: keys are made here, once, and kept in the vault. */
  readonly vapidPrivateKey: string | null;
  readonly vapidSubject: string;
  readonly vault: Vault;
}

/** Begins like the channels' own secrets: the same functions may read it. */
const OWN_KEYS = 'channel-web-push-keys';
/** Of two processes that make keys in the same moment one wins; the other finds out after that time. */
const REMEMBERED_MS = 10 * 60_000;

/** The adapters of all kinds of channels, each made on first use. */
export const createChannelSenders = (options: SendersOptions): ChannelSenders => {
  const { gateway, now, telegramBaseUrl, vault, vapidPrivateKey, vapidSubject: subject } = options;
  const post = { allowLoopback: options.allowLoopback };
  let remembered: { readonly keys: VapidKeys; readonly until: number } | undefined;
  const privateKey = async (): Promise<string> => {
    const kept = vapidPrivateKey ?? (await vault.get(OWN_KEYS));
    if (kept !== null) return kept;
    await vault.put(OWN_KEYS, newVapidKey());
    return (await vault.get(OWN_KEYS)) ?? privateKey();
  };
  const keys = async (): Promise<VapidKeys | null> => {
    if (!remembered || remembered.until <= now()) {
      remembered = { keys: vapidKeysOf(await privateKey(), subject), until: now() + REMEMBERED_MS };
    }
    return remembered.keys;
  };
  const webhook = createWebhookSender(post, now);
  const slack = createSlackSender(post);
  const telegram = createTelegramSender(
    // Its address is the operator's word, not the owner's.
    { allowLoopback: post.allowLoopback || new URL(telegramBaseUrl).hostname === 'localhost' },
    telegramBaseUrl,
  );
  const email = createOwnMailSender(gateway, now);
  const webPush = createWebPushSender(post, keys);
  return {
    send(target, telling) {
      switch (target.kind) {
        case 'webhook':
          return webhook.send(target, telling);
        case 'slack':
          return slack.send(target, telling);
        case 'telegram':
          return telegram.send(target, telling);
        case 'email':
          return email.send(target, telling);
        case 'web_push':
          return webPush.send(target, telling);
        default:
          return target satisfies never;
      }
    },
    mayLeadTo: (url) => mayLeadTo(url, options.allowLoopback),
    pushKey: async () => (await keys())?.publicKey ?? null,
  };
};
