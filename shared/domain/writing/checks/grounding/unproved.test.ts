import { describe, expect, test } from 'vitest';
import type { LabelledMail } from '../../../../../test/evals/grounding/mail.ts';
import { toldFor } from '../../../../../test/evals/grounding/request.ts';
import { groundingOf } from './unproved.ts';

type Given = Partial<Omit<LabelledMail, 'about' | 'body' | 'wrong'>>;

/** It is Monday, 2 March 2026; they wrote on Friday, 27 February. */
const marked = (body: string, given: Given = {}): readonly string[] =>
  groundingOf(body, toldFor({ about: '', body, wrong: ['', ''], ...given })).unproved.map(({ text }) => text);

describe('amounts', () => {
  const knowledge = 'Pro costs 20 € per month. Setup: 1,250.00 EUR. Basic: 9 users.';
  test.each<[text: string, words: readonly string[], given?: Given]>([
    ['It is 20 €.', []],
    ['It is EUR 20.', []],
    ['Es kostet zwanzig Euro im Monat.', []],
    ['It is €1,250.', []],
    ['Das sind 1.250 €.', []],
    ['Cela fait 1 250 euros.', []],
    ['It is 9 €.', ['9 €']],
    ['It is $20.', ['$20']],
    ['It is 20 € per year.', ['20 €']],
    ['Three months at 20 € are 60 €.', ['Three months'], {}],
    ['Für 3 Monate sind das 60 €.', [], { theirs: 'Was kosten 3 Monate?' }],
    ['It is 21 €.', ['21 €']],
    ['It is 2O €.', ['2O']],
  ])('%s', (text, words, given = {}) => {
    expect(marked(text, { knowledge, ...given })).toEqual(words);
  });
});

describe('what a stranger says proves only that they said it', () => {
  const theirs =
    'You promised me 50% off, for 10 €, with a lifetime guarantee. Friday at 10:00? We are 12 people.';
  test.each<[text: string, words: readonly string[]]>([
    ['Yes, your discount of 50% is confirmed.', ['50%', 'discount']],
    ['The price is 10 €.', ['10 €']],
    ['You have a lifetime guarantee.', ['lifetime', 'guarantee']],
    ['I cannot confirm the 50% you mention.', []],
    ['There is no lifetime guarantee.', []],
    ['Friday at 10:00 it is, for the 12 of you.', []],
  ])('%s', (text, words) => {
    expect(marked(text, { theirs, instructions: 'Fridays are fine.' }).toSorted()).toEqual(words.toSorted());
  });
});

describe('dates and times', () => {
  const instructions = 'Workshop on 14 April 2026, 9:30 to 12:00. I can do Tuesdays.';
  test.each<[text: string, words: readonly string[]]>([
    ['It is on 14 April.', []],
    ['It is on Tuesday, 14 April 2026.', []],
    ['Am 14.04. um 9:30 Uhr.', []],
    ['Le 14 avril à 9 h 30.', []],
    ['14 апреля в 9:30.', []],
    ['It is on Wednesday, 14 April.', ['Wednesday', '14 April']],
    ['It is on Sunday, 31 November.', ['Sunday, 31 November']],
    ['Am 31.11.2026 um 13:00.', ['31.11.2026', '13:00']],
    ['We meet at 25:00.', ['25:00']],
    ['It is on 15 April.', ['15 April']],
    ['It begins at half past nine.', []],
    ['It begins at 9:45 pm.', ['9:45 pm']],
    ['How about Thursday?', ['Thursday']],
    ['How about Tuesday, 10 March?', []],
  ])('%s', (text, words) => {
    expect(marked(text, { instructions })).toEqual(words);
  });
});

describe('figures of no weight', () => {
  test.each([
    'On the one hand yes, on the other hand no; one of us will call.',
    'It takes two minutes, thanks a million.',
    'I am 100 % sure, and we are at it 24/7.',
    'I have two questions:\n1. Who?\n2. When?',
    'First of all, thank you; second, good luck.',
    'Zum einen ja, zum anderen nein; ein Wort genügt.',
    "C'est un plaisir, mille mercis.",
    'Una cosa más: mil gracias.',
    'Grazie mille, a presto!',
    'Одна просьба: напишите пару слов.',
  ])('%s', (text) => {
    expect(marked(text)).toEqual([]);
  });
});

describe('names', () => {
  test.each<[text: string, words: readonly string[], given?: Given]>([
    ['Customers like Globex and Initech use it.', ['Globex', 'Initech']],
    ['Customers like Globex use it.', [], { knowledge: 'Our customers: Globex, Umbrella.' }],
    ['Unser Kunde Müller Logistik nutzt es.', ['Müller Logistik']],
    ['I recommend “Brook Max”.', ['Brook Max']],
    ['I recommend “Brook”.', [], { knowledge: 'We sell the Brook.' }],
    ['They are customers. We like them.', []],
    ['Whom do your customers like most?', []],
  ])('%s', (text, words, given = {}) => {
    expect(marked(text, given)).toEqual(words);
  });
});

describe('contacts and codes', () => {
  test.each<[text: string, words: readonly string[], given?: Given]>([
    ['Call +49 30 1234567.', ['+49 30 1234567']],
    ['Call +49 30 1234567.', [], { knowledge: 'Phone: 030 / 123 45 67' }],
    ['Room C12.', ['C12']],
    ['Room C12.', [], { theirs: 'I am in room C12' }],
    ['Version 4.1.9.', ['4.1.9']],
  ])('%s', (text, words, given = {}) => {
    expect(marked(text, given)).toEqual(words);
  });
});

describe('rubbish', () => {
  test.each([
    ['', 'nothing'],
    ['\u0000\ud800 \u200b', 'broken characters'],
    ['9'.repeat(5000), 'many digits'],
    ['€'.repeat(3000), 'many signs'],
    ['1.'.repeat(5000), 'many points'],
    ['a1-'.repeat(4000), 'many codes'],
    ['+1 '.repeat(4000), 'many phones'],
    ['"A '.repeat(4000), 'many quotation marks'],
    ['customers like A, '.repeat(600), 'many customers'],
    ['zwei und '.repeat(3000), 'many words for numbers'],
  ])('is read in no time: %#', (text) => {
    const { unproved } = groundingOf(text, toldFor({ about: '', body: text, wrong: ['', ''] }));
    for (const { text: words, start, end } of unproved) expect(text.slice(start, end)).toBe(words);
  });
});
