import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { storeWithQueries } from '../../test/support/memory-store/recorded-queries.ts';
import type { DocumentStore, Query } from '../application/ports/document-store.ts';
import { PAGE_BYTES, readPage } from './pages.ts';

const schema = z.object({ n: z.number(), text: z.string() });
const logger = { info: () => {}, warn: () => {}, error: () => {} };

let store: DocumentStore;
let asked: readonly Query[];
beforeEach(() => {
  ({ store, asked } = storeWithQueries());
});

const fill = async (lengths: readonly number[]): Promise<void> => {
  for (const [n, length] of lengths.entries()) {
    // Pairs share a place, which the path tells apart.
    await store.set(`users/u1/notes/${String(n).padStart(4, '0')}`, {
      n,
      at: Math.floor(n / 2),
      text: 'x'.repeat(length),
    });
  }
};

/** All pages that a client gets who follows the cursors: the numbers on each. */
const pages = async (limit: number): Promise<readonly (readonly number[])[]> => {
  const all: number[][] = [];
  let cursor: string | undefined;
  do {
    const page = await readPage(
      { store, logger },
      schema,
      { collection: 'users/u1/notes', orderBy: [{ field: 'at' }] },
      { cursor, limit, isLarge: true },
    );
    if (!page.ok) throw new Error('no page');
    all.push(page.value.items.map(({ n }) => n));
    cursor = page.value.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return all;
};
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

test('a hundred long documents come on several pages, none left out and none twice', async () => {
  await fill(upTo(100).map(() => 100_000));
  const found = await pages(100);
  expect(found.flat()).toEqual(upTo(100));
  expect(found.length).toBe(3);
  for (const page of found) expect(page.length * 100_000).toBeLessThanOrEqual(PAGE_BYTES);
  expect(Math.max(...asked.map(({ limit }) => limit ?? Number.POSITIVE_INFINITY))).toBeLessThanOrEqual(20);
});

test('short ones come on one, as many as are asked for; a conversation of some mails takes one query', async () => {
  await fill(upTo(19).map(() => 1_000));
  expect(await pages(50)).toEqual([upTo(19)]);
  expect(asked).toHaveLength(1);
  expect(await pages(10)).toEqual([upTo(10), upTo(19).slice(10)]);
  expect(await pages(19)).toEqual([upTo(19)]);
});

test('one that is longer than a page stands on one of its own', async () => {
  await fill([10, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 10]);
  expect((await pages(100)).flat()).toEqual(upTo(7));
});

test('nothing, and nothing more', async () => {
  expect(await pages(100)).toEqual([[]]);
  await fill(upTo(20).map(() => 10));
  expect((await pages(100)).flat()).toEqual(upTo(20));
});
