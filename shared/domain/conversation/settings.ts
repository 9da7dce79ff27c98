import { z } from 'zod';
import { optional, required, type SettingValues } from '../setting.ts';
import { stored } from '../stored.ts';
import { prose } from '../text.ts';
import { modes } from './vocabulary.ts';

const followUpFields = {
  afterDays: z.number().meta({ description: 'Days without an answer.' }),
  max: z.int(),
  /** Each distance is so many times the one before. */
  backoff: z.number().default(1),
};
const followUpInput = z.strictObject({
  afterDays: z
    .number()
    .positive()
    .max(90)
    .meta({ description: 'Days without an answer; may be a fraction.' }),
  max: z.int().min(1).max(5).meta({ description: 'Since their last answer.' }),
  backoff: z
    .number()
    .min(1)
    .max(10)
    .default(1)
    .meta({ description: 'Each distance is so many times the one before.' }),
});

/** Two, after three days and a week more. */
export const NEW_FOLLOW_UP = { afterDays: 3, max: 2, backoff: 2.34 } as const;

/** What an owner decides about a conversation, when it begins and while it runs. */
export const threadSettings = {
  instructions: required({
    stored: z.string(),
    input: prose(1, 10_000),
    description: 'What the conversation is about.',
  }),
  goal: optional({
    stored: z.string().nullable(),
    input: prose(1, 2000).nullable(),
    default: null,
    description: 'When it has been achieved; null: the assistant judges by the instructions.',
  }),
  mode: optional({
    stored: z.enum(modes).nullable(),
    input: z.enum(modes).nullable(),
    default: null,
    description: "null: the assistant's mode.",
  }),
  followUp: optional({
    stored: stored(followUpFields).nullable(),
    input: followUpInput.nullable(),
    default: null,
    initial: NEW_FOLLOW_UP,
    description:
      'Whether to write again when nobody answers, also to an answer; after the last of them the conversation ends. null: never.',
  }),
  allowOthers: optional({
    stored: z.boolean(),
    input: z.boolean(),
    default: false,
    description: 'Whether participants whom you let join are answered and get copies.',
  }),
};
export type ThreadSettings = SettingValues<typeof threadSettings>;
