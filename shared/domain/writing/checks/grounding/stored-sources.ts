import { z } from 'zod';
import { stored } from '../../../stored.ts';
import { sourceKinds } from './source-kinds.ts';

/** A source as it is stored with the text that rests on it; UTF-16 offsets, null: the text as a whole. */
export const sourceSchema = stored({
  kind: z.enum(sourceKinds),
  id: z.string(),
  quote: z.string(),
  start: z.number().nullable().default(null),
  end: z.number().nullable().default(null),
});

/** Words that follow from nothing that was given. */
export const markSchema = stored({ text: z.string(), start: z.number(), end: z.number() });
