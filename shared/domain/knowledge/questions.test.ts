import { describe, expect, test } from 'vitest';
import { inTurn, questionsOf } from './questions.ts';

describe('what is looked up for mails', () => {
  test.each<[string, readonly string[], readonly { question: string; context: string }[]]>([
    ['nothing', [], []],
    ['empty mails', ['', ' \n '], []],
    ['a statement, whole', ['We have a Kolo 60.'], [{ question: 'We have a Kolo 60.', context: '' }]],
    ['one question, once', ['What does it cost?'], [{ question: 'What does it cost?', context: '' }]],
    [
      'a question with the mail that says what it is about, and the mail',
      ['We have a Kolo 60. What does a tyre cost?'],
      [
        { question: 'What does a tyre cost?', context: 'We have a Kolo 60. What does a tyre cost?' },
        { question: 'We have a Kolo 60. What does a tyre cost?', context: '' },
      ],
    ],
    [
      'each question of its own mail',
      ['音は？椅子を買いました。色は何色ありますか？', 'Thanks. And when will it come?'],
      [
        { question: '色は何色ありますか？', context: '音は？椅子を買いました。色は何色ありますか？' },
        { question: 'And when will it come?', context: 'Thanks. And when will it come?' },
        { question: '音は？椅子を買いました。色は何色ありますか？', context: '' },
        { question: 'Thanks. And when will it come?', context: '' },
      ],
    ],
    ['the same mail once', ['Hello there', 'Hello there '], [{ question: 'Hello there', context: '' }]],
  ])('%s', (_, mails, expected) => {
    expect(questionsOf(mails)).toEqual(expected);
  });

  test('a thousand questions are few searches, and a broken surrogate pair is no end', () => {
    const mail = Array.from({ length: 1_000 }, (_, n) => `What about number ${n}?`).join(' ');
    expect(questionsOf([mail, '\uD83D What is this?'])).toHaveLength(10);
    for (const { question, context } of questionsOf([mail])) {
      expect(question.length).toBeLessThanOrEqual(4_000);
      expect(context.length).toBeLessThanOrEqual(4_000);
    }
  });
});

test('lists take turns, without repetitions', () => {
  expect(inTurn([[1, 2, 3], [2, 4], []])).toEqual([1, 2, 4, 3]);
  expect(inTurn([])).toEqual([]);
});
