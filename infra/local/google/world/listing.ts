import { invalidArgument } from './google-error.ts';
import { pageSize } from './history.ts';
import { isLabel, type StoredMessage } from './messages.ts';
import { asksForHidden, compileQuery, type Searcher } from './query.ts';

export interface ListQuery {
  readonly q?: string | undefined;
  readonly labelIds?: readonly string[] | undefined;
  readonly includeSpamTrash?: boolean | undefined;
  readonly pageToken?: string | undefined;
  readonly maxResults?: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly total: number;
  readonly nextPageToken: string | null;
}

/** Returns the filter of a list request. */
export function matchesList(query: ListQuery, searcher: Searcher): (message: StoredMessage) => boolean {
  const q = query.q ?? '';
  const test = compileQuery(q, searcher);
  const hidden = query.includeSpamTrash === true || asksForHidden(q);
  const labels = query.labelIds ?? [];
  const unknown = labels.find((label) => !isLabel(label));
  if (unknown !== undefined) throw invalidArgument(`Invalid label: ${unknown}`);
  const wantsHiddenLabel = labels.includes('TRASH') || labels.includes('SPAM');
  return (message) => {
    const { labelIds } = message;
    if (!hidden && !wantsHiddenLabel && (labelIds.includes('TRASH') || labelIds.includes('SPAM')))
      return false;
    return labels.every((label) => labelIds.includes(label)) && test(message);
  };
}

/** One page of items in descending order of `position`; the token is the position of the last item. */
export function pageOf<T>(items: readonly T[], positionOf: (item: T) => number, query: ListQuery): Page<T> {
  const limit = pageSize(query.maxResults);
  if (query.pageToken !== undefined && !/^\d{1,15}$/.test(query.pageToken)) {
    throw invalidArgument('Invalid pageToken');
  }
  const start =
    query.pageToken === undefined ? 0 : items.findIndex((item) => positionOf(item) < Number(query.pageToken));
  const page = start === -1 ? [] : items.slice(start, start + limit);
  const last = page.at(-1);
  const more = start !== -1 && start + limit < items.length && last !== undefined;
  return { items: page, total: items.length, nextPageToken: more ? String(positionOf(last)) : null };
}
