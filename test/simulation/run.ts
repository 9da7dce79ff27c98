import { deleteAccount } from '../../shared/application/account/delete-account.ts';
import { finishDeletions } from '../../shared/application/account/finish-deletions.ts';
import { deleteAssistant } from '../../shared/application/assistant/assistants.ts';
import { answerQuestion } from '../../shared/application/conversation/answer-question.ts';
import {
  acceptMessage,
  blockMessage,
  rejectMessage,
} from '../../shared/application/conversation/decide-held.ts';
import { deleteThread } from '../../shared/application/conversation/delete.ts';
import { addNote } from '../../shared/application/conversation/note.ts';
import { comesAgain } from '../../shared/application/conversation/redelivery.ts';
import { resumeThread } from '../../shared/application/conversation/resume.ts';
import {
  approveMessage,
  discardMessage,
  rewriteMessage,
} from '../../shared/application/conversation/review.ts';
import { stopThread } from '../../shared/application/conversation/stop.ts';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { unsubscribe } from '../../shared/application/conversation/unsubscribe.ts';
import { updateThread } from '../../shared/application/conversation/update.ts';
import { announceCorrections } from '../../shared/application/learning/announce-corrections.ts';
import { learn } from '../../shared/application/learning/learn.ts';
import { disconnect } from '../../shared/application/mailbox/disconnect.ts';
import { finishDisconnects } from '../../shared/application/mailbox/finish-disconnects.ts';
import { renewWatches } from '../../shared/application/mailbox/renew-watches.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import { wakeThreads } from '../../shared/application/mailbox/wake-threads.ts';
import { notify } from '../../shared/application/notification/notify.ts';
import { sweepNotifications } from '../../shared/application/notification/sweep-notifications.ts';
import { decideReview } from '../../shared/application/notification/use-review-link.ts';
import { refreshTokenSecretName } from '../../shared/application/ports/identity.ts';
import { changeAssistant, changeSettings } from '../../shared/application/sending/change.ts';
import { finishGoingOn } from '../../shared/application/sending/go-on.ts';
import { healAlarms } from '../../shared/application/sweep/heal-alarms.ts';
import { runJobs } from '../../shared/application/sweep/run-jobs.ts';
import { sweep } from '../../shared/application/sweep/sweep.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { appFor, type SimApp } from './app.ts';
import { type Announced, deliveringTo } from './bus.ts';
import { anythingDue } from './due.ts';
import { Owner } from './owner.ts';
import type { Happening, Plan } from './plan.ts';
import { receiverOf } from './receiver.ts';
import { REFRESH_TOKEN } from './secrets.ts';
import { START, World } from './world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Nothing due for that long: the minute is played nevertheless. */
const IDLE_MS = HOUR;

export interface RunResult {
  readonly violations: readonly string[];
  readonly visited: ReadonlySet<string>;
  readonly sent: number;
  readonly log: readonly string[];
}

