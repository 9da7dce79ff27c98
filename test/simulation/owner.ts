import { createAssistant } from '../../shared/application/assistant/assistants.ts';
import { createThread } from '../../shared/application/conversation/create.ts';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
import { createChannel } from '../../shared/application/notification/channels.ts';
import type { AppEvent } from '../../shared/application/ports/event-bus.ts';
import { userSchema } from '../../shared/domain/account/user.ts';
import { mailboxSchema } from '../../shared/domain/mailbox/mailbox.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { memoryVault } from '../support/memory-vault.ts';
import { Checks } from './checks/checks.ts';
import type { SimMailbox } from './gmail.ts';
import { People } from './people.ts';
import type { Plan } from './plan.ts';
import { Receiver, receiverOf, withoutPush } from './receiver.ts';
import { FOLLOW_UP_DAYS, MAX_FOLLOW_UPS, recipientOf, WORKING_HOURS } from './settings.ts';
import { SILENCE_MS, type World } from './world.ts';

const HOUR = 60 * 60_000;

/** Somebody who uses the system: a mailbox, an assistant, conversations, and the promises made to them. */
export class Owner {
  readonly userId: string;
  readonly mailbox: SimMailbox;
  readonly people: People;
  readonly checks: Checks;
  threadIds: readonly string[] = [];
  assistantId = '';
  readonly #world: World;
  readonly #plan: Plan;

  constructor(world: World, plan: Plan, userId: string) {
    const email = `owner-${userId}@example.com`;
    this.#world = world;
    this.#plan = plan;
    this.userId = userId;
    this.mailbox = world.addMailbox(mailboxIdOf(email), email);
    this.mailbox.sentLag = () => (world.dice.chance(0.15) ? world.dice.below(5_000) : 0);
    if (plan.untidyGmail) {
      this.mailbox.historyLag = () => (world.dice.chance(0.3) ? world.dice.below(4 * 60_000) : 0);
      this.mailbox.readLag = () => (world.dice.chance(0.3) ? world.dice.below(15_000) : 0);
      this.mailbox.orphansDrafts = true;
      world.visited.add('untidy gmail');
    }
    this.people = new People(world, this.mailbox, plan, userId);
    this.checks = new Checks(world, this.mailbox, plan, userId, this.people);
  }

  /** The webhook and the mail to oneself that tell this owner of everything. */
  async #listen(): Promise<void> {
    const { mailbox, userId } = this;
    const world = this.#world;
    world.receivers.set(receiverOf(userId), new Receiver(world.clock.now));
    const senders = { ...withoutPush, send: () => Promise.reject(new Error('nothing is told yet')) };
    const { clock, random, logger, secrets } = world;
    const deps = {
      store: world.store.connect(),
      vault: memoryVault(secrets),
      clock,
      random,
      logger,
      senders,
    };
    const secret = `whsec_${'A'.repeat(32)}`;
    for (const config of [{ kind: 'webhook', url: receiverOf(userId), secret }, { kind: 'email' }] as const) {
      const made = await createChannel(deps)({ userId, mailboxId: mailbox.id, config, settings: {} });
      if (!made.ok) throw new Error(made.error.code);
    }
  }

  isPaused(isWhole: boolean): boolean {
    const { documents } = this.#world.store;
    const path = isWhole ? paths.user(this.userId) : paths.assistant(this.userId, this.assistantId);
    return documents.get(path)?.data.paused === true;
  }

  /** Signs the owner in, and has an assistant begin so many conversations. */
  async setUp(threads: number): Promise<void> {
    const { mailbox, userId } = this;
    const world = this.#world;
    const plan = this.#plan;
    const store = world.store.connect();
    const now = world.clock.now();
    const watched = mailbox.calls().watch(mailbox.id);
    const historyId = watched?.ok ? watched.value.historyId : '1';
    const user = userSchema.parse({
      schemaVersion: 1,
      id: userId,
      email: mailbox.email,
      name: 'Olivia Owner',
      picture: null,
      timeZone: 'Europe/Berlin',
      dailySendingLimit: plan.dailyLimit,
      paceSeconds: plan.paceSeconds,
      undoSeconds: plan.undoSeconds,
      retentionDays: null,
      createdAt: now,
      updatedAt: now,
    });
    await store.set(paths.user(userId), asData(user));
    const document = mailboxSchema.parse({
      schemaVersion: 1,
      id: mailbox.id,
      userId,
      email: mailbox.email,
      aliases: [],
      status: 'connected',
      historyId,
      watchExpiresAt: watched?.ok ? watched.value.expiresAt : null,
      watchDueAt: now + 5 * 24 * HOUR,
      nextSyncAt: now + SILENCE_MS,
      stuck: null,
      resync: null,
      createdAt: now,
      updatedAt: now,
    });
    await store.set(paths.mailbox(mailbox.id), asData(document));
    if (plan.listens) await this.#listen();
    const quiet = { store, clock: world.clock, random: world.random, logger: world.logger };
    const assistant = await createAssistant(quiet)({
      userId,
      fields: {
        name: 'Alex',
        instructions: 'Be brief.',
        knowledge: '',
        language: null,
        signature: null,
        mode: plan.review ? 'review' : 'autonomous',
        limits: { repliesPerThread: plan.replyLimit },
        capabilities: {
          followUp: true,
          askOwner: true,
          holdingLine: plan.holdingLine,
          learn: true,
          disclose: plan.linesBelow ? 'always' : 'when_asked',
        },
        optOutLine: plan.linesBelow,
        sendingHours: plan.recipientHours ? 'recipient' : 'owner',
        replyDelayMinutes: plan.replyDelayMinutes,
        workingHours: plan.workingHours ? WORKING_HOURS : null,
      },
    });
    this.assistantId = assistant.id;
    const bus = { publish: async (event: AppEvent) => world.publish(event) };
    const vault = memoryVault(new Map());
    for (let n = 0; n < threads; n++) {
      const created = await this.begin({ ...quiet, bus, vault }, plan.sameRecipient && n > 0);
      if (!created.ok) throw new Error(created.error.code);
    }
  }

  /** Begins one more conversation. With `sameRecipient` all are with one person, and this is to be said. */
  async begin(
    deps: Parameters<typeof createThread>[0],
    allowParallel: boolean,
  ): Promise<Awaited<ReturnType<ReturnType<typeof createThread>>>> {
    const { mailbox, userId } = this;
    const plan = this.#plan;
    const n = this.threadIds.length;
    const created = await createThread(deps)({
      userId,
      mailboxId: mailbox.id,
      request: {
        assistantId: this.assistantId,
        recipient: { email: recipientOf(plan, n), name: `Person ${n}` },
        instructions: `Say hello in conversation ${n}.`,
        allowParallel,
        followUp: plan.followUp ? { afterDays: FOLLOW_UP_DAYS, max: MAX_FOLLOW_UPS, backoff: 1 } : null,
      },
      idempotencyKey: null,
    });
    if (created.ok) {
      this.threadIds = [...this.threadIds, created.value.thread.id];
      this.checks.facts.threadIds = this.threadIds;
      this.people.threadIds = this.threadIds;
    }
    return created;
  }
}
