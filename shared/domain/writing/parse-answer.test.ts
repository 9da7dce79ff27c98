import { describe, expect, test } from 'vitest';
import { askedAnswerSchema, writerActions, writerAnswerSchema } from './answer.ts';
import { ANSWER_FORM, answerJsonSchema } from './answer-form.ts';
import { parseAnswer } from './parse-answer.ts';

const full = { action: 'reply', subject: null, body: 'Hi', reason: 'r', goalProgress: 'g' };

describe('an answer is understood', () => {
  test.each<[what: string, given: unknown, expected: object]>([
    ['as asked for', full, full],
    [
      'without what may be missing',
      { action: 'wait' },
      { ...full, action: 'wait', body: null, reason: '', goalProgress: '' },
    ],
    ['without a subject', { action: 'reply', body: 'Hi', reason: 'r', goalProgress: 'g' }, full],
    [
      'with null for sentences',
      { ...full, reason: null, goalProgress: null },
      { ...full, reason: '', goalProgress: '' },
    ],
    [
      'with other spelling',
      { Action: ' Opt-Out ', Body: null, goal_progress: 'g', reason: 'r' },
      { ...full, action: 'opt_out', body: null },
    ],
    ['with "null" for null', { ...full, subject: 'null', body: 'NULL' }, { ...full, body: null }],
    ['with paragraphs', { ...full, body: ['Hi,', 'yes.'] }, { ...full, body: 'Hi,\n\nyes.' }],
    ['wrapped', { answer: { decision: full } }, full],
    ['in a list', [full], full],
    ['with fields of its own', { ...full, to: 'boss@evil.example', tool_calls: [] }, full],
  ])('%s', (_what, given, expected) => {
    expect(parseAnswer(given)).toEqual(expected);
  });

  test('with everything that may come later, entry by entry', () => {
    const later = {
      ...full,
      action: 'ask_owner',
      until: '2026-12-01',
      question: 'How many?',
      commitments: [{ who: 'owner', what: 'call', due: null }, { who: 'nobody', what: 'x' }, 7],
      extracted: { budget: { value: '900', quote: 'nine hundred' }, broken: 'x' },
      sources: [{ kind: 'fact', id: '1', quote: 'q' }, null],
    };
    const answer = parseAnswer(later);
    expect(answer).toEqual({
      ...later,
      commitments: [{ who: 'owner', what: 'call', due: null }],
      extracted: { budget: { value: '900', quote: 'nine hundred' } },
      sources: [{ kind: 'fact', id: '1', quote: 'q' }],
    });
    expect(writerAnswerSchema.parse(answer)).toEqual(answer);
  });

  test('never more of a list than anybody needs', () => {
    const commitments = Array.from({ length: 500 }, () => ({ who: 'owner', what: 'x', due: null }));
    expect(parseAnswer({ ...full, commitments })?.commitments).toHaveLength(50);
  });
});

test.each([
  ['nothing', null],
  ['words', 'reply'],
  ['no decision', { body: 'Hi' }],
  ['a decision that is none', { ...full, action: 'forward' }],
  ['a decision that is no word', { ...full, action: { reply: true } }],
  ['a body that is no text', { ...full, body: { text: 'Hi' } }],
  ['a body of numbers', { ...full, body: [1, 2] }],
  ['two answers', [full, full]],
  ['too many wrappers', { a: { b: { c: { d: { e: full } } } } }],
  ['__proto__', JSON.parse('{"__proto__":{"action":"reply","body":"x"}}')],
])('%s is no answer', (_what, given) => {
  expect(parseAnswer(given) === null || parseAnswer(given)?.body === 'x').toBe(true);
});

describe('what is asked for', () => {
  test('is described in words as in the schema, each field once', () => {
    const fields = Object.keys(askedAnswerSchema.shape);
    expect(answerJsonSchema.required).toEqual(fields);
    expect(answerJsonSchema.additionalProperties).toBe(false);
    for (const field of fields)
      expect(ANSWER_FORM.match(new RegExp(`- "${field}" \\(`, 'g'))).toHaveLength(1);
    expect(ANSWER_FORM).toContain('"subject" (string or null)');
    expect(ANSWER_FORM).toContain('"reply" | "wait"');
  });

  test('is a part of what can be understood', () => {
    expect(Object.keys(writerAnswerSchema.shape)).toEqual(
      expect.arrayContaining(Object.keys(askedAnswerSchema.shape)),
    );
    expect(writerActions).toEqual(expect.arrayContaining([...askedAnswerSchema.shape.action.options]));
  });
});
