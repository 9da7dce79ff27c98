import { describe, expect, test } from 'vitest';
import { RETRIEVED_CHARS, RETRIEVED_PASSAGES } from '../../shared/domain/knowledge/given.ts';
import { languages, PAGE } from './handbook.ts';
import { asked, documents, handbookLibrary, isWanted, placeOf, recallOf } from './recall.ts';

const handbook = documents();

describe('the handbook', () => {
  test('has three hundred pages, and ten questions in each of six languages', () => {
    const chars = handbook.reduce((sum, { text }) => sum + text.length, 0);
    expect(Math.round(chars / PAGE)).toBeGreaterThanOrEqual(295);
    expect(languages.map(({ language }) => language)).toEqual(['en', 'de', 'fr', 'es', 'ru', 'ja']);
    for (const { questions } of languages) expect(new Set(questions.map(({ ask }) => ask)).size).toBe(10);
  });

  test('answers each question in one passage', () => {
    const passages = handbook.flatMap((document) => document.passages);
    for (const { ask, wanted } of asked) {
      expect(
        passages.filter((passage) => isWanted(passage, wanted)),
        ask,
      ).toHaveLength(1);
    }
  });
});

test('the passage that answers a mail is among the first five, within the budget of the prompt', async () => {
  const given = await handbookLibrary();
  const places: { readonly language: string; readonly place: number | null }[] = [];
  for (const question of asked) {
    const found = await given(question.ask);
    expect(found.length).toBeLessThanOrEqual(RETRIEVED_PASSAGES);
    const chars = found.reduce(
      (sum, { document, heading, text }) => sum + document.length + heading.length + text.length,
      0,
    );
    expect(chars).toBeLessThanOrEqual(RETRIEVED_CHARS);
    places.push({ language: question.language, place: placeOf(found, question) });
  }
  expect(recallOf(places.map(({ place }) => place))).toBeGreaterThanOrEqual(0.95);
  for (const { language } of languages) {
    const own = places.filter((one) => one.language === language).map(({ place }) => place);
    expect(recallOf(own), language).toBeGreaterThanOrEqual(0.9);
  }
});
