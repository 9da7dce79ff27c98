import type { ConversationEvent } from '../../domain/conversation/events.ts';
import { backOffMs, type FaultCause, failuresOf, shownAfter } from '../../domain/conversation/faults.ts';
import { isToldOnTimeline, nextStep, type Step } from '../../domain/conversation/next-step.ts';
import type { AttentionNotice } from '../../domain/conversation/notices.ts';
import { plain } from '../../domain/conversation/notices.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { type OutageCause, outageAfter } from '../../domain/mailbox/outage.ts';
import { isOutage } from '../../persistence/setback.ts';
import { markDisconnected } from '../mailbox/mark-disconnected.ts';
import { noteOutage } from '../mailbox/note-outage.ts';
import { noteTrouble } from '../mailbox/note-trouble.ts';
import { pauseSending } from '../mailbox/pause-sending.ts';
import { DocumentError } from '../unreadable.ts';
import { afterOutage, answeredIn } from './after-outage.ts';
import { keepLease } from './heartbeat.ts';
import { putOffUnreadable } from './put-off-unreadable.ts';
import { compose } from './steps/compose.ts';
import type { TurnDeps } from './steps/deps.ts';
import {
  awaitApproval,
  clearLeftovers,
  createDraft,
  inspectDraft,
  reconcile,
  updateDraft,
  withdraw,
} from './steps/drafts.ts';
import { next, type Outcome } from './steps/outcome.ts';
import { type Sending, sendDraft } from './steps/send.ts';
import { takeSlot } from './steps/take-slot.ts';
import {
  type Commit,
  circumstancesOf,
  claimThread,
  commitTurn,
  type Release,
  record,
  type Turn,
} from './turn.ts';

export type TurnOutcome =
  | 'missing'
  /** Another turn holds the lease. It will see what this event was about. */
  | 'busy'
  | 'set_aside'
  | 'waiting'
  | 'retry_later'
  | 'disconnected'
  /** The lease expired during this turn. The turn that holds it now continues. */
  | 'lost'
  /** A document that the turn needs cannot be read. The thread is postponed, and set aside after several attempts. */
  | 'unreadable';

/** Far more steps than any correct turn takes, so that a bug cannot loop on a mailbox. */
const MAX_STEPS = 40;

/** Steps that act outside; what was done before them is stored first. A draft may follow its text unstored. */
const needsCleanSlate: ReadonlySet<Step['kind']> = new Set([
  'compose',
  'update_draft',
  'inspect_draft',
  'send_draft',
  'reconcile',
  'withdraw',
]);

/** A moment that is lost with a crash does no harm, and costs less than storing it first. */
const hasToBeStored = ({ type }: ConversationEvent): boolean => type !== 'slot_given';

/**
 * Takes one thread as far as it goes now: claims it, performs the next step, records it, asks again. There is no
 * recovery beside this: after a crash the next turn reads the state that the last one left.
 * Errors: StoreError and BusError pass through, so that the event is delivered again.
 */
export const takeTurn =
  (deps: TurnDeps) =>
  async (input: { readonly userId: string; readonly threadId: string }): Promise<TurnOutcome> => {
    try {
      return await claimAndRun(deps, input);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      await putOffUnreadable(deps, input, error);
      return 'unreadable';
    }
  };

const claimAndRun = async (
  deps: TurnDeps,
  input: { readonly userId: string; readonly threadId: string },
): Promise<TurnOutcome> => {
  const outcome = await letInAndRun(deps, input, false);
  return outcome === 'suspect' ? letInAndRun(deps, input, true) : outcome;
};

/** Waits for its place in this process, claims the thread and runs. 'suspect': it has to run alone. */
const letInAndRun = async <A extends boolean>(
  deps: TurnDeps,
  { userId, threadId }: { readonly userId: string; readonly threadId: string },
  alone: A,
): Promise<TurnOutcome | (A extends true ? never : 'suspect')> => {
  const leave = await (deps.gate?.enter(alone) ?? noGate);
  if (!leave) return 'busy';
  try {
    const claim = await claimThread(deps, userId, threadId, { alone });
    if (claim.kind === 'suspect') return 'suspect' as A extends true ? never : 'suspect';
    if (claim.kind !== 'claimed') return claim.kind;
    return await runClaimed(deps, claim.turn);
  } finally {
    leave();
  }
};

const noGate = Promise.resolve(() => {});

const runClaimed = async (deps: TurnDeps, turn: Turn): Promise<TurnOutcome> => {
  const held: Held = { turn, answered: new Set() };
  const stop = keepLease(deps, turn);
  try {
    return await run(deps, held);
  } catch (error) {
    // Release the lease now rather than when it runs out. What the store or the bus could not take comes again as an event.
    const isOwn = !isOutage(error) && !(error instanceof DocumentError);
    const ended = await endEarly(deps, {
      kind: 'retry',
      turn: held.turn,
      afterMs: null,
      cause: 'internal',
      isOwn,
      why: 'exception',
    }).catch(() => null);
    if (!isOwn || ended === null) throw error;
    deps.logger.error('turn_failed', { threadId: turn.stored.thread.id }, error);
    return ended;
  } finally {
    stop();
    await afterOutage(deps, turn, held.answered);
  }
};

