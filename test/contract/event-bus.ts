import { describe, expect, test, vi } from 'vitest';
import type { EventBus } from '../../shared/application/ports/event-bus.ts';

export interface Received {
  readonly topic: string;
  readonly data: unknown;
}

export interface OpenBus {
  readonly bus: EventBus;
  /** Delivers to the subscriber from now on; its answer says whether the event was dealt with. */
  subscribe(subscriber: (event: Received) => Promise<boolean>): Promise<void>;
  close(): Promise<void>;
}

const WAIT = { timeout: 20_000, interval: 10 };

/** What every EventBus holds to. `open` is called once per test and gives a bus that nobody else uses. */
export const eventBusContract = (adapter: string, open: () => Promise<OpenBus>): void => {
  const withBus = (title: string, body: (opened: OpenBus) => Promise<void>): void => {
    test(title, async () => {
      const opened = await open();
      try {
        await body(opened);
      } finally {
        await opened.close();
      }
    });
  };

  describe(`event bus: ${adapter}`, () => {
    withBus('an event arrives as it was published, under its topic', async ({ bus, subscribe }) => {
      const received: Received[] = [];
      await subscribe(async (event) => received.push(event) > 0);
      await bus.publish({ topic: 'thread-turn', data: { userId: 'ü', threadId: 'т-1' } });
      await bus.publish({ topic: 'gmail-notification', data: { mailboxId: 'm' } });
      await vi.waitFor(() => expect(received).toHaveLength(2), WAIT);
      expect(received).toContainEqual({ topic: 'thread-turn', data: { userId: 'ü', threadId: 'т-1' } });
      expect(received).toContainEqual({ topic: 'gmail-notification', data: { mailboxId: 'm' } });
    });

    withBus('what was published before anybody listened is kept', async ({ bus, subscribe }) => {
      await bus.publish({ topic: 'gmail-notification', data: { mailboxId: 'early' } });
      const received: Received[] = [];
      await subscribe(async (event) => received.push(event) > 0);
      await vi.waitFor(() => expect(received).toHaveLength(1), WAIT);
    });

    withBus('an event that was not dealt with comes again', async ({ bus, subscribe }) => {
      const received: Received[] = [];
      await subscribe(async (event) => received.push(event) >= 3);
      await bus.publish({ topic: 'gmail-notification', data: { mailboxId: 'again' } });
      await vi.waitFor(() => expect(received).toHaveLength(3), WAIT);
      expect(new Set(received.map(({ data }) => JSON.stringify(data)))).toEqual(
        new Set(['{"mailboxId":"again"}']),
      );
    });

    withBus('all of many published at once arrive', async ({ bus, subscribe }) => {
      const received = new Set<string>();
      await subscribe(async ({ data }) => received.add(JSON.stringify(data)).size > 0);
      const ids = Array.from({ length: 50 }, (_, n) => `m${n}`);
      await Promise.all(
        ids.map((mailboxId) => bus.publish({ topic: 'gmail-notification', data: { mailboxId } })),
      );
      await vi.waitFor(() => expect(received.size).toBe(ids.length), WAIT);
    });
  });
};
