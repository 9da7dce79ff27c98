import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { memoryOriginals } from '../../test/support/memory-originals.ts';
import { MemoryStore } from '../../test/support/memory-store/memory-store.ts';
import { endSessions, eraseMailbox, eraseUserData } from '../application/account/erase-account.ts';
import { exportAccount } from '../application/account/export-account.ts';
import type { Collection } from './collections/collection.ts';
import { allCollections, below, collections, idOf, kindOf, topCollections } from './collections.ts';
import { expiringCollections, indexes } from './indexes.ts';
import { paths } from './paths.ts';

const entries = Object.entries<Collection>(collections);

const inner = (schema: z.core.$ZodType): z.core.$ZodType => {
  // `preprocess`: what comes out is what is kept.
  if (schema instanceof z.ZodPipe) return inner(schema.out);
  return schema instanceof z.ZodNullable || schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? inner(schema.unwrap())
    : schema;
};

/** Places within a schema at which an object drops what it does not know. */
const forgetful = (schema: z.core.$ZodType, at: string): readonly string[] => {
  const one = inner(schema);
  if (one instanceof z.ZodArray) return forgetful(one.element, `${at}[]`);
  if (one instanceof z.ZodUnion) return one.options.flatMap((option) => forgetful(option, at));
  if (!(one instanceof z.ZodObject)) return [];
  const fields = Object.entries<z.core.$ZodType>(one.shape);
  return [
    ...(one.def.catchall instanceof z.ZodUnknown ? [] : [at]),
    ...fields.flatMap(([name, field]) => forgetful(field, `${at}.${name}`)),
  ];
};

const hasField = (schema: z.core.$ZodType, dotted: string): boolean => {
  const [name = '', ...rest] = dotted.split('.');
  const one = inner(schema);
  if (one instanceof z.ZodUnion) return one.options.every((option) => hasField(option, dotted));
  if (!(one instanceof z.ZodObject) || !(name in one.shape)) return false;
  return rest.length === 0 || hasField(one.shape[name], rest.join('.'));
};

describe.each(entries)('%s', (_name, kind) => {
  test('keeps at every level what this version does not know', () => {
    expect(forgetful(kind.schema, idOf(kind))).toEqual([]);
  });

  test('has the fields that its entry speaks of', () => {
    const { without = [], only = [], nulled = [] } = kind.exported ?? {};
    for (const field of [...without, ...only, ...nulled])
      expect(hasField(kind.schema, field), field).toBe(true);
    for (const { fields } of kind.indexes) {
      for (const { field } of fields) expect(hasField(kind.schema, field), field).toBe(true);
    }
    expect(kind.ages === 'ttl').toBe(hasField(kind.schema, 'ttl'));
  });

  test('lies where its owner is found, and goes with them', () => {
    const [top] = kind.path.split('/');
    const namesUser = hasField(kind.schema, 'userId');
    const isTop = topCollections.includes(kind);
    const expected = {
      user: { top: 'users', erased: kind === collections.users ? 'last' : 'with_user_data' },
      mailbox: { top: isTop ? top : 'mailboxes', erased: 'with_mailbox' },
      session: { top, erased: 'with_sessions' },
      none: { top, erased: 'never' },
    }[kind.owner];
    expect({ top, erased: kind.erased }).toEqual(expected);
    expect(kind.exported === null).toBe(kind.owner === 'none');
    if (isTop && (kind.owner === 'session' || kind.owner === 'mailbox')) expect(namesUser).toBe(true);
    const isBesideMailbox = isTop && kind.owner === 'mailbox';
    if (isBesideMailbox) expect(kind.path).toBe(`${top}/{mailboxId}`);
  });
});

test('names, kinds and ids are given once', () => {
  for (const names of [
    allCollections.map(({ one }) => one),
    allCollections.flatMap(({ exported }) => exported?.kind ?? []),
    allCollections.map(idOf),
    allCollections.map(({ path }) => path),
  ]) {
    expect(new Set(names).size).toBe(names.length);
  }
});

test('paths are filled in, in order, and an id is no path', () => {
  expect(paths.message('u', 't', 'm')).toBe('users/u/threads/t/messages/m');
  expect(paths.messages('u', 't')).toBe('users/u/threads/t/messages');
  expect(paths.sessions).toBe('sessions');
  expect(kindOf('users/u/threads/t/messages/m')).toBe(collections.messages);
  for (const rubbish of [
    '',
    'users',
    'users/u/threads',
    'strangers/u',
    'users/u/strangers/s',
    'users/u/threads/t/x/y',
  ])
    expect(kindOf(rubbish), rubbish).toBeNull();
  // @ts-expect-error a message is not found without its thread
  expect(paths.message('u', 'm')).toBe('users/u/threads/m/messages/');
});

