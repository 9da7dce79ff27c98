import type { ThreadResource } from '../../../shared/contract/threads.ts';

export type ThreadEvent = ThreadResource['events'][number];

export interface FeedItem {
  readonly at: number;
  readonly kind: ThreadEvent['kind'] | 'sent' | 'received';
  readonly detail: string;
  readonly until: number | null;
  readonly thread: ThreadResource;
}

/** What happened in several conversations, newest first; of the mails only each conversation's latest are known. */
export const feedOf = (threads: readonly ThreadResource[], since = 0): readonly FeedItem[] =>
  threads
    .flatMap((thread): FeedItem[] => [
      ...thread.events.filter(({ kind }) => kind !== 'decided').map((event) => ({ ...event, thread })),
      ...(thread.lastSentAt === null
        ? []
        : [{ at: thread.lastSentAt, kind: 'sent' as const, detail: '', until: null, thread }]),
      ...(thread.lastReceivedAt === null
        ? []
        : [{ at: thread.lastReceivedAt, kind: 'received' as const, detail: '', until: null, thread }]),
    ])
    .filter(({ at }) => at > since)
    .sort((a, b) => b.at - a.at);
