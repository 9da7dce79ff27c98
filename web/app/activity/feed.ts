import type { ThreadResource } from '../../../shared/contract/threads.ts';
import type { ThreadEvent } from './event-text.ts';

interface Happened {
  readonly at: number;
  readonly thread: ThreadResource;
}

/** An event of a conversation, or a mail that was sent or received (`event` is null). */
export type FeedItem = Happened &
  (
    | { readonly kind: ThreadEvent['kind']; readonly event: ThreadEvent }
    | { readonly kind: 'sent' | 'received'; readonly event: null }
  );

/** The events of several conversations, newest first. Of the mails, only each conversation's latest are included. */
export const feedOf = (threads: readonly ThreadResource[], since = 0): readonly FeedItem[] =>
  threads
    .flatMap((thread): FeedItem[] => {
      const mail = (kind: 'sent' | 'received', at: number | null): FeedItem[] =>
        at === null ? [] : [{ at, kind, event: null, thread }];
      return [
        ...thread.events
          .filter(({ kind }) => kind !== 'decided')
          .map((event) => ({ at: event.at, kind: event.kind, event, thread })),
        ...mail('sent', thread.lastSentAt),
        ...mail('received', thread.lastReceivedAt),
      ];
    })
    .filter(({ at }) => at > since)
    .sort((a, b) => b.at - a.at);
