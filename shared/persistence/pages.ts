import { z } from 'zod';
import { type AppError, appError } from '../application/errors.ts';
import { valueBytes } from '../application/ports/document-size.ts';
import type {
  DocumentReader,
  JsonValue,
  Query,
  StoredDocument,
} from '../application/ports/document-store.ts';
import type { Logger } from '../application/ports/logger.ts';
import { ok, type Result } from '../domain/result.ts';
import { parseReadable } from './read.ts';

const cursorSchema = z.object({
  values: z.array(z.union([z.string(), z.number()])),
  id: z.string().regex(/^[^/]+$/),
});

const encode = (values: readonly unknown[], id: string): string =>
  Buffer.from(JSON.stringify({ values, id })).toString('base64url');

const decode = (cursor: string): z.infer<typeof cursorSchema> | null => {
  try {
    const parsed = cursorSchema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** For large documents: a page contains about this many bytes, and at least one document. */
export const PAGE_BYTES = 4 * 1024 * 1024;
/** How many documents are then read at a time: as many as most pages have, in memory at most 1 MiB each. */
const CHUNK = 20;

/** One more than requested shows whether there is a next page. */
const readAtOnce = async (store: DocumentReader, query: Query, limit: number) => {
  const documents = await store.query({ ...query, limit: limit + 1 });
  return { shown: documents.slice(0, limit), hasMore: documents.length > limit };
};

/** The documents of a page and, if there is one, the first of the next page. */
const readBounded = async (
  store: DocumentReader,
  query: Query & { readonly orderBy: NonNullable<Query['orderBy']> },
  limit: number,
): Promise<{ readonly shown: readonly StoredDocument[]; readonly hasMore: boolean }> => {
  const shown: StoredDocument[] = [];
  let bytes = 0;
  let startAfter = query.startAfter;
  for (;;) {
    const size = Math.min(CHUNK, limit + 1 - shown.length);
    const chunk = await store.query({ ...query, limit: size, ...(startAfter ? { startAfter } : {}) });
    for (const document of chunk) {
      bytes += valueBytes(document.data);
      const isFull = shown.length >= limit || (shown.length > 0 && bytes > PAGE_BYTES);
      if (isFull) return { shown, hasMore: true };
      shown.push(document);
    }
    const last = chunk.at(-1);
    if (!last || chunk.length < size) return { shown, hasMore: false };
    startAfter = { values: placeOf(last, query.orderBy), path: last.path };
  }
};

/**
 * One page of a collection. A cursor contains the last item's position and no path, so it can only continue in the
 * requested collection, and another user's cursor leads nowhere (P8). An unreadable document is left out and logged: a
 * page may have fewer items than requested, even none, and still have a next page. With `isLarge` the same applies to
 * long documents (`PAGE_BYTES`).
 */
export const readPage = async <S extends z.ZodType>(
  deps: { readonly store: DocumentReader; readonly logger: Logger },
  schema: S,
  query: Query & { readonly orderBy: NonNullable<Query['orderBy']> },
  paging: {
    readonly cursor?: string | undefined;
    readonly limit: number;
    readonly isLarge?: boolean;
  },
): Promise<Result<Page<z.infer<S>>, AppError>> => {
  const after = paging.cursor === undefined ? null : decode(paging.cursor);
  const invalid = appError('invalid_cursor');
  if (paging.cursor !== undefined && after?.values.length !== query.orderBy.length) return invalid;
  const from = {
    ...query,
    ...(after ? { startAfter: { values: after.values, path: `${query.collection}/${after.id}` } } : {}),
  };
  const { shown, hasMore } = paging.isLarge
    ? await readBounded(deps.store, from, paging.limit)
    : await readAtOnce(deps.store, from, paging.limit);
  const last = shown.at(-1);
  return ok({
    items: shown.flatMap((document) => {
      const item = parseReadable(deps.logger, schema, document);
      return item === null ? [] : [item];
    }),
    nextCursor: hasMore && last ? encode(placeOf(last, query.orderBy), last.id) : null,
  });
};

const placeOf = (document: StoredDocument, orderBy: NonNullable<Query['orderBy']>): readonly JsonValue[] =>
  orderBy.map(({ field }) => document.data[field] ?? null);
