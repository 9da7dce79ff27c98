import { z } from 'zod';
import { BUDGET } from './budget.ts';

/** An emoji instead of an answer. */
export interface Reaction {
  readonly emoji: string;
}

/** Gmail's MIME part for reactions (https://developers.google.com/workspace/gmail/reactions/format). */
export const REACTION_TYPE = 'text/vnd.google.email-reaction+json';

const schema = z.object({ version: z.literal(1), emoji: z.string().min(1).max(64) });

export const readReaction = (text: string): Reaction | null => {
  try {
    const parsed = schema.safeParse(JSON.parse(text.slice(0, BUDGET.reaction)));
    return parsed.success ? { emoji: parsed.data.emoji } : null;
  } catch {
    return null;
  }
};
