import { z } from 'zod';
import type { Collection, Exported } from '../../persistence/collections/collection.ts';
import { allCollections } from '../../persistence/collections.ts';

const keys = (names: readonly string[]): Record<string, true> =>
  Object.fromEntries(names.map((name) => [name, true]));

const schemaOf = (schema: z.ZodType, { only, without }: Exported): z.ZodType => {
  if (!only && !without) return schema;
  if (!(schema instanceof z.ZodObject)) throw new TypeError('only of an object fields can be left out');
  return only ? schema.pick(keys(only)) : schema.omit(keys(without ?? []));
};

const entryOf = ({ schema, exported }: Collection) => {
  if (!exported) return [];
  const { kind, description } = exported;
  return z
    .object({ kind: z.literal(kind), path: z.string(), data: schemaOf(schema, exported) })
    .meta({ description, id: `Exported_${kind}` });
};

/** Not of the store: a document as it was uploaded. */
const original = z
  .object({
    kind: z.literal('original'),
    path: z.string(),
    data: z.object({ name: z.string(), base64: z.string() }),
  })
  .meta({ description: 'The document before it, as you uploaded it.', id: 'Exported_original' });

const [first, ...others] = allCollections.flatMap(entryOf);
if (!first) throw new Error('nothing is exported');

/** The export schema, with a description for each kind of document from the table of collections. */
export const describedExport = z
  .object({
    format: z.literal('email-ai-export'),
    version: z.literal(1),
    exportedAt: z.int().meta({ description: 'Epoch milliseconds, UTC.' }),
    documents: z.array(z.discriminatedUnion('kind', [first, original, ...others])),
  })
  .meta({ id: 'AccountExport' });
