/** Events contain only ids, so that a late or repeated event is harmless. */
export type AppEvent =
  | {
      readonly topic: 'thread-turn';
      readonly data: { readonly userId: string; readonly threadId: string };
      /** Low priority: a bus with priorities delivers other events first. */
      readonly bulk?: boolean;
    }
  /** Sync this mailbox, as if Gmail had notified us of a change. */
  | { readonly topic: 'gmail-notification'; readonly data: { readonly mailboxId: string } }
  /** A document is to be read. */
  | {
      readonly topic: 'read-document';
      readonly data: { readonly userId: string; readonly documentId: string };
    }
  /** The next step of a rehearsal. */
  | {
      readonly topic: 'rehearse';
      readonly data: { readonly userId: string; readonly rehearsalId: string };
    }
  /** An owner has corrected a draft. */
  | {
      readonly topic: 'learn';
      readonly data: { readonly userId: string; readonly threadId: string; readonly correctionId: string };
    }
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
 * Delivery is at least once, in no particular order, with exponential backoff; after repeated failures the event
 * becomes a dead letter. A resolved `publish` means that the event is durable. Errors: BusError.
 */
export interface EventBus {
  publish(event: AppEvent): Promise<void>;
}

export class BusError extends Error {
  override readonly name = 'BusError';
}
