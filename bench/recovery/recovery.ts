import { abandonLeases } from '../../shared/application/conversation/abandon-leases.ts';
import { comesAgain } from '../../shared/application/conversation/redelivery.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { healAlarms } from '../../shared/application/sweep/heal-alarms.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { appFor, type SimApp } from '../../test/simulation/app.ts';
import type { Announced } from '../../test/simulation/bus.ts';
import { Owner } from '../../test/simulation/owner.ts';
import type { Plan } from '../../test/simulation/plan.ts';
import { type Dice, dice } from '../../test/simulation/random.ts';
import { START, World } from '../../test/simulation/world.ts';

/**
 * How long a conversation waits for a process that died: the shipped use cases in virtual time, killed after each of their effects
 * in turn. What the platform does is given here, as it is configured.
 */

const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Platform {
  readonly sweepMs: number;
  /** What was being delivered comes again after the n-th delivery broke off (from 1). */
  readonly redeliveryMs: (attempt: number) => number;
  /** Until a process takes its place. */
  readonly restartMs: number;
  /** Whether the new process knows that nobody else is at work. */
  readonly isAlone: boolean;
}

export const platforms = {
  /** `minimum_backoff` of the subscription, doubled; the sweep of Cloud Scheduler. Other instances are there already. */
  cloud: {
    sweepMs: MINUTE,
    redeliveryMs: (attempt) => Math.min(600, 5 * 2 ** (attempt - 1)) * SECOND,
    restartMs: 0,
    isAlone: false,
  },
  /** The local bus gives at a start what the dead process was delivering; whatever restarts it takes a second. */
  machine: {
    sweepMs: SECOND,
    redeliveryMs: (attempt) => Math.min(60, 2 ** (attempt - 1)) * SECOND,
    restartMs: SECOND,
    isAlone: true,
  },
} as const satisfies Readonly<Record<string, Platform>>;
export type PlatformName = keyof typeof platforms;

/** When they answer, after the start: long after the first mail. */
const ANSWER_AT = 10 * MINUTE;
const END = ANSWER_AT + 15 * MINUTE;

const plan: Plan = {
  seed: 1,
  threads: 1,
  neighbour: false,
  sameRecipient: false,
  untidyGmail: false,
  review: false,
  followUp: false,
  replyDelayMinutes: 0,
  workingHours: false,
  dailyLimit: 100,
  replyLimit: 20,
  untidyClocks: false,
  paceSeconds: 0,
  undoSeconds: 0,
  burst: 0,
  holdingLine: false,
  events: [],
};

/** Everything takes as long as it takes at least, the model half a second, and it always answers: what differs is the crash. */
const noChance: Dice = {
  next: () => 0,
  below: () => 0,
  pick: (items) => dice(1).pick(items),
  chance: () => false,
};

interface Run {
  /** When the first mail and the answer left, ms after the start; null: never. */
  readonly first: number | null;
  readonly reply: number | null;
  /** The calls, in order. */
  readonly calls: readonly string[];
  /** How many there had been when they answered. */
  readonly callsBefore: number;
}

