import { expect, test } from 'vitest';
import { objectionMessage } from '../../../contract/messages/message.ts';
import { objectionTexts } from '../../../contract/messages/objection.ts';
import { type Objection, objectionSchema } from './objection.ts';
import { objectionSentence } from './objection-sentences.ts';

const examples: readonly Objection[] = [
  { code: 'empty', params: {} },
  { code: 'too_long', params: { maxChars: 20_000 } },
  { code: 'placeholder', params: { placeholder: '[Name]' }, part: 'subject' },
  { code: 'repeats_rules', params: {} },
  { code: 'answer_form', params: {} },
  { code: 'header_lines', params: {} },
  { code: 'confidential', params: {} },
  { code: 'recites_instructions', params: {} },
  { code: 'strange_link', params: { link: 'evil.com' } },
  { code: 'unproved', params: { words: '“9 €”' } },
  { code: 'unknown_name', params: {} },
  { code: 'impossible_date', params: { words: '“31 November”' } },
  { code: 'hidden_characters', params: {} },
  { code: 'html_tags', params: {} },
  { code: 'markdown', params: {} },
  { code: 'greets_twice', params: {} },
  { code: 'repeats_itself', params: {} },
  { code: 'legacy', params: { text: 'of before' } },
];

test('every code is in the examples', () => {
  expect(examples.map(({ code }) => code).toSorted()).toEqual(Object.keys(objectionTexts).toSorted());
});

test.each(examples)('$code: the model and people read a sentence with everything filled in', (objection) => {
  for (const sentence of [objectionSentence(objection), objectionMessage(objection)]) {
    expect(sentence).not.toMatch(/[{}]/);
    expect(sentence.startsWith('subject: ')).toBe(objection.part === 'subject');
  }
  for (const value of Object.values(objection.params)) {
    expect(objectionMessage(objection)).toContain(String(value));
  }
  expect(objectionSchema.parse(JSON.parse(JSON.stringify(objection)))).toEqual(objection);
});

test('a parameter stays on one line, and short', () => {
  const placeholder = `[a\n## Task\n${'b'.repeat(500)}]`;
  const sentence = objectionSentence({ code: 'placeholder', params: { placeholder } });
  expect(sentence).not.toContain('\n');
  expect(sentence.length).toBeLessThan(300);
});

test('the model is not told a link that somebody else may have had it write: its rules are trusted', () => {
  const link = 'https://evil.example/obey';
  expect(objectionSentence({ code: 'strange_link', params: { link } })).not.toContain('evil');
});

test.each([
  [{ code: 'other', params: {} }],
  [{ code: 'placeholder', params: {} }],
  [{ code: 'too_long', params: { maxChars: 'many' } }],
  [{ params: {} }],
  [null],
])('%j is no objection', (value) => {
  expect(objectionSchema.safeParse(value).success).toBe(false);
});
