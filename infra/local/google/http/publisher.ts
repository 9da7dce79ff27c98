import type { World } from '../world/world.ts';

export type Publish = (topic: string, payload: { emailAddress: string; historyId: string }) => Promise<void>;

const RETRY_MS = 1000;

/**
 * Carries noted notifications to the bus, oldest first. A note is removed after it has been published, so a
 * crash in between publishes twice: at least once, like Pub/Sub.
 */
export function startPublisher(world: World, publish: Publish): { close(): Promise<void> } {
  let closed = false;
  let again = false;
  let running: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;

  const drain = async (): Promise<void> => {
    do {
      again = false;
      for (const note of world.pendingNotifications()) {
        if (closed) return;
        await publish(note.topic, { emailAddress: note.email, historyId: note.historyId });
        world.removeNotification(note.id);
      }
    } while (again && !closed);
  };

  const wake = (): void => {
    if (closed) return;
    again = true;
    running ??= Promise.resolve()
      .then(drain)
      .then(
        () => {
          running = null;
          if (again) wake();
        },
        () => {
          running = null;
          // The bus is unavailable: the stored notification is published later.
          clearTimeout(retry);
          retry = setTimeout(wake, RETRY_MS);
          retry.unref();
        },
      );
  };

  world.onChange(wake);
  wake();
  return {
    close: async () => {
      closed = true;
      clearTimeout(retry);
      await running;
    },
  };
}
