import type { EventBus } from '../ports/event-bus.ts';
import { type DeliverDeps, type DeliverOutcome, deliverChannel } from './deliver.ts';
import { fanOut } from './fan-out.ts';

export interface NotifyDeps extends DeliverDeps {
  readonly bus: EventBus;
}

export type NotifyEvent = { readonly userId: string } & (
  | { readonly notificationId: string }
  | { readonly channelId: string }
);

/**
 * Works off an event of the topic `notifications`: something is in the outbox, or a channel has something to tell. Each channel
 * gets an event of its own, so that one that is down does not hold up another.
 * Errors: StoreError, VaultError, BusError: deliver the event again.
 */
export const notify =
  (deps: NotifyDeps) =>
  async (event: NotifyEvent): Promise<DeliverOutcome | 'queued'> => {
    if ('channelId' in event) return deliverChannel(deps)(event);
    const { userId } = event;
    for (const channelId of await fanOut(deps, event)) {
      // A lost one is the sweep's to announce: the channel's alarm is set.
      await deps.bus
        .publish({ topic: 'notifications', data: { userId, channelId } })
        .catch((error: unknown) => deps.logger.warn('channel_not_announced', { userId, channelId }, error));
    }
    return 'queued';
  };
