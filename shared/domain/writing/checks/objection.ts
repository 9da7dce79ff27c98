import { z } from 'zod';
import { legacyShape, type NoticeOf, noticeSchema } from '../../notice.ts';

const none = {} as const;

/**
 * What speaks against sending a text that the model wrote. Sentences are made of it where somebody reads them: for the
 * model in `objection-sentences.ts`, for people in the contract's messages.
 */
export const objectionShapes = {
  empty: none,
  too_long: { maxChars: z.int() },
  placeholder: { placeholder: z.string() },
  repeats_rules: none,
  answer_form: none,
  header_lines: none,
  confidential: none,
  recites_instructions: none,
  strange_link: { link: z.string() },
  hidden_characters: none,
  html_tags: none,
  markdown: none,
  greets_twice: none,
  repeats_itself: none,
  legacy: legacyShape,
} as const;

/** What it is about, where that is not the mail's text: the subject of the first mail. */
const part = z.literal('subject').optional();

export const objectionSchema = noticeSchema(objectionShapes, { part });
export type Objection = NoticeOf<typeof objectionShapes> & { readonly part?: 'subject' | undefined };
export type ObjectionCode = Objection['code'];
