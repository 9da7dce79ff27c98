import { useEffect, useState } from 'react';
import { at, type Resource } from '../api/client.ts';
import type { Answer } from '../api/operations.ts';
import { resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';

export type MessagePage = Resource<Answer<'listMessages'>>;

/** The mails of a conversation, oldest first. Pages that are full do not change; the last one is watched. */
export const useMessages = (threadId: string, pollMs: number) => {
  const pageAt = (cursor?: string): MessagePage =>
    at('listMessages', { threadId, query: { limit: 100, cursor } });
  const first = pageAt();
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const pages = [first, ...cursors.map(pageAt)];
  const last = pages.at(-1) ?? first;
  const watched = useResource(last, { pollMs });
  const next = watched.data?.nextCursor ?? null;

  useEffect(() => {
    if (next !== null) setCursors((before) => (before.includes(next) ? before : [...before, next]));
  }, [next]);

  const loaded = pages.map((page) => (page.path === last.path ? watched.data : resources.known(page)));
  const known = new Map(loaded.flatMap((page) => page?.items ?? []).map((message) => [message.id, message]));
  return {
    ...watched,
    items: loaded[0] ? [...known.values()] : undefined,
    /** The page that contains a message, for optimistic changes. */
    pageOf: (messageId: string): MessagePage =>
      pages.find((page) => resources.known(page)?.items.some(({ id }) => id === messageId)) ?? last,
  };
};
