import { useState } from 'react';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, send } from '../api/client.ts';
import { useResource } from '../api/use-resource.ts';
import type { ThreadFilter } from './use-thread-filter.ts';

const POLL_MS = 8000;
const PAGE = 50;

/** A list of conversations that grows on demand; its first page keeps itself current. */
export const useThreadPages = (filter: ThreadFilter) => {
  const resource = at('listThreads', { query: { ...filter, limit: PAGE } });
  const first = useResource(resource, { pollMs: POLL_MS });
  const [more, setMore] = useState<readonly ThreadResource[]>([]);
  /** undefined: only the first page has been loaded. */
  const [cursor, setCursor] = useState<string | null | undefined>(undefined);
  const next = cursor === undefined ? (first.data?.nextCursor ?? null) : cursor;

  const shown = first.data?.items ?? [];
  const known = new Set(shown.map(({ id }) => id));
  return {
    ...first,
    items: first.data && [...shown, ...more.filter(({ id }) => !known.has(id))],
    hasMore: next !== null,
    loadMore: async () => {
      if (next === null) return;
      const page = await send('listThreads', { query: { ...filter, limit: PAGE, cursor: next } });
      setMore((before) => [...before, ...page.items]);
      setCursor(page.nextCursor);
    },
  };
};