/** Plays one plan to its end and says which promises it found broken. */
export const runPlan = async (plan: Plan): Promise<RunResult> => {
  const world = new World(plan);
  const { scheduler } = world;
  const owners = plan.neighbour
    ? [new Owner(world, plan, 'u1'), new Owner(world, plan, 'u2')]
    : [new Owner(world, plan, 'u1')];
  const handle = async (event: Announced, app: SimApp, attempt: number): Promise<void> => {
    if (event.topic === 'thread-turn') {
      const outcome = await takeTurn(app)(event.data);
      if (comesAgain(outcome, attempt)) throw new Error('retry: somebody holds the thread');
      return;
    }
    if (event.topic === 'notifications') {
      const outcome = await notify(app)(event.data);
      if (outcome === 'again') throw new Error('retry: channel');
      return;
    }
    if (event.topic === 'learn') return void (await learn(app)(event.data));
    // Nobody adds documents or rehearses here.
    if (event.topic === 'read-document' || event.topic === 'rehearse') return;
    const hint = 'hint' in event.data ? event.data.hint : null;
    const isRepeated = attempt > 1;
    const outcome = await syncMailbox(app)({ mailboxId: event.data.mailboxId, hint, isRepeated });
    if (outcome.kind === 'retry') throw new Error(`retry: ${outcome.why}`);
    const { mailboxId } = event.data;
    owners.find((owner) => owner.mailbox.id === mailboxId)?.checks.acknowledged(hint ?? null);
  };

  const announce = deliveringTo(world, plan, (event, task, attempt) =>
    handle(event, appFor(world, task), attempt),
  );
  world.publish = announce;
  for (const { mailbox } of owners) {
    mailbox.onChange = (historyId) => {
      if (mailbox.watchExpiresAt > scheduler.now) {
        announce({ topic: 'gmail-notification', data: { mailboxId: mailbox.id, hint: historyId } });
      }
    };
  }

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

  for (const [index, owner] of owners.entries())
    await owner.setUp(index === 0 ? plan.threads + plan.burst : 1);
  /** Whose the n-th thread of the plan is. */
  const places = owners.flatMap((owner, index) =>
    owner.threadIds.slice(0, index === 0 ? plan.threads : 1).map((threadId) => ({ owner, threadId })),
  );
  schedule('sweep', MINUTE, async (app) => {
    await runJobs<unknown>(app.logger, {
      heal: healAlarms(app),
      sweep: sweep(app),
      notifications: sweepNotifications(app),
      disconnects: finishDisconnects(app),
      deletions: finishDeletions(app),
      goingOn: finishGoingOn(app),
      corrections: announceCorrections(app),
    });
  });
  schedule('renew-watches', HOUR, (app) => renewWatches(app)());

  const perform = (what: Happening, { owner: whose, threadId }: (typeof places)[number]): void => {
    world.visited.add(`happening ${what}`);
    const { userId, mailbox, people, checks, threadIds, assistantId } = whose;
    const inThread = { userId, threadId };
    const owner = (work: (app: SimApp) => Promise<unknown>): void => {
      world.run(what, async (task) => {
        await work(appFor(world, task)).catch((error: unknown) => world.note(error));
      });
    };
    const waiting = (): string =>
      people.waitingDraft(threadId)?.messageId ?? people.heldText(threadId) ?? 'none';
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
      case 'undo': {
        const messageId = waiting();
        return owner(async (app) => {
          const stopped = await discardMessage(app)({ ...inThread, messageId });
          if (stopped.ok) checks.facts.undone.add(messageId);
        });
      }
      case 'pause':
      case 'pause_assistant':
      case 'go_on':
      case 'go_on_assistant': {
        const paused = what === 'pause' || what === 'pause_assistant';
        const isWhole = what === 'pause' || what === 'go_on';
        const word = checks.pauseAsked(isWhole, paused);
        return owner(async (app) => {
          const changes = { paused };
          const changed = isWhole
            ? await changeSettings(app)({ userId, changes })
            : await changeAssistant(app)({ userId, assistantId, changes });
          if (changed.ok) word();
        });
      }
      case 'rewrite':
        return owner((app) =>
          rewriteMessage(app)({ ...inThread, messageId: waiting(), feedback: 'shorter' }),
        );
      case 'stop':
        return owner(async (app) => {
          const detail = { code: 'by_owner', params: {} } as const;
          const stopped = await stopThread(app)({ ...inThread, reason: 'owner_stopped', detail });
          if (stopped.ok) checks.stopped(threadId);
        });
      case 'resume':
        checks.resumed(threadId);
        return owner(async (app) => {
          await resumeThread(app)(inThread);
          // A stop may have come and gone while the request was under way.
          checks.resumed(threadId);
        });
      case 'accept':
      case 'reject':
      case 'block': {
        const thread = people.thread(threadId);
        // Whichever of them it is, as the owner sees the conversation in this moment.
        if (!thread || thread.held.length === 0) return;
        const messageId = world.dice.pick(thread.held);
        const seen = { ...inThread, messageId, revision: thread.revision };
        if (what === 'accept') {
          checks.facts.accepted.add(messageId);
          return owner((app) => acceptMessage(app)({ ...seen, join: false }));
        }
        return owner(async (app) => {
          const decided = await (what === 'reject' ? rejectMessage : blockMessage)(app)(seen);
          if (decided.ok) checks.facts.rejected.add(messageId);
        });
      }
      case 'note':
      case 'note_now': {
        const fact = checks.facts.newFact(threadId, what === 'note_now');
        return owner(async (app) => {
          const { text, actNow } = fact;
          const noted = await addNote(app)({ ...inThread, text, actNow });
          if (noted.ok) fact.toldAt = scheduler.now;
        });
      }
      case 'answer_question':
      case 'answer_question_twice':
        for (const _ of what === 'answer_question' ? [0] : [0, 1]) {
          const asked = people.thread(threadId)?.attention;
          if (asked?.code !== 'question') return;
          world.visited.add('a question is answered');
          const fact = checks.facts.newFact(threadId, true);
          const remember = world.dice.chance(0.5);
          owner(async (app) => {
            const answered = await answerQuestion(app)({ ...inThread, text: fact.text, remember });
            if (!answered.ok) return;
            fact.toldAt = scheduler.now;
            checks.answered(threadId, asked.since);
          });
        }
        return;
      case 'review_mode':
        return owner(async (app) => {
          const changed = await updateThread(app)({ ...inThread, changes: { mode: 'review' } });
          if (changed.ok) checks.reviewAsked(threadId, true, changed.value.leaving);
        });
      case 'review_assistant':
        return owner(async (app) => {
          const changed = await changeAssistant(app)({ userId, assistantId, changes: { mode: 'review' } });
          if (!changed.ok) return;
          for (const id of threadIds) {
            const thread = people.thread(id);
            if (thread?.mode === null) checks.reviewAsked(id, true, thread.leaving);
          }
        });
      case 'autonomous_mode':
        checks.reviewAsked(threadId, false);
        return owner((app) => updateThread(app)({ ...inThread, changes: { mode: 'autonomous' } }));
      case 'delete_thread':
        checks.facts.deleted.add(threadId);
        return owner(async (app) => {
          const deleted = await deleteThread(app)(inThread);
          if (deleted.ok) checks.stopped(threadId);
        });
      case 'delete_assistant':
        return owner((app) => deleteAssistant(app)({ userId, assistantId }));
      case 'disconnect':
        return owner((app) => disconnect(app, { userId, mailboxId: mailbox.id }));
      case 'reconnect':
        // Who comes back after a deletion begins anew, with an account that this run does not know.
        if (checks.facts.deletionAsked) return;
        return owner(async (app) => {
          mailbox.revoked = false;
          await app.vault.put(refreshTokenSecretName(mailbox.id), REFRESH_TOKEN);
          const connected = { status: 'connected', disconnectedReason: null };
          const due = { nextSyncAt: scheduler.now, watchDueAt: scheduler.now, revokeDueAt: null };
          await app.store.update(paths.mailbox(mailbox.id), { ...connected, ...due });
          await wakeThreads(app, userId, mailbox.id);
        });
      case 'begin_another':
        // Only where all conversations are with the same person is it known beforehand whom it is with.
        if (!plan.sameRecipient || checks.facts.deletionAsked) return;
        return owner(async (app) => void (await whose.begin(app, false)));
      case 'watch_renewal':
        if (checks.facts.storedMailbox()?.status !== 'connected') return;
        return owner(async (app) => {
          await app.store.update(paths.mailbox(mailbox.id), { watchDueAt: scheduler.now });
          await renewWatches(app)();
        });
      case 'receiver_down': {
        const receiver = world.receivers.get(receiverOf(userId));
        if (receiver) receiver.downUntil = scheduler.now + 24 * HOUR;
        return;
      }
      case 'tap_link':
      case 'tap_twice': {
        const token = world.receivers.get(receiverOf(userId))?.latestToken(threadId);
        if (!token) return;
        const actions = what === 'tap_link' ? (['approve'] as const) : (['approve', 'stop'] as const);
        for (const action of actions) {
          owner(async (app) => {
            const decided = await decideReview(app, token, { action, text: null });
            if (decided.state === 'done') checks.tapped(token);
          });
        }
        return;
      }
      case 'tap_late': {
        const token = world.receivers.get(receiverOf(userId))?.latestToken(threadId);
        if (!token) return;
        scheduler.at(scheduler.now + 25 * HOUR, () =>
          owner(async (app) => {
            const decided = await decideReview(app, token, { action: 'approve', text: null });
            if (decided.state === 'done') checks.facts.fail('P6', 'a link was good for more than a day');
          }),
        );
        return;
      }
      case 'unsubscribe':
      case 'unsubscribe_twice': {
        const token = people.linkOf(threadId);
        if (token === null) return;
        world.visited.add('a link to unsubscribe is used');
        for (const _ of what === 'unsubscribe' ? [0] : [0, 1]) {
          owner(async (app) => {
            const link = await app.unsubscribe.read(token);
            if (!link) return checks.facts.fail('truth', 'the link of a mail is not known');
            const done = await unsubscribe(app)(link);
            if (done === 'done') checks.unsubscribed(people.addressOf(threadId));
          });
        }
        return;
      }
      case 'delete_account':
        checks.facts.deletionAsked = true;
        return owner(async (app) => {
          await deleteAccount(app, { userId });
          for (const id of threadIds) checks.stopped(id);
          checks.facts.deletionBegun = true;
        });
      default:
        return people.act(what, threadId);
    }
  };
  world.interrupt = (what, thread) => {
    const place = places[thread];
    if (place) scheduler.at(scheduler.now, () => perform(what, place));
  };
  for (const event of plan.events) {
    if (event.type !== 'happening') continue;
    const place = places[event.thread];
    if (place) scheduler.at(START + event.at + 2000, () => perform(event.what, place));
  }

  const last = plan.events.reduce(
    (at, event) => (event.type === 'happening' ? Math.max(at, event.at) : at),
    0,
  );
  await runUntil(world, owners, START + last + 20 * MINUTE);
  // From here on nothing breaks any more: what was disturbed must come to rest.
  world.quiet = true;
  world.outageUntil = 0;
  world.modelOutageUntil = 0;
  for (const owner of owners) {
    owner.people.endAbsence();
    const [threadId = ''] = owner.threadIds;
    for (const what of ['go_on', 'go_on_assistant'] as const) {
      if (owner.isPaused(what === 'go_on')) perform(what, { owner, threadId });
    }
  }
  await runUntil(world, owners, scheduler.now + 36 * HOUR);
  for (const { checks } of owners) checks.atRest();
  return {
    violations: owners.flatMap(({ checks }) => checks.violations),
    visited: world.visited,
    sent: owners.flatMap(({ mailbox }) => mailbox.sent).filter((mail) => mail.by === 'port').length,
    log: world.logged,
  };
};

const MAX_STEPS = 60_000;

const runUntil = async (world: World, owners: readonly Owner[], until: number): Promise<void> => {
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    for (const { checks } of owners) {
      checks.step();
      if (checks.violations.length > 0) return;
    }
    if (!(await world.scheduler.step(until))) {
      world.scheduler.now = Math.max(world.scheduler.now, until);
      return;
    }
  }
  owners[0]?.checks.facts.fail('liveness', 'the run does not come to an end: something loops');
};
