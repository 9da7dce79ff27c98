import { readThreadView } from '../../persistence/thread-view.ts';
import { systemTimer } from '../ports/timer.ts';
import { prepareEvents } from './commit.ts';
import type { TurnDeps } from './steps/deps.ts';
import type { Turn } from './turn.ts';

/** Of a lease's time, after how much it is renewed: two renewals may fail. */
const BEATS = 3;
const LONGEST_TURN_MS = 5 * 60_000;

/**
 * Renews the lease of a turn while it is under way, so that leases can be short: what a crash leaves is taken on soon. Stops when
 * the lease is lost, and when the turn takes longer than any turn does: a turn that hangs is to lose it. Returns how to stop it.
 */
export const keepLease = (deps: TurnDeps, turn: Turn): (() => void) => {
  const { leaseMs, turnMs = LONGEST_TURN_MS } = deps.settings;
  const { userId, id: threadId } = turn.stored.thread;
  const until = turn.confirmedAt + turnMs;
  const stop = (deps.timer ?? systemTimer).every(leaseMs / BEATS, async () => {
    if (deps.clock.now() >= until) return stop();
    try {
      if (!(await renew(deps, userId, threadId, turn.token))) stop();
    } catch (error) {
      // The next one may get through; if none does, somebody else takes the thread on.
      deps.logger.warn('lease_not_renewed', { threadId }, error);
    }
  });
  return stop;
};

const renew = (deps: TurnDeps, userId: string, threadId: string, token: string): Promise<boolean> =>
  deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const view = await readThreadView(tx, userId, threadId);
    if (view?.thread.lease?.token !== token) return false;
    const leaseExpiresAt = now + deps.settings.leaseMs;
    const renewed = { type: 'lease_renewed', at: now, token, leaseExpiresAt } as const;
    (await prepareEvents(tx, view, [renewed], { now, newId: deps.random.id, isForeign: false })).write();
    return true;
  });
