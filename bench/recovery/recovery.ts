import { abandonLeases } from '../../shared/application/conversation/abandon-leases.ts';
import { PROMPT_HAND_OUT_MS } from '../../shared/application/conversation/hand-out.ts';
import { comesAgain } from '../../shared/application/conversation/redelivery.ts';
import { approveMessage } from '../../shared/application/conversation/review.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { healAlarms } from '../../shared/application/sweep/heal-alarms.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { appFor, type SimApp } from '../../test/simulation/app.ts';
import type { Announced } from '../../test/simulation/bus.ts';
import { Owner } from '../../test/simulation/owner.ts';
import type { Plan } from '../../test/simulation/plan.ts';
import { type Dice, dice } from '../../test/simulation/random.ts';
import type { Task } from '../../test/simulation/scheduler.ts';
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
  /** As in the composition root. */
  readonly trustMs: number;
}

export const platforms = {
  /** `minimum_backoff` of the subscription, doubled; the sweep of Cloud Scheduler. Other instances are there already. */
  cloud: {
    sweepMs: MINUTE,
    redeliveryMs: (attempt) => Math.min(600, 5 * 2 ** (attempt - 1)) * SECOND,
    restartMs: 0,
    isAlone: false,
    trustMs: 0,
  },
  /** The local bus gives at a start what the dead process was delivering; whatever restarts it takes a second. */
  machine: {
    sweepMs: SECOND,
    redeliveryMs: (attempt) => Math.min(60, 2 ** (attempt - 1)) * SECOND,
    restartMs: SECOND,
    isAlone: true,
    trustMs: PROMPT_HAND_OUT_MS,
  },
} as const satisfies Readonly<Record<string, Platform>>;
export type PlatformName = keyof typeof platforms;

/** When they answer, after the start: long after the first mail. */
const ANSWER_AT = 10 * MINUTE;
const END = ANSWER_AT + 15 * MINUTE;

const usualPlan: Plan = {
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
  listens: false,
  paceSeconds: 0,
  undoSeconds: 0,
  linesBelow: false,
  recipientHours: false,
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

/** Whose work breaks off: the handlers of events, the sweep in place of a lost event, or the owner's request. */
const workers = ['events', 'sweep', 'request'] as const;
type Worker = (typeof workers)[number];

const workerOf = ({ name }: { readonly name: string }): Worker | null => {
  if (name === 'start') return null;
  return name === 'sweep' || name === 'request' ? name : 'events';
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
const play = async (
  platform: Platform,
  worker: Worker,
  crashAfter: number | null,
  phaseMs: number,
): Promise<Run> => {
  const plan: Plan = { ...usualPlan, review: worker === 'request' };
  const world = new World(plan);
  const { scheduler } = world;
  const appOf = (task: Task): SimApp => {
    const app = appFor(world, task);
    return { ...app, settings: { ...app.settings, trustMs: platform.trustMs } };
  };
  const calls: string[] = [];
  world.dice = noChance;
  world.faultOf = ({ port, method, task }) => {
    if (workerOf(task) !== worker) return undefined;
    if (worker === 'sweep' && owner.mailbox.sent.length > 0) return undefined;
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
    if (!('mailboxId' in event.data)) return;
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
        await handle(event, appOf(task), attempt).then(
          () => {
            isOver = true;
          },
          () => again(platform.redeliveryMs(attempt)),
        );
      });
    });
  let isFirst = true;
  world.publish = (event) => {
    // The process that created the conversation dies before it publishes.
    const isLost = worker === 'sweep' && isFirst;
    isFirst = false;
    if (isLost) return world.crash();
    scheduler.at(scheduler.now + 20, () => deliver(event, 1));
  };
  owner.mailbox.onChange = (hint) =>
    world.publish({ topic: 'gmail-notification', data: { mailboxId: owner.mailbox.id, hint } } as Announced);
  world.onCrash = () => {
    downUntil = scheduler.now + platform.restartMs;
    if (!platform.isAlone) return;
    scheduler.at(downUntil, () => {
      world.run('start', async (task) => {
        // As the stack does: before anything else is at work, on the file itself.
        const app = { ...appOf(task), store: world.store.connect() };
        await abandonLeases(app)();
        await healAlarms(app)();
      });
    });
  };
  const tick = (): void => {
    if (scheduler.now >= downUntil) {
      world.run('sweep', async (task) => {
        await sweep(appOf(task))().catch(() => {});
      });
    }
    scheduler.at(scheduler.now + platform.sweepMs, tick);
  };
  scheduler.at(START + phaseMs, tick);

  await owner.setUp(1);
  let callsBefore = 0;
  scheduler.at(START + ANSWER_AT, () => {
    callsBefore = calls.length;
    const threadId = owner.threadIds[0] ?? '';
    if (worker !== 'request') return owner.people.act('answer', threadId);
    const messageId = owner.people.waitingDraft(threadId)?.messageId ?? '';
    world.run('request', async (task) => {
      await approveMessage(appOf(task))({ userId: owner.userId, threadId, messageId, text: null });
    });
  });
  while (scheduler.now < START + END && owner.mailbox.sent.length < 2) {
    if (!(await scheduler.step(START + END))) break;
  }
  const [first, reply] = owner.mailbox.sent.map(({ at }) => at - START);
  return { first: first ?? null, reply: reply ?? null, calls, callsBefore };
};

