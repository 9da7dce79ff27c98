import type { NoticeKey } from '../../domain/notice.ts';
import type { Objection } from '../../domain/writing/checks/objection.ts';

/** Why a text must not be sent, for people. */
export const objectionTexts = {
  empty: 'the text is empty',
  too_long: 'the text is longer than {maxChars} characters',
  placeholder: 'the placeholder {placeholder} was left unfilled',
  repeats_rules: 'the text repeats parts of the rules',
  answer_form: 'the text contains more than the email itself, such as JSON',
  header_lines: 'the text begins with header lines',
  confidential: 'the text reveals something confidential',
  recites_instructions: 'the text quotes the instructions, or much of the knowledge',
  strange_link:
    'it contains a link or address that is neither in the instructions nor in the conversation ({link})',
  unproved: 'it states what nothing you provided proves ({words})',
  unknown_name: 'it names a product or a customer that appears nowhere',
  impossible_date: 'there is no such date or time, or the weekday does not match ({words})',
  hidden_characters: 'it contains invisible characters',
  html_tags: 'it contains HTML tags',
  markdown: 'it contains Markdown formatting',
  greets_twice: 'it greets twice',
  repeats_itself: 'it repeats itself',
  legacy: '{text}',
} as const satisfies Readonly<Record<NoticeKey<Objection>, string>>;

/** For an objection to the subject of a first mail. */
export const SUBJECT_PREFIX = 'subject: ';
