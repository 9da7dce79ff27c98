import { createAssistant } from '../../shared/application/assistant/assistants.ts';
import { createThread } from '../../shared/application/conversation/create.ts';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
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
    const threadIds: string[] = [];
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
        capabilities: { followUp: true, askOwner: true, holdingLine: plan.holdingLine },
        replyDelayMinutes: plan.replyDelayMinutes,
        workingHours: plan.workingHours ? WORKING_HOURS : null,
      },
    });
    this.assistantId = assistant.id;
    for (let n = 0; n < threads; n++) {
      const bus = { publish: async (event: AppEvent) => world.publish(event) };
      const created = await createThread({ ...quiet, bus, vault: memoryVault(new Map()) })({
        userId,
        mailboxId: mailbox.id,
        request: {
          assistantId: assistant.id,
          recipient: { email: recipientOf(plan, n), name: `Person ${n}` },
          instructions: `Say hello in conversation ${n}.`,
          followUp: plan.followUp ? { afterDays: FOLLOW_UP_DAYS, max: MAX_FOLLOW_UPS, backoff: 1 } : null,
        },
        idempotencyKey: null,
      });
      if (!created.ok) throw new Error(created.error.code);
      threadIds.push(created.value.thread.id);
    }
    this.threadIds = threadIds;
    this.checks.facts.threadIds = threadIds;
    this.people.threadIds = threadIds;
  }
}
