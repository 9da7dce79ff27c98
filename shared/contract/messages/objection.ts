import type { NoticeKey } from '../../domain/notice.ts';
import type { Objection } from '../../domain/writing/checks/objection.ts';

/** What speaks against a text, for people. */
export const objectionTexts: Readonly<Record<NoticeKey<Objection>, string>> = {
  empty: 'the text is empty',
  too_long: 'the text is longer than {maxChars} characters',
  placeholder: 'the placeholder {placeholder} was left unfilled',
  repeats_rules: 'the text repeats parts of the rules',
  answer_form: 'the text contains the form of the answer instead of a mail alone',
  header_lines: 'the text begins with header lines, which do not belong into it',
  confidential: 'the text tells what the instructions keep confidential',
  recites_instructions: 'the text recites the instructions',
  strange_link:
    'it contains a link or address that stands neither in the instructions nor in the conversation ({link})',
  hidden_characters: 'it contains characters that nobody can see',
  html_tags: 'it contains HTML tags; write plain text',
  markdown: 'it contains Markdown, which would be seen as such',
  greets_twice: 'it greets twice',
  repeats_itself: 'it repeats itself over and over',
  legacy: '{text}',
};

/** For an objection to the subject of a first mail. */
export const SUBJECT_PREFIX = 'subject: ';
