import type { z } from 'zod';
import type { IndexDefinition } from '../../application/ports/index-definition.ts';

/** How a collection's documents appear in the export of an account. */
export interface Exported<Field extends string = string> {
  /** The name of the kind in the export. */
  readonly kind: string;
  readonly description: string;
  /** Fields that are not exported. */
  readonly without?: readonly Field[];
  /** Only these fields are exported, not even fields of later versions; the document's id is not exported either. */
  readonly only?: readonly Field[];
  /** Fields that are exported as null, because they are internal. */
  readonly nulled?: readonly Field[];
}

/**
 * The declaration of a collection. Paths, export and erasure of an account, the indexes of both stores and their TTL
 * policies are derived from it. To add a collection, add an entry.
 */
export interface Collection<
  Path extends string = string,
  One extends string = string,
  Schema extends z.ZodType = z.ZodType,
> {
  /** The document's path. The parameters of `paths` are the segments in braces, in order. */
  readonly path: Path;
  /** The name of one document in `paths`. */
  readonly one: One;
  /** Made with `stored`, at every level. */
  readonly schema: Schema;
  /**
   * Who owns the documents. `user`: the user's document, or one below it. `mailbox`: the mailbox's document, one below
   * it, or one with its id. `session`: a browser's session, with the user in `userId`. `none`: not about a person.
   */
  readonly owner: 'user' | 'mailbox' | 'session' | 'none';
  /** null: not exported, because it is not about a person. */
  readonly exported: Exported<Extract<keyof z.infer<Schema>, string>> | null;
  /**
   * When deleting an account erases it. `with_user_data`: first. `with_mailbox`: when Google has confirmed the
   * revocation. `with_sessions`: also on "sign out everywhere". `last`: when nothing else is left. `never`: not about a
   * person.
   */
  readonly erased: 'with_user_data' | 'with_mailbox' | 'with_sessions' | 'last' | 'never';
  /** `ttl`: the field `ttl` says when the store may delete the document (epoch ms). */
  readonly ages: 'ttl' | 'never';
  /**
   * The indexes of its queries: composite ones, and for SQLite also single fields, which Firestore indexes by itself.
   */
  readonly indexes: readonly Omit<IndexDefinition, 'collection'>[];
}

/** Keeps the literal types of the entry: the path for its parameters, the schema for its field names. */
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
