import { z } from 'zod';
import { type AppError, appError } from '../application/errors.ts';
import type { DocumentReader, Query, StoredDocument } from '../application/ports/document-store.ts';
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

/**
 * One page of a collection. A cursor holds the last item's place and no path: it can only ever continue in the
 * collection that is asked for, so a foreign one leads nowhere (P8). A document that cannot be read is left out and logged:
 * a page may hold fewer items than were asked for, none even, and go on nevertheless.
 */
export const readPage = async <S extends z.ZodType>(
  deps: { readonly store: DocumentReader; readonly logger: Logger },
  schema: S,
  query: Query & { readonly orderBy: NonNullable<Query['orderBy']> },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Result<Page<z.infer<S>>, AppError>> => {
  const after = paging.cursor === undefined ? null : decode(paging.cursor);
  const invalid = appError('invalid_cursor');
  if (paging.cursor !== undefined && after?.values.length !== query.orderBy.length) return invalid;
  const documents = await deps.store.query({
    ...query,
    // One more than asked for tells whether there is a next page.
    limit: paging.limit + 1,
    ...(after ? { startAfter: { values: after.values, path: `${query.collection}/${after.id}` } } : {}),
  });
  const shown = documents.slice(0, paging.limit);
  const last = shown.at(-1);
  return ok({
    items: shown.flatMap((document) => {
      const item = parseReadable(deps.logger, schema, document);
      return item === null ? [] : [item];
    }),
    nextCursor:
      documents.length > paging.limit && last ? encode(placeOf(last, query.orderBy), last.id) : null,
  });
};

const placeOf = (document: StoredDocument, orderBy: NonNullable<Query['orderBy']>): readonly unknown[] =>
  orderBy.map(({ field }) => document.data[field] ?? null);
