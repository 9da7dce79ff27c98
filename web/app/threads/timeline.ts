import type { MessageResource, ThreadResource } from '../../../shared/contract/threads.ts';
import type { ThreadEvent } from '../activity/event-text.ts';

export type TimelineEntry =
  | { readonly type: 'message'; readonly at: number; readonly message: MessageResource }
  | { readonly type: 'event'; readonly at: number; readonly event: ThreadResource['events'][number] };

/** A decision stands with the message that it led to; on its own it is shown only where nothing was written. */
const wroteNothing: Readonly<Record<NonNullable<MessageResource['decision']>['action'], boolean>> = {
  reply: false,
  finish: false,
  wait: true,
  decline_noted: true,
  opt_out: true,
  escalate: true,
  ask_owner: true,
};

const isShown = (event: ThreadEvent): boolean =>
  event.code !== 'decided' || event.kind !== 'decided' || wroteNothing[event.params.action];

/** Mails and events in the order of time, without the draft that waits for approval. */
export const timelineOf = (
  thread: ThreadResource,
  messages: readonly MessageResource[],
): readonly TimelineEntry[] => {
  // A withdrawn draft is shown with its reason, so its event is left out.
  const withdrawnAt = new Set(
    messages.filter(({ state }) => state === 'superseded' || state === 'discarded').map(({ at }) => at),
  );
  const entries: TimelineEntry[] = [
    ...messages
      .filter(
        ({ id, state }) =>
          id !== thread.waitingMessageId && !(state === 'held' && thread.status === 'active'),
      )
      .map((message) => ({ type: 'message' as const, at: message.at, message })),
    ...thread.events
      .filter(isShown)
      .filter(({ kind, at }) => !((kind === 'superseded' || kind === 'discarded') && withdrawnAt.has(at)))
      .map((event) => ({ type: 'event' as const, at: event.at, event })),
  ];
  // The sort is stable: an event comes after a mail of the same time.
  return entries.sort((a, b) => a.at - b.at);
};
