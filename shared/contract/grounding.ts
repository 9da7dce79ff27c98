import { z } from 'zod';
import { sourceKinds } from '../domain/writing/checks/grounding/source-kinds.ts';

/** What a text of the assistant rests on. */
export const groundingShape = {
  sources: z
    .array(
      z.object({
        kind: z.enum(sourceKinds),
        id: z.string().meta({
          description:
            'Of the passage or the message; when the note was written; `assistant` or `thread` for instructions.',
        }),
        quote: z.string(),
        start: z.int().nullable().meta({ description: 'Where the words that rest on it begin in `text`.' }),
        end: z.int().nullable(),
      }),
    )
    .meta({ description: 'Outbound: what the statements of the text follow from.' }),
  unproved: z.array(z.object({ text: z.string(), start: z.int(), end: z.int() })).meta({
    description: 'Outbound, `held`: words that follow from nothing you provided. UTF-16 offsets in `text`.',
  }),
};