interface Held {
  turn: Turn;
  /** What was out of reach for others, perhaps, and has answered in this turn. */
  readonly answered: Set<OutageCause>;
}

/** `held.turn` is always the latest turn, because the caller needs it to release the lease. */
const run = async (deps: TurnDeps, held: Held): Promise<TurnOutcome> => {
  if (held.turn.recovering) {
    const hindrance = await clearLeftovers(deps, held.turn);
    if (hindrance && hindrance.kind !== 'next') return endEarly(deps, hindrance);
    if (!hindrance) held.turn = { ...held.turn, recovering: false };
  }
  for (let count = 0; count < MAX_STEPS; count++) {
    const { thread, messages } = held.turn.view;
    const circumstances = circumstancesOf(deps, held.turn);
    const step = nextStep(thread, messages, held.turn.assistant, deps.clock.now(), circumstances);
    deps.logger.info('step', { threadId: thread.id, step: step.kind });

    if (step.kind === 'wait') {
      const { until, reason } = step;
      if (until !== null && reason && isToldOnTimeline(reason)) {
        held.turn = record(held.turn, { type: 'waiting', at: deps.clock.now(), reason, until });
      }
      const released = await commitTurn(deps, held.turn, {
        until,
        waitingFor: reason,
        failures: 0,
      });
      if (released.kind === 'lost') return lost(deps, held.turn, released);
      if (released.kind === 'stored') return 'waiting';
      held.turn = released.turn;
      continue;
    }
    // Reserved in the same commit that stores the draft: of all turns under way, no more send than the day allows.
    if (step.kind === 'send_draft' && step.message.reservedOn !== circumstances.date) {
      const { date } = circumstances;
      const reserved = {
        type: 'sending_reserved',
        at: deps.clock.now(),
        messageId: step.message.id,
        date,
      } as const;
      const stored = await commitTurn(deps, record(held.turn, reserved));
      if (stored.kind === 'lost') return lost(deps, held.turn, stored);
      held.turn = stored.turn;
      continue;
    }
    if (held.turn.events.some(hasToBeStored) && needsCleanSlate.has(step.kind)) {
      const stored = await commitTurn(deps, held.turn);
      if (stored.kind === 'lost') return lost(deps, held.turn, stored);
      held.turn = stored.turn;
      if (stored.kind === 'overtaken') continue;
    }
    if (step.kind === 'compose') {
      const until = await deps.installationTokens?.exhaustedUntil(thread.id);
      if (until) return postpone(deps, held.turn, until);
    }
    const outcome = await perform(deps, held.turn, step);
    if (step.kind === 'compose') await countForInstallation(deps, held.turn, outcome);
    if (outcome.kind === 'lost') return 'lost';
    held.turn = outcome.turn;
    const answered = answeredIn(step.kind);
    if (outcome.kind === 'next' && answered) held.answered.add(answered);
    if (outcome.kind !== 'next') return endEarly(deps, outcome);
  }
  deps.logger.error('turn_too_long', { threadId: held.turn.view.thread.id });
  return endEarly(deps, {
    kind: 'retry',
    turn: held.turn,
    afterMs: null,
    cause: 'internal',
    isOwn: true,
    why: 'too many steps',
  });
};

/** The installation's tokens are used up: no fault of this conversation. */
const postpone = async (deps: TurnDeps, turn: Turn, until: number): Promise<TurnOutcome> => {
  const waitingFor = plain('daily_token_budget');
  return (await releaseLease(deps, turn, { until, waitingFor, failures: turn.view.thread.failures }))
    ? 'waiting'
    : 'lost';
};

const countForInstallation = async (deps: TurnDeps, before: Turn, outcome: Sending): Promise<void> => {
  if (outcome.kind === 'lost' || !deps.installationTokens) return;
  const { id, usage } = outcome.turn.view.thread;
  const earlier = before.view.thread.usage;
  const tokens = usage.inputTokens + usage.outputTokens - earlier.inputTokens - earlier.outputTokens;
  if (tokens <= 0) return;
  await deps.installationTokens.spend(id, tokens).catch((error: unknown) => {
    // A lost count is no reason to lose what was written.
    deps.logger.warn('tokens_not_counted', { threadId: id, tokens }, error);
  });
};

