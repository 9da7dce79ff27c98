import type { EventOf, ThreadView } from './events.ts';
import { updateThread } from './evolve-support.ts';
import { mendsItself } from './faults.ts';

/** What becomes of a thread by the turns that are taken in it. */

export const turnStarted = (
  view: ThreadView,
  { token, leaseExpiresAt }: EventOf<'turn_started'>,
): ThreadView =>
  view.thread.lease?.token === token
    ? view
    : updateThread(view, {
        lease: { token, expiresAt: leaseExpiresAt },
        attempts: view.thread.attempts + 1,
        setAsideUntil: null,
        // The sweep finds what a crash leaves.
        nextActionAt: leaseExpiresAt,
        handedOutUntil: view.thread.handedOutUntil === null ? null : leaseExpiresAt,
      });

/** The alarm moves with the lease, unless something came meanwhile that is to be looked at before. */
export const leaseRenewed = (
  view: ThreadView,
  { token, leaseExpiresAt }: EventOf<'lease_renewed'>,
): ThreadView => {
  const { lease, nextActionAt, handedOutUntil } = view.thread;
  if (lease?.token !== token || lease.expiresAt >= leaseExpiresAt) return view;
  const moved = (at: number | null): number | null => (at === lease.expiresAt ? leaseExpiresAt : at);
  return updateThread(view, {
    lease: { ...lease, expiresAt: leaseExpiresAt },
    nextActionAt: moved(nextActionAt),
    handedOutUntil: moved(handedOutUntil),
  });
};

export const turnEnded = (view: ThreadView, event: EventOf<'turn_ended'>): ThreadView => {
  const { lease, attention } = view.thread;
  if (lease?.token !== event.token) return view;
  const isMended = attention !== null && mendsItself(attention) && event.failures === 0;
  return updateThread(view, {
    lease: null,
    handedOutUntil: null,
    attempts: event.attempts,
    failures: event.failures,
    nextActionAt: event.until,
    waitingFor: event.waitingFor,
    // What a later version has put there stays.
    sendingZone: event.sendingZone
      ? { ...view.thread.sendingZone, ...event.sendingZone }
      : view.thread.sendingZone,
    ...(isMended ? { attention: null, needsAttention: false } : {}),
  });
};

/** The attempts stay counted: it is tried again alone, and for longer each time set aside. */
export const turnsGivenUp = (view: ThreadView, { until }: EventOf<'turns_given_up'>): ThreadView =>
  view.thread.attempts === 0 || (view.thread.setAsideUntil === until && view.thread.nextActionAt === until)
    ? view
    : updateThread(view, {
        lease: null,
        handedOutUntil: null,
        setAsideUntil: until,
        nextActionAt: until,
        waitingFor: null,
      });

export const causeGone = (view: ThreadView, { dueAt }: EventOf<'cause_gone'>): ThreadView => {
  const { waitingFor, nextActionAt, lease } = view.thread;
  return waitingFor?.code !== 'retry' || lease !== null || nextActionAt === null || nextActionAt <= dueAt
    ? view
    : updateThread(view, { nextActionAt: dueAt });
};

/** It gets on: what failed before is no evidence any more. A turn that is under way stays counted until it ends. */
export const withoutFaults = (view: ThreadView): ThreadView => {
  const { failures, attempts } = view.thread;
  return failures === 0 && attempts <= 1
    ? view
    : updateThread(view, { failures: 0, attempts: Math.min(attempts, 1) });
};
