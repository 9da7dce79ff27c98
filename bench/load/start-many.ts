import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createThread } from '../../shared/application/conversation/create.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { createLocalBus } from '../../shared/infrastructure/local-bus/local-bus.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { indexes } from '../../shared/persistence/indexes.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { memoryVault } from '../../test/support/memory-vault.ts';
import { createRig, type Owner } from '../../test/support/rig/rig.ts';

export interface StartMany {
  /** Conversations that one owner starts at once. */
  readonly threads: number;
  /** Waits between two sweeps. */
  readonly pause: () => Promise<void>;
  /** Concurrent deliveries. */
  readonly concurrency: number;
  /** The owner’s pace in seconds; 0: as fast as this machine can, to measure the queue. */
  readonly paceSeconds: number;
}

export interface Started {
  /** First mails that were sent, and those that wait for their slot. */
  readonly sent: number;
  readonly planned: number;
  /** Turns with something to do: one for each first mail or its plan, and two for the other owner's first mail and reply. */
  readonly needed: number;
  /** Events that requested a turn. */
  readonly turnEvents: number;
  /** Milliseconds from the arrival of the other owner's answer until it is recorded, and until the reply is sent. */
  readonly seenMs: number;
  readonly repliedMs: number;
  /** The longest queue, and how many events are left at the end. */
  readonly longest: number;
  readonly left: number;
  readonly ms: number;
}

const payloads = z.union([
  z.object({ mailboxId: z.string(), hint: z.string().nullable().default(null) }),
  z.object({ userId: z.string(), threadId: z.string() }),
]);
const PERSON = 'answers@example.com';

/** One owner starts many conversations at once; in the middle of them another owner's recipient answers. */
export const startMany = async ({
  threads,
  pause,
  concurrency,
  paceSeconds,
}: StartMany): Promise<Started> => {
  const folder = await mkdtemp(join(tmpdir(), 'email-ai-start-'));
  const store = createSqliteStore({ path: join(folder, 'store.sqlite'), indexes });
  const local = createLocalBus({
    databasePath: join(folder, 'bus.sqlite'),
    now: Date.now,
    random: Math.random,
  });
  const rig = await createRig(store);
  let turnEvents = 0;
  const bus: typeof local = {
    ...local,
    publish: async (event) => {
      if (event.topic === 'thread-turn') turnEvents++;
      await local.publish(event);
    },
  };
  const deps = { ...rig.deps(), bus, vault: memoryVault(new Map()) };
  const start = async ({ userId, mailboxId }: Owner, email: string): Promise<string> => {
    const request = { assistantId: 'a1', recipient: { email }, instructions: 'Ask for a call.' };
    const created = await createThread({ ...deps, settings: {} })({
      userId,
      mailboxId,
      request,
      idempotencyKey: null,
    });
    if (!created.ok) throw new Error(created.error.code);
    return paths.thread(userId, created.value.thread.id);
  };
  let stopped = false;
  let longest = 0;
  /** Delivers Gmail's notifications and runs the sweep. */
  const announcing = async (): Promise<void> => {
    while (!stopped) {
      for (const notification of rig.notifications.splice(0)) {
        await bus.publishRaw('gmail-notification', notification);
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const sweeping = async (): Promise<void> => {
    while (!stopped) {
      await sweep(deps)();
      await pause();
    }
  };
  /** Paths of the threads whose first mail was sent, and of those that wait for their slot. */
  const sent = new Set<string>();
  const planned = new Set<string>();
  let leftInTurn = 0;
  const look = async (path: string): Promise<void> => {
    const { lastSentAt = null, waitingFor } = (await store.get(path))?.data ?? {};
    if (lastSentAt !== null) {
      sent.add(path);
      if (planned.delete(path)) leftInTurn++;
    } else if (JSON.stringify(waitingFor)?.includes('"pace"')) planned.add(path);
  };
  const opened = Promise.withResolvers<void>();
  const seen = Promise.withResolvers<number>();
  const replied = Promise.withResolvers<number>();
  const allSettled = Promise.withResolvers<void>();
  let watched = '';
  let answeredAt = 0;

  /** Called after each event with the current progress. */
  const observe = async (path: string | null): Promise<void> => {
    longest = Math.max(longest, bus.pending());
    if (path !== null) await look(path);
    if (sent.size + planned.size === threads + 1) allSettled.resolve();
    if (watched === '') return;
    if (sent.has(watched)) opened.resolve();
    if (answeredAt === 0) return;
    const other = (await store.get(watched))?.data;
    if (other?.lastReceivedAt) seen.resolve(performance.now() - answeredAt);
    if (rig.arrived(PERSON).length === 2) replied.resolve(performance.now() - answeredAt);
  };

  try {
    const busy = await rig.addOwner('busy@example.com');
    const other = await rig.addOwner('other@example.com');
    await store.update(paths.user(busy.userId), {
      dailySendingLimit: 1_000_000,
      paceSeconds,
    });
    bus.start({
      concurrency,
      deliver: async ({ data }) => {
        const payload = payloads.parse(data);
        if ('threadId' in payload) {
          await takeTurn(deps)(payload);
          await observe(paths.thread(payload.userId, payload.threadId));
        } else {
          if ((await syncMailbox(deps)(payload)).kind === 'retry') return false;
          await observe(null);
        }
        return true;
      },
    });
    const running = [announcing(), sweeping()];
    const from = performance.now();
    watched = await start(other, PERSON);
    await opened.promise;
    for (let n = 0; n < threads; n++) await start(busy, `person${n}@example.com`);
    answeredAt = performance.now();
    rig.answer(other, PERSON, 'This is mail number 1. What does it cost?');
    const [seenMs, repliedMs] = await Promise.all([seen.promise, replied.promise, allSettled.promise]);
    await bus.idle();
    const ms = performance.now() - from;
    stopped = true;
    await Promise.all(running);
    return {
      sent: sent.size - 1,
      planned: planned.size,
      needed: threads + 2 + leftInTurn,
      turnEvents,
      seenMs,
      repliedMs,
      longest,
      left: bus.pending() + bus.deadLetters().length,
      ms,
    };
  } finally {
    stopped = true;
    await bus.close();
    await rig.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
};
