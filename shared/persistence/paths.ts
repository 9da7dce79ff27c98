import { collections } from './collections.ts';

type Ids<Path extends string> = Path extends `${string}{${string}}${infer Rest}`
  ? [id: string, ...Ids<Rest>]
  : [];
type AllButLast<T extends readonly unknown[]> = T extends readonly [...infer Init, unknown] ? Init : [];

type Table = typeof collections;
type DocumentPaths = {
  readonly [K in keyof Table as Table[K]['one']]: (...ids: Ids<Table[K]['path']>) => string;
};
type CollectionPaths = {
  readonly [K in keyof Table]: AllButLast<Ids<Table[K]['path']>> extends []
    ? string
    : (...ids: AllButLast<Ids<Table[K]['path']>>) => string;
};

/** The path template `users/{userId}/threads/{threadId}` as a function of its ids. */
const filled = (template: string): ((...ids: readonly string[]) => string) => {
  const parts = template.split(/\{\w+\}/);
  return (...ids) => parts.map((part, n) => part + (ids[n] ?? '')).join('');
};

/**
 * The path of each document, from the table of collections: `paths.thread(userId, threadId)` is a document,
 * `paths.threads(userId)` its collection.
 */
export const paths = Object.fromEntries(
  Object.entries(collections).flatMap(([name, { path, one }]) => {
    const parent = path.slice(0, path.lastIndexOf('/'));
    return [
      [one, filled(path)],
      [name, parent.includes('{') ? filled(parent) : parent],
    ];
  }),
) as DocumentPaths & CollectionPaths;
