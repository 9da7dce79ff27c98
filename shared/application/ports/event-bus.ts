/** Events carry ids only, so that a late or repeated one can do no harm. */
export type AppEvent =
  | {
      readonly topic: 'thread-turn';
      readonly data: { readonly userId: string; readonly threadId: string };
      /** Nobody waits for it: a bus that can choose takes all others first. */
      readonly bulk?: boolean;
    }
  /** Look into this mailbox, as if Gmail had said that it changed. */
  | { readonly topic: 'gmail-notification'; readonly data: { readonly mailboxId: string } }
  /** Something is in the outbox, or a channel has something to tell. */
  | {
      readonly topic: 'notifications';
      readonly data: { readonly userId: string } & (
        | { readonly notificationId: string }
        | { readonly channelId: string }
      );
    };

export type Topic = AppEvent['topic'];

/**
 * Delivery is at least once, in no order, with exponential backoff, and to a dead-letter topic after repeated
 * failure. A resolved `publish` means that the event is durable. Errors: BusError.
 */
export interface EventBus {
  publish(event: AppEvent): Promise<void>;
}

export class BusError extends Error {
  override readonly name = 'BusError';
}
