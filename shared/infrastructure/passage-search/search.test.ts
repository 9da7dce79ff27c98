import { describe, expect, test } from 'vitest';
import { createPassageSearch } from './search.ts';

const passages = [
  { heading: 'Kolo › Price', text: 'The bike costs 900 euros.' },
  { heading: 'Lira › Price', text: 'The desk costs 400 euros.' },
  { heading: 'Garantie', text: 'Die Herstellergarantie gilt für das Lastenfahrrad zwei Jahre.' },
  { heading: 'Гарантия', text: 'На велосипеды действует гарантия производителя.' },
  { heading: '保証', text: '自転車のメーカー保証は二年です。' },
  { heading: 'Livraison', text: 'Nous livrons les vélos à domicile.' },
];
const find = async (question: string, context = ''): Promise<readonly string[]> => {
  const index = await createPassageSearch().index(passages);
  return index.find({ question, context }, 3).map((n) => passages[n]?.heading ?? '');
};

describe('passages are found', () => {
  test.each([
    ['by another form of a word', 'What would it be costing me, the desks?', 'Lira › Price'],
    ['by a part of a compound', 'Gilt das für ein Fahrrad?', 'Garantie'],
    ['in another case', 'Есть ли гарантии на велосипед?', 'Гарантия'],
    ['without spaces', '自転車に保証はありますか', '保証'],
    ['without accents', 'Livrez-vous un velo?', 'Livraison'],
  ])('%s', async (_, question, expected) => {
    expect((await find(question))[0]).toBe(expected);
  });

  test('by what the mail says beside its question', async () => {
    expect((await find('What is the price?', 'I like the Lira. What is the price?'))[0]).toBe('Lira › Price');
    expect((await find('What is the price?', 'I like the Kolo. What is the price?'))[0]).toBe('Kolo › Price');
    // The question itself counts more.
    expect((await find('What does the Kolo cost?', 'We have a Lira. What does the Kolo cost?'))[0]).toBe(
      'Kolo › Price',
    );
  });

  test.each([
    '',
    ' ',
    '?!',
    '\uD83D',
    '\u0000',
    '🙂🙂',
    'xyzzy'.repeat(500),
  ])('nothing by rubbish: %j', async (rubbish) => {
    expect(await find(rubbish, rubbish)).toEqual([]);
  });
});