const perform = async (
  deps: TurnDeps,
  turn: Turn,
  step: Exclude<Step, { kind: 'wait' }>,
): Promise<Sending> => {
  const now = deps.clock.now();
  switch (step.kind) {
    case 'compose':
      return compose(deps, turn, step);
    case 'take_slot':
      return takeSlot(deps, turn, step);
    case 'offer_undo':
      return next(
        record(turn, { type: 'undo_offered', at: now, messageId: step.message.id, leavesAt: step.leavesAt }),
      );
    case 'create_draft':
      return createDraft(deps, turn, step.message);
    case 'update_draft':
      return updateDraft(deps, turn, step.message, step.text);
    case 'await_approval':
      return awaitApproval(deps, turn, step.message);
    case 'inspect_draft':
      return inspectDraft(deps, turn, step.message);
    case 'send_draft':
      return sendDraft(deps, turn, step.message);
    case 'reconcile':
      return reconcile(deps, turn, step.message, 'patiently');
    case 'withdraw':
      return withdraw(deps, turn, step.message, step.state);
    case 'stop':
      return next(record(turn, { type: 'stopped', at: now, reason: step.reason, detail: step.detail }));
    case 'flag':
      return next(record(turn, { type: 'flagged', at: now, notice: step.notice }));
    default:
      return step satisfies never;
  }
};

/** Ends a turn that could not go on, with the alarm set for the next try. */
const endEarly = async (
  deps: TurnDeps,
  outcome: Exclude<Outcome, { kind: 'next' }>,
): Promise<TurnOutcome> => {
  const { thread } = outcome.turn.view;
  if (outcome.kind === 'disconnected') {
    await markDisconnected(deps, thread.mailboxId, outcome.why);
    const release = { until: null, waitingFor: plain('mailbox_disconnected'), failures: 0 };
    return (await releaseLease(deps, outcome.turn, release)) ? 'disconnected' : 'lost';
  }
  if (outcome.kind === 'sending_paused') {
    const until = await pauseSending(deps, thread.mailboxId, outcome.until);
    const release = { until, waitingFor: plain('sending_paused'), failures: 0 };
    return (await releaseLease(deps, outcome.turn, release)) ? 'waiting' : 'lost';
  }
  if (outcome.trouble && outcome.turn.mailbox.trouble?.fault !== outcome.trouble) {
    await noteTrouble(deps, thread.mailboxId, outcome.trouble);
  }
  const { cause, isOwn = cause === 'slow' } = outcome;
  const failures = failuresOf(thread, cause) + 1;
  const pauseMs = backOffMs(failures, { threadId: thread.id, cause, isOwn });
  const until =
    deps.clock.now() +
    (cause === 'operator' ? (outcome.afterMs ?? pauseMs) : Math.max(outcome.afterMs ?? 0, pauseMs));
  deps.logger.warn('turn_retry', { threadId: thread.id, why: outcome.why, failures, until });
  if (!isOwn && (cause === 'gmail' || cause === 'model'))
    await noteOutageOnce(deps, outcome.turn.mailbox, cause, failures);
  const waitingFor = { code: 'retry', params: { cause } } as const;
  const release = { until, waitingFor, failures };
  const turn = isOwn && failures >= shownAfter(cause) ? shown(deps, outcome.turn, cause) : outcome.turn;
  return (await releaseLease(deps, turn, release)) ? 'retry_later' : 'lost';
};

/** No store operation where the mailbox, as the turn knows it, says it already. */
const noteOutageOnce = async (
  deps: TurnDeps,
  { id, outage }: Mailbox,
  cause: OutageCause,
  failures: number,
): Promise<void> => {
  if (outageAfter(outage, cause, failures, deps.clock.now())) await noteOutage(deps, id, cause, failures);
};

/** The turn with a flag for the owner, who sees that the conversation does not get on. It is tried again all the same. */
const shown = (deps: TurnDeps, turn: Turn, cause: FaultCause): Turn => {
  const notice: AttentionNotice =
    cause === 'slow'
      ? { code: 'model_failed', params: { cause: 'too_slow' } }
      : { code: 'repeated_failure', params: { cause: 'failed' } };
  return record(turn, { type: 'flagged', at: deps.clock.now(), notice });
};

/** Releases the lease whatever happened to the thread meanwhile; if something did, the sweep is to look at once. */
const releaseLease = async (deps: TurnDeps, turn: Turn, release: Release): Promise<boolean> => {
  let current = turn;
  let { until } = release;
  for (;;) {
    const commit = await commitTurn(deps, current, { ...release, until });
    if (commit.kind === 'stored') return true;
    if (commit.kind === 'lost') {
      await lost(deps, current, commit);
      return false;
    }
    current = commit.turn;
    until = deps.clock.now();
  }
};

/** Removes the draft that this turn made and nobody recorded; another turn makes its own. */
const lost = async (
  deps: TurnDeps,
  turn: Turn,
  { stored }: Extract<Commit, { kind: 'lost' }>,
): Promise<TurnOutcome> => {
  deps.logger.warn('lease_lost', { threadId: turn.stored.thread.id });
  const before = new Set(turn.stored.messages.map((message) => message.draftId));
  const kept = new Set(stored?.messages.map((message) => message.draftId));
  for (const { draftId } of turn.view.messages) {
    if (draftId === null || before.has(draftId) || kept.has(draftId)) continue;
    await deps.gateway.deleteDraft(turn.mailbox.id, draftId);
  }
  return 'lost';
};
