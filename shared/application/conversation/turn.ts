import { type UsageDay, type User, userSchema } from '../../domain/account/user.ts';
import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { applyChanges, type Change, type ThreadView } from '../../domain/conversation/changes.ts';
import { type Circumstances, MAX_ATTEMPTS } from '../../domain/conversation/next-step.ts';
import { flagged } from '../../domain/conversation/thread.ts';
import { countDay } from '../../domain/conversation/usage-day.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData, readThreadView, writeThreadView } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import { isSuppressed, writeSuppression } from '../account/suppressions.ts';
import type { Transaction } from '../ports/document-store.ts';
import type { TurnDeps } from './steps/deps.ts';

/** What a turn works on: the thread as it was last seen in the store, and what it did since without storing it. */
export interface Turn {
  readonly token: string;
  readonly assistant: Assistant | null;
  readonly user: User;
  readonly mailbox: Mailbox;
  readonly day: UsageDay;
  /** The recipient asked, in this or another conversation, not to be written to. */
  readonly suppressed: boolean;
  /** As stored. */
  readonly stored: ThreadView;
  /** Done but not stored. */
  readonly changes: readonly Change[];
  /** As it is, stored or not. */
  readonly view: ThreadView;
  /** An earlier turn ended without giving the thread back and may have left a draft, which is not removed yet. */
  readonly recovering: boolean;
  /** When the store last confirmed that this turn holds the thread. Epoch ms. */
  readonly confirmedAt: number;
}

export type Claim =
  | { readonly kind: 'claimed'; readonly turn: Turn }
  | { readonly kind: 'missing' | 'busy' | 'set_aside' };

/** Takes the thread's lease. The alarm is set to the lease's end, so that the sweep finds what a crash leaves. */
export const claimThread = (deps: TurnDeps, userId: string, threadId: string): Promise<Claim> => {
  const token = deps.random.token();
  return deps.store.transaction<Claim>(async (tx) => {
    const now = deps.clock.now();
    const stored = await readThreadView(tx, userId, threadId);
    if (!stored) return { kind: 'missing' };
    const { thread } = stored;
    if (thread.lease && thread.lease.expiresAt > now) return { kind: 'busy' };
    const surroundings = await readSurroundings(tx, stored, now);
    if (!surroundings) return { kind: 'missing' };

    if (thread.attempts >= MAX_ATTEMPTS) {
      const aside = flagged(
        { ...thread, lease: null, attempts: 0, nextActionAt: null, revision: thread.revision + 1 },
        {
          code: 'repeated_failure',
          message: 'Working on this conversation broke off again and again. Resume to try once more.',
          since: now,
        },
      );
      writeThreadView(tx, stored, { ...stored, thread: aside }, now);
      return { kind: 'set_aside' };
    }

    const expiresAt = now + deps.settings.leaseMs;
    const held: ThreadView = {
      ...stored,
      thread: {
        ...thread,
        lease: { token, expiresAt },
        attempts: thread.attempts + 1,
        nextActionAt: expiresAt,
      },
    };
    writeThreadView(tx, stored, held, now);
    return {
      kind: 'claimed',
      turn: {
        token,
        ...surroundings,
        stored: held,
        changes: [],
        view: held,
        recovering: thread.attempts > 0,
        confirmedAt: now,
      },
    };
  });
};

const readSurroundings = async (
  tx: Transaction,
  view: ThreadView,
  now: number,
): Promise<Pick<Turn, 'assistant' | 'user' | 'mailbox' | 'day' | 'suppressed'> | null> => {
  const { userId, assistantId, mailboxId, recipientEmail } = view.thread;
  const [user, mailbox, assistant, suppressed] = await Promise.all([
    readDocument(tx, userSchema, paths.user(userId)),
    readDocument(tx, mailboxSchema, paths.mailbox(mailboxId)),
    readDocument(tx, assistantSchema, paths.assistant(userId, assistantId)),
    isSuppressed(tx, userId, recipientEmail),
  ]);
  if (!user || !mailbox) return null;
  const day = await readUsageDay(tx, userId, user.timeZone, now);
  return { user, mailbox, assistant, day, suppressed };
};

