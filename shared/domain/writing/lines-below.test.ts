import { describe, expect, test } from 'vitest';
import { assistantWith, inboundWith, outboundWith } from '../../../test/support/documents.ts';
import { lineLanguageOf, withLinesBelow } from './lines-below.ts';

const EN = 'This email was written by an AI assistant on my behalf.';
const DE = 'Diese E-Mail hat ein KI-Assistent in meinem Auftrag geschrieben.';
const sent = outboundWith(1, { state: 'sent', text: `Hello Jane.\n\n${EN}` });
const answered = [sent, inboundWith('i1')];

describe('the disclosure', () => {
  test.each([
    ['always', [], true],
    ['always', answered, true],
    ['first_mail', [], true],
    // What never left told nobody.
    ['first_mail', [outboundWith(1, { state: 'superseded' }), outboundWith(2, { state: 'discarded' })], true],
    // The owner wrote before the assistant did.
    ['first_mail', [outboundWith(1, { state: 'sent', author: 'owner' }), inboundWith('i1')], true],
    ['first_mail', answered, false],
    ['when_asked', [], false],
    ['when_asked', answered, false],
  ] as const)('%s, case %#', (disclosure, messages, isSaid) => {
    const text = withLinesBelow(
      'Hello Jane,\n\nyes.\n\nAda',
      assistantWith({ disclosure, language: 'en' }),
      messages,
    );
    expect(text).toBe(isSaid ? `Hello Jane,\n\nyes.\n\nAda\n\n${EN}` : 'Hello Jane,\n\nyes.\n\nAda');
  });

  test('stands once, also where the model has imitated it', () => {
    for (const line of [EN, DE, `*${EN.toUpperCase()}*`]) {
      const body = `Hello Jane.\n\nAda\n\n${line}`;
      expect(withLinesBelow(body, assistantWith({ disclosure: 'always', language: 'en' }), [])).toBe(
        `Hello Jane.\n\nAda\n\n${EN}`,
      );
      expect(withLinesBelow(body, assistantWith({ disclosure: 'when_asked' }), [])).toBe(
        'Hello Jane.\n\nAda',
      );
    }
  });

  test('leaves a sentence of the mail that only resembles it', () => {
    const body = `You ask who writes: yes, an AI assistant wrote this on my behalf.\n\nAda`;
    expect(withLinesBelow(body, assistantWith({ disclosure: 'when_asked' }), answered)).toBe(body);
  });
});

describe('the language of the lines', () => {
  test.each([
    ['Hello Jane,\n\nthank you for your answer. Would Friday suit you?\n\nAda', 'en'],
    ['Guten Tag Frau Weber,\n\nvielen Dank für Ihre Antwort. Passt es Ihnen am Freitag?', 'de'],
    ['Bonjour Madame,\n\nmerci pour votre réponse. Êtes-vous disponible vendredi ?', 'fr'],
    ['Hola, Carmen:\n\ngracias por su respuesta. ¿Le viene bien el viernes para una llamada?', 'es'],
    ['Buongiorno Carla,\n\ngrazie per la risposta. Venerdì è libera per una chiamata?', 'it'],
    ['Здравствуйте, Анна!\n\nСпасибо за ответ. Подойдёт ли вам пятница?\n\nAda Byron', 'ru'],
    // No line in these languages: English is said, not a neighbour's.
    ['Доброго дня, пані Олено! Дякую за відповідь.', 'en'],
    ['こんにちは、ご返信ありがとうございます。', 'en'],
    ['', 'en'],
    ['1234 :-)', 'en'],
    ['constructor __proto__ toString', 'en'],
  ])('of %j is %s', (body, language) => {
    expect(lineLanguageOf(body, null)).toBe(language);
  });

  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['FR-ca', 'fr'],
    ['nl', 'en'],
    ['constructor', 'en'],
    ['', 'en'],
  ])('fixed as %j is %s', (fixed, language) => {
    expect(lineLanguageOf('Guten Tag, vielen Dank für Ihre Antwort.', fixed)).toBe(language);
  });

  test('is the one of the mail, not of an imitated line below it', () => {
    const body = `Bonjour,\n\nmerci pour votre réponse.\n\n${DE}`;
    expect(withLinesBelow(body, assistantWith({ disclosure: 'always' }), [])).toMatch(/intelligence/);
  });
});
