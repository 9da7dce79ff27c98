import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { createLocalBus, type LocalBus } from '../../shared/infrastructure/local-bus/local-bus.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import type { Counts } from '../../test/support/rig/meter.ts';
import { createRig, type Owner, type Rig } from '../../test/support/rig/rig.ts';

export interface Load {
  readonly mailboxes: number;
  /** Concurrent deliveries. */
  readonly concurrency: number;
}

export interface LoadResult {
  /** Notifications that are published at once: five for each mailbox, one of them about a mail of the recipient. */
  readonly notifications: number;
  /** Notifications caused by our own drafts and mails. */
  readonly echoes: number;
  readonly ms: number;
  /** Operations while the first notifications were handled, and while the echoes were. */
  readonly counts: Counts;
  readonly echoCounts: Counts;
  readonly quotaUnits: number;
  /** Replies sent in each mailbox. */
  readonly answers: readonly number[];
  readonly unread: number;
}

const payloads = z.union([
  z.object({ mailboxId: z.string(), hint: z.string() }),
  z.object({ userId: z.string(), threadId: z.string() }),
]);

const recipientOf = (index: number): string => `person${index}@example.com`;

/** Publishes what Gmail has announced since the last call, and waits until all of it is handled. */
const settle = async (rig: Rig, bus: LocalBus, twice: boolean): Promise<number> => {
  const announced = rig.notifications.splice(0);
  // Two of every three notifications are delivered twice.
  const all = twice ? [...announced, ...announced.filter((_, index) => index % 3 !== 2)] : announced;
  for (const notification of all) await bus.publishRaw('gmail-notification', notification);
  await bus.idle();
  return all.length;
};

const begin = async (rig: Rig, index: number): Promise<Owner> => {
  const owner = await rig.addOwner(`owner${index}@example.com`);
  const threadId = await rig.addThread(owner, recipientOf(index));
  await takeTurn(rig.deps())({ userId: owner.userId, threadId });
  return owner;
};

/**
 * The shipped use cases with the Gmail adapter, store and bus of one machine, under concurrent notifications for many
 * mailboxes: some about a mail of the recipient, some about unrelated mails, some delivered twice.
 */
export const runLoad = async ({ mailboxes, concurrency }: Load): Promise<LoadResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'email-ai-load-'));
  const store = createSqliteStore({ path: join(folder, 'store.sqlite') });
  const bus = createLocalBus({
    databasePath: join(folder, 'bus.sqlite'),
    now: Date.now,
    random: Math.random,
  });
  const rig = await createRig(store);
  try {
    const deps = { ...rig.deps(), bus: rig.meter.bus(bus) };
    const owners: Owner[] = [];
    for (let index = 0; index < mailboxes; index++) owners.push(await begin(rig, index));
    bus.start({
      concurrency,
      deliver: async ({ data }) => {
        const payload = payloads.parse(data);
        if ('threadId' in payload) await takeTurn(deps)(payload);
        else if ((await syncMailbox(deps)(payload)).kind === 'retry') return false;
        return true;
      },
    });
    await settle(rig, bus, false);

    for (const [index, owner] of owners.entries()) {
      rig.unrelated(owner);
      rig.answer(owner, recipientOf(index), `This is mail number ${index}. What does it cost?`);
      rig.unrelated(owner);
      rig.google.world.resetQuota(owner.email);
    }
    await rig.announced(3 * mailboxes);
    rig.meter.reset();
    const from = performance.now();
    const notifications = await settle(rig, bus, true);
    const counts = rig.meter.counts();
    const quotaUnits = owners.reduce((sum, { email }) => sum + rig.google.world.quota(email).units, 0);
    rig.meter.reset();
    let echoes = 0;
    for (let more = await settle(rig, bus, false); more > 0; more = await settle(rig, bus, false))
      echoes += more;
    const ms = performance.now() - from;
    const answers = owners.map(
      (_, index) =>
        rig.arrived(recipientOf(index)).filter(({ text }) => text.includes(`Thank you for: number ${index}.`))
          .length,
    );
    return {
      notifications,
      echoes,
      ms,
      counts,
      echoCounts: rig.meter.counts(),
      quotaUnits,
      answers,
      unread: bus.pending() + bus.deadLetters().length,
    };
  } finally {
    await bus.close();
    await rig.close();
    await store.close();
    await rm(folder, { recursive: true });
  }
};
