import { createAssistant, deleteAssistant } from '../../shared/application/assistants/assistants.ts';
import { deleteAccount } from '../../shared/application/auth/delete-account.ts';
import type { AuthDeps } from '../../shared/application/auth/deps.ts';
import { disconnect } from '../../shared/application/auth/disconnect.ts';
import { finishDeletions } from '../../shared/application/auth/finish-deletions.ts';
import { finishDisconnects } from '../../shared/application/auth/finish-disconnects.ts';
import { mailboxIdOf } from '../../shared/application/documents/mailbox-id.ts';
import { paths } from '../../shared/application/documents/paths.ts';
import { asData } from '../../shared/application/documents/thread-view.ts';
import { createThread } from '../../shared/application/email-threads/create-thread.ts';
import { deleteThread } from '../../shared/application/email-threads/delete-thread.ts';
import { resumeThread } from '../../shared/application/email-threads/resume-thread.ts';
import {
  approveMessage,
  discardMessage,
  rewriteMessage,
} from '../../shared/application/email-threads/review.ts';
import { stopThread } from '../../shared/application/email-threads/stop-thread.ts';
import { updateThread } from '../../shared/application/email-threads/update-thread.ts';
import { syncMailbox } from '../../shared/application/mailbox-sync/sync-mailbox.ts';
import { wakeThreads } from '../../shared/application/mailboxes/wake-threads.ts';
import type { AppEvent } from '../../shared/application/ports/event-bus.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { takeTurn } from '../../shared/application/turns/take-turn.ts';
import { renewWatches } from '../../shared/application/watches/renew-watches.ts';
import { mailboxSchema } from '../../shared/domain/mailbox.ts';
import { ok } from '../../shared/domain/result.ts';
import { userSchema } from '../../shared/domain/user.ts';
import { Checks } from './checks/checks.ts';
import { anythingDue } from './due.ts';
import { People } from './people.ts';
import type { Happening, Plan } from './plan.ts';
import type { Task } from './scheduler.ts';
import { recipientOf, WORKING_HOURS } from './settings.ts';
import { LEASE_MS, SILENCE_MS, START, World } from './world.ts';

export const USER = 'u1';
export const OWNER = 'owner@example.com';
export const MAILBOX = mailboxIdOf(OWNER);
export const REFRESH_TOKEN = 'canary-refresh-token';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const MAX_ATTEMPTS = 30;
/** Nothing due for that long: the minute is played nevertheless. */
const IDLE_MS = HOUR;

export interface RunResult {
  readonly violations: readonly string[];
  readonly visited: ReadonlySet<string>;
  readonly sent: number;
  readonly log: readonly string[];
}

/** What the shipping use cases are given, for one task of one process. */
const appFor = (world: World, task: Task) => {
  const secrets = new Map([[`gmail-refresh-token-${MAILBOX}`, REFRESH_TOKEN]]);
  const deps: AuthDeps = {
    store: world.storeFor(task),
    bus: world.busFor(task),
    gateway: world.gatewayFor(task),
    clock: world.clock,
    random: world.random,
    logger: world.logger,
    vault: {
      get: async (name) => secrets.get(name) ?? null,
      put: async (name, secret) => void secrets.set(name, secret),
      destroy: async (name) => void secrets.delete(name),
    },
    identity: {
      authorizationUrl: () => '',
      exchangeCode: async () => ({ ok: false, error: { code: 'invalid', message: '' } }),
      accessToken: async () => ok('canary-access-token'),
      forgetAccessToken: () => {},
      revoke: async (mailboxId) => {
        const mailbox = world.mailboxes.get(mailboxId);
        if (mailbox) mailbox.revoked = true;
        return ok(undefined);
      },
    },
    settings: { redirectUri: '', push: true, silenceMs: SILENCE_MS, dailySendingLimit: 100 },
  };
  return {
    ...deps,
    writer: world.writerFor(task),
    settings: { ...deps.settings, leaseMs: LEASE_MS, dailyTokenBudget: 1_000_000 },
  };
};
type SimApp = ReturnType<typeof appFor>;