const moments = ['first mail', 'answer', 'creation', 'sweep', 'approval'] as const;
type Moment = (typeof moments)[number];

export interface Recovery {
  readonly moment: Moment;
  /** After which effect the process died: the call, and the how manieth of the moment it is. */
  readonly after: string;
  /** How much later the mail left than without this crash, in ms; null: it never left. */
  readonly delayMs: number | null;
}

const PHASES = [1, 2, 3, 4] as const;

/** How much later, in the worst of several phases of the sweep. */
const worstOf = async (
  { sweepMs }: Platform,
  run: (phaseMs: number) => Promise<number | null>,
  usual: (phaseMs: number) => Promise<number | null>,
): Promise<number | null> => {
  let worst = Number.NEGATIVE_INFINITY;
  for (const phase of PHASES) {
    const phaseMs = (phase * sweepMs) / PHASES.length;
    const [got, expected] = [await run(phaseMs), await usual(phaseMs)];
    if (got === null || expected === null) return null;
    worst = Math.max(worst, got - expected);
  }
  return worst;
};

const momentOf = (worker: Worker, isBeforeAnswer: boolean): Moment => {
  if (worker === 'sweep') return 'sweep';
  if (worker === 'request') return 'approval';
  return isBeforeAnswer ? 'first mail' : 'answer';
};

/**
 * Before this, nothing has happened that could be delayed: the sweeps before the one that publishes found nothing, and a request
 * that did not store anything has failed.
 */
const firstPointOf = (worker: Worker, calls: readonly string[]): number => {
  if (worker === 'events') return 0;
  return worker === 'sweep' ? calls.indexOf('bus.publish') - 2 : calls.indexOf('store.committed');
};

/**
 * Dies once after each effect that these have: sending a first mail, answering a mail, creating a conversation, the sweep that makes
 * up for a lost event, and the owner's approval.
 */
export const measureRecovery = async (name: PlatformName): Promise<readonly Recovery[]> => {
  const platform: Platform = platforms[name];
  const results: Recovery[] = [];
  for (const worker of workers) {
    const usual = await play(platform, worker, null, platform.sweepMs);
    for (let n = firstPointOf(worker, usual.calls); n < usual.calls.length; n++) {
      const moment = momentOf(worker, n < usual.callsBefore);
      const mailOf = ({ first, reply }: Run): number | null => (moment === 'answer' ? reply : first);
      const delayMs = await worstOf(
        platform,
        async (phaseMs) => mailOf(await play(platform, worker, n, phaseMs)),
        async (phaseMs) => mailOf(worker === 'sweep' ? await play(platform, worker, null, phaseMs) : usual),
      );
      results.push({ moment, after: `${usual.calls[n]} (${n})`, delayMs });
    }
  }
  // The crash that the sweep made up for.
  const undisturbed = await play(platform, 'events', null, platform.sweepMs);
  const delayMs = await worstOf(
    platform,
    async (phaseMs) => (await play(platform, 'sweep', null, phaseMs)).first,
    async () => undisturbed.first,
  );
  return [...results, { moment: 'creation', after: 'store.committed', delayMs }];
};