/** `phaseMs`: when the first sweep is, for it may come just before or just after a crash. */
const play = async (platform: Platform, crashAfter: number | null, phaseMs: number): Promise<Run> => {
  const world = new World(plan);
  const { scheduler } = world;
  const calls: string[] = [];
  world.dice = noChance;
  // Those of sweeps do not count: what dies is the work on the mail.
  world.faultOf = ({ port, method, task }) => {
    if (task.name === 'sweep' || task.name === 'start') return undefined;
    calls.push(`${port}.${method}`);
    return calls.length - 1 === crashAfter ? { kind: 'crash_after' } : undefined;
  };
  const owner = new Owner(world, plan, 'u1');
  let downUntil = 0;

  const whenUp = (work: () => void): void => {
    const at = Math.max(scheduler.now, downUntil);
    scheduler.at(at, () => (scheduler.now < downUntil ? whenUp(work) : work()));
  };
  const handle = async (event: Announced, app: SimApp, attempt: number): Promise<void> => {
    if (event.topic === 'thread-turn') {
      const outcome = await takeTurn(app)(event.data);
      if (comesAgain(outcome, attempt)) throw new Error('held');
      return;
    }
    const hint = 'hint' in event.data ? (event.data.hint ?? null) : null;
    const { mailboxId } = event.data;
    const outcome = await syncMailbox(app)({ mailboxId, hint, isRepeated: attempt > 1 });
    if (outcome.kind === 'retry') throw new Error('retry');
  };
  const deliver = (event: Announced, attempt: number): void =>
    whenUp(() => {
      let isOver = false;
      const again = (ms: number): void => {
        if (isOver) return;
        isOver = true;
        scheduler.at(scheduler.now + ms, () => deliver(event, attempt + 1));
      };
      world.instance.onDeath.push(() => again(platform.isAlone ? 0 : platform.redeliveryMs(attempt)));
      world.run(event.topic, async (task) => {
        await handle(event, appFor(world, task), attempt).then(
          () => {
            isOver = true;
          },
          () => again(platform.redeliveryMs(attempt)),
        );
      });
    });
  world.publish = (event) => scheduler.at(scheduler.now + 20, () => deliver(event, 1));
  owner.mailbox.onChange = (hint) =>
    world.publish({ topic: 'gmail-notification', data: { mailboxId: owner.mailbox.id, hint } } as Announced);
  world.onCrash = () => {
    downUntil = scheduler.now + platform.restartMs;
    if (!platform.isAlone) return;
    scheduler.at(downUntil, () => {
      world.run('start', async (task) => {
        // As the stack does: before anything else is at work, on the file itself.
        const app = { ...appFor(world, task), store: world.store.connect() };
        await abandonLeases(app)();
        await healAlarms(app)();
      });
    });
  };
  const tick = (): void => {
    if (scheduler.now >= downUntil) {
      world.run('sweep', async (task) => {
        await sweep(appFor(world, task))().catch(() => {});
      });
    }
    scheduler.at(scheduler.now + platform.sweepMs, tick);
  };
  scheduler.at(START + phaseMs, tick);

  await owner.setUp(1);
  let callsBefore = 0;
  scheduler.at(START + ANSWER_AT, () => {
    callsBefore = calls.length;
    owner.people.act('answer', owner.threadIds[0] ?? '');
  });
  while (scheduler.now < START + END && owner.mailbox.sent.length < 2) {
    if (!(await scheduler.step(START + END))) break;
  }
  const [first, reply] = owner.mailbox.sent.map(({ at }) => at - START);
  return { first: first ?? null, reply: reply ?? null, calls, callsBefore };
};

export interface Recovery {
  readonly moment: 'first mail' | 'answer';
  /** After which effect the process died: the call, and the how manieth of the moment it is. */
  readonly after: string;
  /** How much later the mail left than without a crash, in ms; null: it never left. */
  readonly delayMs: number | null;
}

const PHASES = 4;

/** Dies once after each effect that sending a first mail and answering a mail have; the worst of several phases of the sweep. */
export const measureRecovery = async (name: PlatformName): Promise<readonly Recovery[]> => {
  const platform: Platform = platforms[name];
  const results: Recovery[] = [];
  const usual = await play(platform, null, platform.sweepMs);
  for (const [n, call] of usual.calls.entries()) {
    const moment = n < usual.callsBefore ? 'first mail' : 'answer';
    let worst: number | null = Number.NEGATIVE_INFINITY;
    for (let phase = 1; phase <= PHASES; phase++) {
      const run = await play(platform, n, (phase * platform.sweepMs) / PHASES);
      const [got, expected] = moment === 'first mail' ? [run.first, usual.first] : [run.reply, usual.reply];
      worst = got === null || expected === null || worst === null ? null : Math.max(worst, got - expected);
    }
    results.push({ moment, after: `${call} (${n})`, delayMs: worst });
  }
  return results;
};
