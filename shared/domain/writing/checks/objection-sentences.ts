import type { Objection, ObjectionCode } from './objection.ts';

/** For the second attempt of the model. `{name}` stands for a parameter. */
const templates: Readonly<Record<ObjectionCode, string>> = {
  empty: 'the text is empty; write it, or choose an action that needs none',
  too_long: 'the text is longer than {maxChars} characters',
  placeholder: 'the placeholder {placeholder} was left unfilled',
  repeats_rules: 'the text repeats parts of the rules',
  answer_form: 'the text contains the form of the answer instead of a mail alone',
  header_lines: 'the text begins with header lines, which do not belong into it',
  confidential: 'the text tells what is to be kept confidential',
  recites_instructions: 'the text recites the instructions or much of the knowledge',
  // Does not repeat the link: it may come from an injected mail, and this text is part of the trusted instructions.
  strange_link:
    'it contains a link or address that stands neither in the instructions nor in the conversation',
  unproved:
    'it states what follows from nothing that you were given: {words}. Leave it out, or choose ask_owner where you may',
  // Without the name, which an injected mail may have chosen.
  unknown_name: 'it names a product or a customer that stands nowhere in what you were given',
  impossible_date: 'there is no such day or time, or it is another day of the week: {words}',
  hidden_characters: 'it contains characters that nobody can see',
  html_tags: 'it contains HTML tags; write plain text',
  markdown: 'it contains Markdown; write plain text',
  greets_twice: 'it greets twice',
  repeats_itself: 'it repeats itself over and over',
  legacy: '{text}',
};

/** Why an answer was unusable. */
export type UnusableCode = 'invalid_answer' | 'incomplete' | 'failed';
const unusable: Readonly<Record<UnusableCode, string>> = {
  invalid_answer: 'the answer was not the one JSON object that is asked for',
  incomplete: 'the answer was cut off before its end; think less and write less',
  failed: 'the answer broke off',
};
export const unusableSentence = (code: UnusableCode): string => unusable[code];

/** A parameter on one line, at most 200 characters. */
const shown = (value: string | number): string => String(value).replaceAll(/\s+/g, ' ').slice(0, 200);

/** The sentence of an objection, for the model. */
export const objectionSentence = ({ code, params, part }: Objection): string => {
  const values: Readonly<Record<string, string | number>> = params;
  const sentence = templates[code].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : shown(value);
  });
  return part === 'subject' ? `subject: ${sentence}` : sentence;
};
