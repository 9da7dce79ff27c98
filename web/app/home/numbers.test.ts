import { describe, expect, it } from 'vitest';
import { figuresOf, median } from './numbers.ts';

const day = (change = {}) => ({
  date: '2026-03-09',
  sent: 0,
  received: 0,
  conversationsStarted: 0,
  conversationsAnswered: 0,
  goalsReached: 0,
  inputTokens: 0,
  outputTokens: 0,
  answerMs: [] as number[],
  ...change,
});

describe('median', () => {
  it.each([
    [[], null],
    [[7], 7],
    [[9, 1, 5], 5],
    [[4, 2, 8, 6], 5],
  ])('of %j is %s', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('figuresOf', () => {
  it('adds up days and takes the median over all answers, not over days', () => {
    const figures = figuresOf([
      day({
        sent: 2,
        conversationsStarted: 2,
        conversationsAnswered: 1,
        inputTokens: 10,
        answerMs: [1, 1, 1],
      }),
      day({ sent: 3, conversationsStarted: 2, goalsReached: 1, outputTokens: 5, answerMs: [100] }),
    ]);
    expect(figures.sent).toEqual({ value: 5, perDay: [2, 3] });
    expect(figures.answered.value).toBe(0.25);
    expect(figures.answerTime).toEqual({ value: 1, perDay: [1, 100] });
    expect(figures.goals.value).toBe(1);
    expect(figures.tokens.value).toBe(15);
  });

  it('knows no rate and no time where nothing happened', () => {
    const figures = figuresOf([day()]);
    expect([figures.answered.value, figures.answerTime.value]).toEqual([null, null]);
  });

  it('never tells more than all of them answered: answers may belong to conversations begun earlier', () => {
    const figures = figuresOf([day({ conversationsStarted: 1, conversationsAnswered: 3 })]);
    expect(figures.answered.value).toBe(1);
  });
});