/** Plays one plan to its end and says which promises it found broken. */
export const runPlan = async (plan: Plan): Promise<RunResult> => {
  const world = new World(plan);
  const { scheduler } = world;
  const mailbox = world.addMailbox(MAILBOX, OWNER);
  const checks = new Checks(world, mailbox, plan, USER);
  const people = new People(world, mailbox, plan);
  const deliveries = new Map(
    plan.events.flatMap((event) => (event.type === 'delivery' ? [[event.event, event.what] as const] : [])),
  );
  let events = 0;

  const handle = async (event: Announced, app: SimApp): Promise<void> => {
    if (event.topic === 'thread-turn') {
      await takeTurn(app)(event.data);
      return;
    }
    const hint = 'hint' in event.data ? event.data.hint : null;
    const outcome = await syncMailbox(app)({ mailboxId: event.data.mailboxId, hint });
    if (outcome.kind === 'retry') throw new Error(`retry: ${outcome.why}`);
    checks.acknowledged(hint ?? null);
  };

  /** At least once: an event is gone only when its handling has ended well; a crash or a failure brings it back. */
  const deliver = (event: Announced, attempt: number): void => {
    if (attempt > MAX_ATTEMPTS) return;
    let over = false;
    const again = (ms: number): void => {
      if (over) return;
      over = true;
      scheduler.at(scheduler.now + ms, () => deliver(event, attempt + 1));
    };
    world.run(event.topic, async (task) => {
      try {
        await handle(event, appFor(world, task));
        over = true;
      } catch (error) {
        world.note(error);
        again(1000 * 2 ** Math.min(attempt, 9));
      }
    });
    // A process that died says nothing; the acknowledgement's deadline passes.
    scheduler.at(scheduler.now + 10 * MINUTE, () => again(0));
  };

  const announce = (event: Announced): void => {
    const what = world.quiet ? undefined : deliveries.get(events);
    events++;
    if (what) world.visited.add(`event ${what}`);
    if (what === 'lost') return;
    const delay = what === 'late' ? 5 * MINUTE + world.dice.below(HOUR) : 5 + world.dice.below(200);
    scheduler.at(scheduler.now + delay, () => deliver(event, 1));
    if (what === 'twice') scheduler.at(scheduler.now + world.dice.below(3000), () => deliver(event, 1));
  };
  world.publish = (event: AppEvent) => announce(event);
  mailbox.onChange = (historyId) => {
    if (mailbox.watchExpiresAt > scheduler.now) {
      announce({ topic: 'gmail-notification', data: { mailboxId: MAILBOX, hint: historyId } });
    }
  };

  const schedule = (name: string, everyMs: number, job: (app: SimApp) => Promise<unknown>): void => {
    let played = scheduler.now;
    const tick = (): void => {
      const idleFor = scheduler.now - played;
      if (idleFor >= IDLE_MS || anythingDue(world.store.documents.values(), scheduler.now)) {
        played = scheduler.now;
        world.run(name, async (task) => {
          await job(appFor(world, task)).catch((error: unknown) => world.note(error));
        });
      }
      scheduler.at(scheduler.now + (world.quiet ? Math.max(everyMs, 12 * MINUTE) : everyMs), tick);
    };
    scheduler.at(scheduler.now + everyMs, tick);
  };

  const { threadIds, assistantId } = await setUp(world, plan);
  checks.facts.threadIds = threadIds;
  people.threadIds = threadIds;
  schedule('sweep', MINUTE, async (app) => {
    await sweep(app)();
    await finishDisconnects(app)();
    await finishDeletions(app)();
  });
  schedule('renew-watches', HOUR, (app) => renewWatches(app)());

  const perform = (what: Happening, threadId: string): void => {
    world.visited.add(`happening ${what}`);
    const inThread = { userId: USER, threadId };
    const owner = (work: (app: SimApp) => Promise<unknown>): void => {
      world.run(what, async (task) => {
        await work(appFor(world, task)).catch((error: unknown) => world.note(error));
      });
    };
    const waiting = (): string => people.waitingDraft(threadId)?.messageId ?? 'none';
    switch (what) {
      case 'approve':
        return owner((app) => approveMessage(app)({ ...inThread, messageId: waiting(), text: null }));
      case 'approve_with_text':
        return owner((app) =>
          approveMessage(app)({
            ...inThread,
            messageId: waiting(),
            text: `${people.waitingText(threadId)} edited`,
          }),
        );
      case 'discard':
        return owner((app) => discardMessage(app)({ ...inThread, messageId: waiting() }));
      case 'rewrite':
        return owner((app) =>
          rewriteMessage(app)({ ...inThread, messageId: waiting(), feedback: 'shorter' }),
        );
      case 'stop':
        return owner(async (app) => {
          const detail = 'stopped';
          const stopped = await stopThread(app)({ ...inThread, reason: 'owner_stopped', detail });
          if (stopped.ok) checks.stopped(threadId);
        });
      case 'resume':
        checks.resumed(threadId);
        return owner((app) => resumeThread(app)(inThread));
      case 'review_mode':
        return owner(async (app) => {
          const changed = await updateThread(app)({ ...inThread, changes: { mode: 'review' } });
          if (changed.ok) checks.reviewAsked(threadId, true);
        });
      case 'autonomous_mode':
        checks.reviewAsked(threadId, false);
        return owner((app) => updateThread(app)({ ...inThread, changes: { mode: 'autonomous' } }));
      case 'delete_thread':
        return owner(async (app) => {
          const deleted = await deleteThread(app)(inThread);
          if (deleted.ok) checks.stopped(threadId);
        });
      case 'delete_assistant':
        return owner((app) => deleteAssistant(app)({ userId: USER, assistantId }));
      case 'disconnect':
        return owner((app) => disconnect(app)({ userId: USER, mailboxId: MAILBOX }));
      case 'reconnect':
        return owner(async (app) => {
          mailbox.revoked = false;
          const connected = { status: 'connected', disconnectedReason: null, disconnectedWhy: null };
          const due = { nextSyncAt: scheduler.now, watchDueAt: scheduler.now, revokeDueAt: null };
          await app.store.update(paths.mailbox(MAILBOX), { ...connected, ...due });
          await wakeThreads(app, USER, MAILBOX);
        });
      case 'watch_renewal':
        return owner(async (app) => {
          await app.store.update(paths.mailbox(MAILBOX), { watchDueAt: scheduler.now });
          await renewWatches(app)();
        });
      case 'delete_account':
        return owner(async (app) => {
          await deleteAccount(app)({ userId: USER });
          for (const id of threadIds) checks.stopped(id);
          checks.facts.deletionBegun = true;
        });
      default:
        return people.act(what, threadId);
    }
  };
  world.interrupt = (what, thread) => {
    const threadId = threadIds[thread];
    if (threadId) scheduler.at(scheduler.now, () => perform(what, threadId));
  };
  for (const event of plan.events) {
    if (event.type !== 'happening') continue;
    const threadId = threadIds[event.thread];
    if (threadId) scheduler.at(START + event.at + 2000, () => perform(event.what, threadId));
  }

  const last = plan.events.reduce(
    (at, event) => (event.type === 'happening' ? Math.max(at, event.at) : at),
    0,
  );
  await runUntil(world, checks, START + last + 20 * MINUTE);
  // From here on nothing breaks any more: what was disturbed must come to rest.
  world.quiet = true;
  world.outageUntil = 0;
  people.endAbsence();
  await runUntil(world, checks, scheduler.now + 36 * HOUR);
  checks.atRest();
  return {
    violations: checks.violations,
    visited: world.visited,
    sent: mailbox.sent.filter((mail) => mail.by === 'port').length,
    log: world.logged,
  };
};

