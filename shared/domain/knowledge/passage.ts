import { z } from 'zod';
import { idSchema } from '../ids.ts';
import { stored } from '../stored.ts';

/** A piece of a document as the model is shown it. */
export const passageSchema = stored({
  /** Counted from 1, in the order of the document. */
  n: z.number(),
  /** The headings above it, outermost first; empty: none. */
  heading: z.string(),
  text: z.string(),
});
export type Passage = z.infer<typeof passageSchema>;

/**
 * `users/{userId}/documents/{documentId}/passages/{version}-{part}`: the passages of one version, as many to a document of
 * the store as fit, because each is read in one operation.
 */
export const passagesPartSchema = stored({
  schemaVersion: z.literal(1),
  id: idSchema,
  version: z.number(),
  part: z.number(),
  items: z.array(passageSchema),
});
export type PassagesPart = z.infer<typeof passagesPartSchema>;

/** Bytes of the texts in one part, below the store's limit for one document (1 MiB). */
const PART_BYTES = 600 * 1024;
/** What the store adds for each passage, at most. */
const OVERHEAD = 64;

const bytesOf = ({ heading, text }: Passage): number =>
  Buffer.byteLength(heading) + Buffer.byteLength(text) + OVERHEAD;

export const partsOf = (passages: readonly Passage[], version: number): readonly PassagesPart[] => {
  const parts: Passage[][] = [[]];
  let size = 0;
  for (const passage of passages) {
    const bytes = bytesOf(passage);
    if (size > 0 && size + bytes > PART_BYTES) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)?.push(passage);
    size += bytes;
  }
  return parts.map((items, part) => ({ schemaVersion: 1, id: `${version}-${part}`, version, part, items }));
};
