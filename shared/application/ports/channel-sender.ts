import type { DeliveryFailure } from '../../domain/notification/channel.ts';

/** What is told, in one message. */
export interface Telling {
  /** The same when it is told again. */
  readonly id: string;
  /** A kind, `digest`, or `test`. */
  readonly type: string;
  /** Epoch ms. */
  readonly at: number;
  /** For programs. Ids, codes and names. */
  readonly data: Readonly<Record<string, unknown>>;
  /** For people. */
  readonly title: string;
  readonly text: string;
  /** Where it leads. */
  readonly url: string;
}

/** Where a channel leads, secrets included. */
export type ChannelTarget =
  | { readonly kind: 'webhook'; readonly url: string; readonly secret: string }
  | { readonly kind: 'slack'; readonly url: string }
  | { readonly kind: 'telegram'; readonly botToken: string; readonly chatId: string }
  | {
      readonly kind: 'email';
      readonly mailboxId: string;
      /** The mailbox's own address: sender and recipient. */
      readonly address: string;
      /** The draft that an earlier try has left; null: none is known. */
      readonly draftId: string | null;
      /** An earlier try broke off: it may have left a draft that is not known. */
      readonly mayHaveDraft: boolean;
      /** Stores the draft before it is sent. False: somebody else is at it by now, and this one must not be sent. */
      readonly onDraft: (draftId: string) => Promise<boolean>;
    }
  | { readonly kind: 'web_push'; readonly subscription: PushSubscription };

/** As a browser's `PushSubscription.toJSON()` gives it. */
export interface PushSubscription {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

export type Sent =
  | { readonly state: 'delivered' }
  | {
      readonly state: 'failed';
      readonly code: DeliveryFailure;
      /** Of an HTTP answer; null: there was none. */
      readonly status: number | null;
      readonly retryAfterMs?: number;
    };

/**
 * Tells an owner something through one kind of channel. At least once: what failed may have arrived. Never throws for what a
 * receiver does; ends within a bounded time. Errors: StoreError, VaultError.
 */
export interface ChannelSender<K extends ChannelTarget['kind'] = ChannelTarget['kind']> {
  send(target: Extract<ChannelTarget, { kind: K }>, telling: Telling): Promise<Sent>;
}

/** One for each kind of channel. */
export interface ChannelSenders {
  send(target: ChannelTarget, telling: Telling): Promise<Sent>;
  /** Whether this address may be given for a channel at all. Where its host leads to is looked at with each delivery. */
  mayLeadTo(url: string): boolean;
  /** The public key for subscriptions of browsers; null: web push is not set up. */
  pushKey(): Promise<string | null>;
}