test('indexes and policies are those of the entries', () => {
  expect(indexes.length).toBe(allCollections.flatMap((kind) => kind.indexes).length);
  expect(expiringCollections).toEqual(allCollections.filter(({ ages }) => ages === 'ttl').map(idOf));
});

/** A document's path with these ids; `other` for one that is not named. */
const pathWith = ({ path }: Collection, ids: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? ids.other ?? '');

describe('a document that is planted in each collection', () => {
  const plant = async () => {
    const store = new MemoryStore();
    const connection = store.connect();
    const planted = new Map<string, Collection>();
    for (const [userId, mailboxId] of [
      ['u1', 'm1'],
      ['u2', 'm2'],
    ] as const) {
      for (const kind of allCollections) {
        for (const own of ['x', 'y']) {
          const isOwners = kind.path === 'users/{userId}' || kind.path.endsWith('/{mailboxId}');
          if (isOwners && own === 'y') continue;
          const ids = { userId, mailboxId, other: `${userId}-x` };
          const last = kind.path.match(/\{(\w+)\}$/)?.[1] ?? '';
          const path = pathWith(kind, isOwners ? ids : { ...ids, [last]: `${userId}-${own}` });
          const secret = { secretName: 'secret', lease: { token: 'secret', expiresAt: 1 } };
          await connection.set(path, {
            userId,
            mailboxId,
            ...secret,
            planted: userId,
            ttl: 9,
            fromLater: true,
          });
          planted.set(path, kind);
        }
      }
    }
    return { store, connection, planted };
  };

  const isOf = (path: string, who: string) =>
    path.split('/').some((id) => id === who || id.startsWith(`${who}-`));
  const belongsTo = (path: string, user: string, mailbox: string) => isOf(path, user) || isOf(path, mailbox);

  test('is exported as its entry says, and nobody else’s is', async () => {
    const { connection, planted } = await plant();
    let text = '';
    for await (const piece of exportAccount({
      store: connection,
      originals: memoryOriginals(),
      clock: { now: () => 5 },
    })('u1'))
      text += piece;
    const { documents } = JSON.parse(text) as {
      documents: { kind: string; path: string; data: Record<string, unknown> }[];
    };
    const expected = [...planted].flatMap(([path, kind]) =>
      kind.exported && belongsTo(path, 'u1', 'm1')
        ? [`${kind.exported.kind} ${kind.exported.only ? idOf(kind) : path}`]
        : [],
    );
    expect(documents.map(({ kind, path }) => `${kind} ${path}`).toSorted()).toEqual(expected.toSorted());
    for (const { kind, data } of documents) {
      const entry = allCollections.find(({ exported }) => exported?.kind === kind)?.exported;
      if (entry?.only) expect(Object.keys(data), kind).toEqual(entry.only);
      else expect(data, kind).toMatchObject({ planted: 'u1', fromLater: true });
      for (const field of entry?.without ?? []) expect(data, kind).not.toHaveProperty(field);
      for (const field of entry?.nulled ?? []) expect(data[field], kind).toBeNull();
    }
  });

  test('is followed by what lies below it', async () => {
    const { connection } = await plant();
    let text = '';
    for await (const piece of exportAccount({
      store: connection,
      originals: memoryOriginals(),
      clock: { now: () => 5 },
    })('u1'))
      text += piece;
    const places: string[] = JSON.parse(text).documents.map(({ path }: { path: string }) => path);
    for (const [n, path] of places.entries()) {
      const kind = kindOf(path);
      if (!kind || kind === collections.users || below(kind).length === 0) continue;
      const children = places.filter((other) => other.startsWith(`${path}/`)).length;
      expect(places.slice(n + 1).findIndex((other) => !other.startsWith(`${path}/`))).toBeGreaterThanOrEqual(
        children,
      );
    }
  });

  test('is erased when its entry says, and nobody else’s is', async () => {
    const { store, connection, planted } = await plant();
    const stages: readonly (readonly [Collection['erased'], () => Promise<void>])[] = [
      ['with_sessions', () => endSessions(connection, 'u1')],
      ['with_user_data', () => eraseUserData({ store: connection, originals: memoryOriginals() }, 'u1')],
      ['with_mailbox', () => eraseMailbox(connection, 'm1')],
      ['last', () => connection.delete(paths.user('u1'))],
    ];
    const left = new Set(planted.keys());
    for (const [stage, erase] of stages) {
      await erase();
      for (const [path, { erased }] of planted) {
        if (erased === stage && belongsTo(path, 'u1', 'm1')) left.delete(path);
      }
      expect([...store.documents.keys()].toSorted(), stage).toEqual([...left].toSorted());
    }
    const kinds = new Set(
      [...left].filter((path) => belongsTo(path, 'u1', 'm1')).map((path) => kindOf(path)?.owner),
    );
    expect([...kinds]).toEqual(['none']);
  });
});
