import { useEffect, useState } from 'react';
import type { MessageResource } from '../../../shared/contract/threads.ts';
import { at, nextPage, type Page } from '../api/api.ts';
import { type Resource, resources } from '../api/resources.ts';
import { useResource } from '../api/use-resource.ts';

/** The mails of a conversation, oldest first. Pages that are full do not change; the last one is watched. */
export const useMessages = (threadId: string, pollMs: number) => {
  const first = at.messages(threadId);
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const pages: readonly Resource<Page<MessageResource>>[] = [
    first,
    ...cursors.map((cursor) => nextPage(first, cursor)),
  ];
  const last = pages.at(-1) ?? first;
  const watched = useResource(last, { pollMs });
  const next = watched.data?.nextCursor ?? null;

  useEffect(() => {
    if (next !== null) setCursors((before) => (before.includes(next) ? before : [...before, next]));
  }, [next]);

  const loaded = pages.map((page) =>
    page.path === last.path ? watched.data : resources.snapshot(page).data,
  );
  const known = new Map(loaded.flatMap((page) => page?.items ?? []).map((message) => [message.id, message]));
  return {
    ...watched,
    items: loaded[0] ? [...known.values()] : undefined,
    /** The page that a message stands on, for optimistic changes. */
    pageOf: (messageId: string): Resource<Page<MessageResource>> =>
      pages.find((page) => resources.snapshot(page).data?.items.some(({ id }) => id === messageId)) ?? last,
  };
};
