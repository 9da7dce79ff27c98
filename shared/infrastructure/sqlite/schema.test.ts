import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Query } from '../../application/ports/document-store.ts';
import { checkQuery } from '../document-store/query.ts';
import { openDatabase } from './database.ts';
import { querySql } from './document-query.ts';
import { prepareSchema } from './schema.ts';

const due: Query = {
  collection: 'threads',
  group: true,
  where: [{ field: 'nextActionAt', op: '<=', value: 5 }],
  orderBy: [{ field: 'nextActionAt' }],
  limit: 100,
};
const active: NonNullable<Query['where']>[number] = { field: 'status', op: '==', value: 'active' };

// A query that reads more than it returns is as slow as there are documents, so each must seek and none may sort.
const seeks: Readonly<Record<string, { readonly query: Query; readonly index: RegExp }>> = {
  'due threads of everybody': {
    query: due,
    index: /custom_\w+ \(collection_id=\? AND <expr>>\? AND <expr><\?\)/,
  },
  'the next page of them': {
    query: { ...due, startAfter: { values: [3], path: 'users/u/threads/t' } },
    index: /custom_\w+ \(collection_id=\? AND <expr>>\? AND <expr><\?\)/,
  },
  'latest first': {
    query: { ...due, orderBy: [{ field: 'nextActionAt', direction: 'desc' }] },
    index: /custom_\w+ \(collection_id=\? AND <expr>>\? AND <expr><\?\)/,
  },
  'active and due': {
    query: { ...due, where: [active, ...(due.where ?? [])] },
    index: /custom_\w+ \(collection_id=\? AND <expr>=\? AND <expr>>\? AND <expr><\?\)/,
  },
  "one user's threads, newest first": {
    query: { collection: 'users/u/threads', orderBy: [{ field: 'createdAt', direction: 'desc' }], limit: 20 },
    index: /custom_\w+ \(collection=\?/,
  },
  'a collection': { query: { collection: 'users/u/threads' }, index: /by_collection \(collection=\?\)/ },
  'the next page of a collection': {
    query: { collection: 'users/u/threads', startAfter: { values: [], path: 'users/u/threads/t' } },
    index: /by_collection \(collection=\? AND name>\?\)/,
  },
  'a group': { query: { collection: 'messages', group: true }, index: /by_group \(collection_id=\?\)/ },
};

describe('indexes', () => {
  const database = openDatabase(':memory:');
  beforeAll(() => {
    const indexes = [
      { collection: 'threads', group: true, fields: [{ field: 'nextActionAt' }] },
      { collection: 'threads', group: true, fields: [{ field: 'status' }, { field: 'nextActionAt' }] },
      { collection: 'threads', fields: [{ field: 'createdAt', direction: 'desc' as const }] },
    ];
    prepareSchema(database, indexes);
    prepareSchema(database, indexes);
  });
  afterAll(() => database.close());

  const plan = (text: string, bind: readonly (string | number)[]): string =>
    database
      .prepare(`EXPLAIN QUERY PLAN ${text}`)
      .all(...bind)
      .map((row) => String(row.detail))
      .join('\n');

  it.each(Object.keys(seeks))('serve %s', (name) => {
    const seek = seeks[name];
    if (!seek) throw new Error(name);
    const { text, bind } = querySql(checkQuery(seek.query));
    const steps = plan(text, bind);
    expect(steps).toMatch(seek.index);
    expect(steps).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it('serve the purge of what has expired', () => {
    expect(plan("DELETE FROM documents WHERE json_extract(data, '$.ttl') <= ?", [1])).toMatch(/by_ttl/);
  });
});
