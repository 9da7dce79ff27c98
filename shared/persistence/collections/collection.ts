import type { z } from 'zod';
import type { IndexDefinition } from '../../application/ports/index-definition.ts';

/** How a collection's documents stand in the export of an account. */
export interface Exported<Field extends string = string> {
  /** The word for one of them, in the export's own language. */
  readonly kind: string;
  readonly description: string;
  /** Fields that are not handed out. */
  readonly without?: readonly Field[];
  /** These fields and no others, not even ones of later versions; the document's id is not handed out either. */
  readonly only?: readonly Field[];
  /** Fields that are handed out as null: working details of ours. */
  readonly nulled?: readonly Field[];
}

/**
 * Everything there is to know about a collection. Paths, the export of an account and its erasure, the indexes of both stores
 * and their policies for what expires follow from these entries: a collection is added by writing one.
 */
export interface Collection<
  Path extends string = string,
  One extends string = string,
  Schema extends z.ZodType = z.ZodType,
> {
  /** Where a document lies. The segments in braces are what `paths` is called with, in their order. */
  readonly path: Path;
  /** What `paths` calls one document. */
  readonly one: One;
  /** Made with `stored`, at every level. */
  readonly schema: Schema;
  /**
   * Whose it is. `user`: it lies below the user's document, or is it. `mailbox`: it lies below the mailbox's document, is it,
   * or has its id. `session`: a browser's, which names its user in `userId`. `nobody`: it is about nobody.
   */
  readonly owner: 'user' | 'mailbox' | 'session' | 'nobody';
  /** null: it is about nobody. */
  readonly exported: Exported<Extract<keyof z.infer<Schema>, string>> | null;
  /**
   * `with_user_data`: first of all when an account is deleted. `with_mailbox`: once Google has confirmed that our access is
   * revoked. `with_sessions`: also on "sign out everywhere". `last`: when nothing else is left. `never`: it is about nobody.
   */
  readonly erased: 'with_user_data' | 'with_mailbox' | 'with_sessions' | 'last' | 'never';
  /** `ttl`: the field of that name says when the store may delete the document (epoch ms). */
  readonly ages: 'ttl' | 'never';
  /** What its queries need beyond single fields, which Firestore indexes by itself, and those too, for SQLite. */
  readonly indexes: readonly Omit<IndexDefinition, 'collection'>[];
}

/** Keeps the entry's own types: the path for its parameters, the schema for the names of its fields. */
export const collection = <const Path extends string, const One extends string, Schema extends z.ZodType>(
  entry: Collection<Path, One, Schema>,
): Collection<Path, One, Schema> => entry;

type Field = IndexDefinition['fields'][number];

const fieldOf = (spelled: string): Field => {
  const [field = '', direction] = spelled.split(' ');
  return direction === 'desc' ? { field, direction } : { field };
};

/** An index within one owner's collection: `by('status', 'createdAt desc')`. */
export const by = (...fields: readonly string[]): Omit<IndexDefinition, 'collection'> => ({
  fields: fields.map(fieldOf),
});

/** An index over the collections of all owners. */
export const overall = (...fields: readonly string[]): Omit<IndexDefinition, 'collection'> => ({
  group: true,
  fields: fields.map(fieldOf),
});
