import { z } from 'zod';
import { legacyShape, type NoticeOf, noticeSchema } from '../../notice.ts';

const none = {} as const;

/**
 * Why a text of the model must not be sent. `objection-sentences.ts` has the sentences for the model,
 * `shared/contract/messages/objection.ts` those for people.
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
  /** Figures, days and promises that follow from nothing that was given. */
  unproved: { words: z.string() },
  /** A product or a customer that stands nowhere. */
  unknown_name: none,
  /** No such day or time exists, or the weekday is another. */
  impossible_date: { words: z.string() },
  hidden_characters: none,
  html_tags: none,
  markdown: none,
  greets_twice: none,
  repeats_itself: none,
  legacy: legacyShape,
} as const;

/** Present if the objection is about the subject of the first mail, not about the text. */
const part = z.literal('subject').optional();

export const objectionSchema = noticeSchema(objectionShapes, { part });
export type Objection = NoticeOf<typeof objectionShapes> & { readonly part?: 'subject' | undefined };
export type ObjectionCode = Objection['code'];

/** Objections to single words: the owner can see them marked, and let them pass. */
const toWords: ReadonlySet<ObjectionCode> = new Set([
  'unproved',
  'unknown_name',
  'impossible_date',
  'strange_link',
]);
export const isToWords = ({ code, part }: Objection): boolean => toWords.has(code) && part === undefined;