export const circumstancesOf = (deps: TurnDeps, turn: Turn): Circumstances => ({
  // A mailbox that changed hands belongs to somebody else now.
  mailboxConnected: turn.mailbox.status === 'connected' && turn.mailbox.userId === turn.user.id,
  suppressed: turn.suppressed,
  timeZone: turn.user.timeZone,
  dailySendingLimit: turn.user.dailySendingLimit,
  sentToday: turn.day.sent,
  dailyTokenBudget: deps.settings.dailyTokenBudget,
  tokensToday: turn.day.inputTokens + turn.day.outputTokens,
});

export const withChange = (turn: Turn, ...changes: readonly Change[]): Turn => ({
  ...turn,
  changes: [...turn.changes, ...changes],
  view: applyChanges(turn.view, changes),
});

export interface Release {
  /** When the alarm is to go off; null: only when something happens. */
  readonly until: number | null;
  readonly waitingFor: string | null;
  /** Passing faults in a row, this turn's included. */
  readonly failures: number;
}

export type Commit =
  /** Stored, and the thread is as this turn believed. */
  | { readonly kind: 'stored'; readonly turn: Turn }
  /** Stored on top of what somebody else changed; decide again. When releasing: not released. */
  | { readonly kind: 'overtaken'; readonly turn: Turn }
  /** Somebody else holds the thread, or it is gone. Nothing was stored. */
  | { readonly kind: 'lost'; readonly stored: ThreadView | null };

/**
 * Stores what the turn has done, provided that it still holds the thread. With `release`, also gives the thread back
 * and sets its alarm, unless somebody changed it meanwhile: then there may be more to do at once.
 */
export const commitTurn = (deps: TurnDeps, turn: Turn, release?: Release): Promise<Commit> =>
  deps.store.transaction<Commit>(async (tx) => {
    const now = deps.clock.now();
    const { userId, id: threadId, assistantId } = turn.stored.thread;
    const fresh = await readThreadView(tx, userId, threadId);
    if (fresh?.thread.lease?.token !== turn.token) return { kind: 'lost', stored: fresh };
    const overtaken = fresh.thread.revision !== turn.stored.thread.revision;
    const changed = applyChanges(fresh, turn.changes);
    const after: ThreadView =
      release && !overtaken
        ? {
            ...changed,
            thread: {
              ...changed.thread,
              lease: null,
              // What an earlier turn left behind is still there: the next one is to look for it as well.
              attempts: turn.recovering ? 1 : 0,
              failures: release.failures,
              nextActionAt: release.until,
              waitingFor: release.waitingFor,
            },
          }
        : changed;
    const day = await readUsageDay(tx, userId, turn.user.timeZone, now);
    const counted = countDay(day, fresh, after, now);
    const spent =
      after.thread.usage.inputTokens !== fresh.thread.usage.inputTokens ||
      after.thread.usage.outputTokens !== fresh.thread.usage.outputTokens;
    const assistant =
      turn.assistant && spent
        ? await readDocument(tx, assistantSchema, paths.assistant(userId, assistantId))
        : null;

    writeThreadView(tx, fresh, after, now);
    if (counted !== day) tx.set(paths.day(userId, day.date), asData(counted));
    if (after.thread.stopReason === 'opted_out' && fresh.thread.stopReason !== 'opted_out') {
      writeSuppression(tx, after.thread, now);
    }
    if (assistant) {
      tx.update(paths.assistant(userId, assistantId), {
        usage: {
          ...assistant.usage,
          inputTokens:
            assistant.usage.inputTokens + after.thread.usage.inputTokens - fresh.thread.usage.inputTokens,
          outputTokens:
            assistant.usage.outputTokens + after.thread.usage.outputTokens - fresh.thread.usage.outputTokens,
        },
      });
    }
    const next: Turn = { ...turn, stored: after, view: after, changes: [], day: counted, confirmedAt: now };
    return { kind: overtaken ? 'overtaken' : 'stored', turn: next };
  });