type Announced =
  | Extract<AppEvent, { topic: 'thread-turn' }>
  | {
      readonly topic: 'gmail-notification';
      readonly data: { readonly mailboxId: string; readonly hint?: string | null };
    };

const MAX_STEPS = 60_000;

const runUntil = async (world: World, checks: Checks, until: number): Promise<void> => {
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    checks.step();
    if (checks.violations.length > 0) return;
    if (!(await world.scheduler.step(until))) {
      world.scheduler.now = Math.max(world.scheduler.now, until);
      return;
    }
  }
  checks.facts.fail('liveness', 'the run does not come to an end: something loops');
};

const setUp = async (world: World, plan: Plan): Promise<{ threadIds: string[]; assistantId: string }> => {
  const store = world.store.connect();
  const now = world.clock.now();
  const mailbox = world.mailboxes.get(MAILBOX);
  const watched = mailbox?.calls().watch(MAILBOX);
  const historyId = watched?.ok ? watched.value.historyId : '1';
  const user = userSchema.parse({
    schemaVersion: 1,
    id: USER,
    email: OWNER,
    name: 'Olivia Owner',
    picture: null,
    timeZone: 'Europe/Berlin',
    dailySendingLimit: plan.dailyLimit,
    retentionDays: null,
    createdAt: now,
    updatedAt: now,
  });
  await store.set(paths.user(USER), asData(user));
  const document = mailboxSchema.parse({
    schemaVersion: 1,
    id: MAILBOX,
    userId: USER,
    email: OWNER,
    aliases: [],
    status: 'connected',
    disconnectedWhy: null,
    historyId,
    watchExpiresAt: watched?.ok ? watched.value.expiresAt : null,
    watchDueAt: now + 5 * 24 * HOUR,
    nextSyncAt: now + SILENCE_MS,
    stuck: null,
    resync: null,
    createdAt: now,
    updatedAt: now,
  });
  await store.set(paths.mailbox(MAILBOX), asData(document));
  const threadIds: string[] = [];
  let assistantId = '';
  const quiet = { store, clock: world.clock, random: world.random, logger: world.logger };
  const assistant = await createAssistant(quiet)({
    userId: USER,
    fields: {
      name: 'Alex',
      instructions: 'Be brief.',
      knowledge: '',
      language: null,
      signature: null,
      mode: plan.review ? 'review' : 'autonomous',
      limits: { repliesPerThread: plan.replyLimit },
      replyDelayMinutes: plan.replyDelayMinutes,
      workingHours: plan.workingHours ? WORKING_HOURS : null,
    },
  });
  assistantId = assistant.id;
  for (let n = 0; n < plan.threads; n++) {
    const bus = { publish: async (event: AppEvent) => world.publish(event) };
    const created = await createThread({ ...quiet, bus })({
      userId: USER,
      mailboxId: MAILBOX,
      request: {
        assistantId,
        recipient: { email: recipientOf(plan, n), name: `Person ${n}` },
        instructions: 'Say hello.',
        followUp: plan.followUp ? { afterDays: 0.3, max: 2 } : null,
      },
      idempotencyKey: null,
    });
    if (!created.ok) throw new Error(created.error.detail);
    threadIds.push(created.value.thread.id);
  }
  return { threadIds, assistantId };
};
