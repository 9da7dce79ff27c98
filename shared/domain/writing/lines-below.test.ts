import { describe, expect, test } from 'vitest';
import { assistantWith, inboundWith, outboundWith } from '../../../test/support/documents.ts';
import { wishIn } from '../../mail/wish/wish.ts';
import { NEW_CAPABILITIES } from '../assistant/settings.ts';
import type { Message } from '../conversation/message.ts';
import { lineLanguageOf, lineLanguages, withLinesBelow } from './lines-below.ts';

const EN = 'This email was written by an AI assistant on my behalf.';
const DE = 'Diese E-Mail hat ein KI-Assistent in meinem Auftrag geschrieben.';
const sent = outboundWith(1, { state: 'sent', text: `Hello Jane.\n\n${EN}` });
const soFar = (messages: readonly Message[], held: Message['id'][] = []) => ({ thread: { held }, messages });
const answered = [sent, inboundWith('i1')];

const disclosing = (disclose: 'always' | 'first_mail' | 'when_asked') => ({ ...NEW_CAPABILITIES, disclose });

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
      assistantWith({ capabilities: disclosing(disclosure), language: 'en' }),
      soFar(messages),
    );
    expect(text).toBe(isSaid ? `Hello Jane,\n\nyes.\n\nAda\n\n${EN}` : 'Hello Jane,\n\nyes.\n\nAda');
  });

  test('stands once, also where the model has imitated it', () => {
    for (const line of [EN, DE, `*${EN.toUpperCase()}*`]) {
      const body = `Hello Jane.\n\nAda\n\n${line}`;
      expect(
        withLinesBelow(
          body,
          assistantWith({ capabilities: disclosing('always'), language: 'en' }),
          soFar([]),
        ),
      ).toBe(`Hello Jane.\n\nAda\n\n${EN}`);
      expect(withLinesBelow(body, assistantWith({ capabilities: disclosing('when_asked') }), soFar([]))).toBe(
        'Hello Jane.\n\nAda',
      );
    }
  });

  test('leaves a sentence of the mail that only resembles it', () => {
    const body = `You ask who writes: yes, an AI assistant wrote this on my behalf.\n\nAda`;
    expect(
      withLinesBelow(body, assistantWith({ capabilities: disclosing('when_asked') }), soFar(answered)),
    ).toBe(body);
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
    expect(withLinesBelow(body, assistantWith({ capabilities: disclosing('always') }), soFar([]))).toMatch(
      /intelligence/,
    );
  });
});

describe('the opt-out line', () => {
  const LINE = 'If you would rather not hear from me again, just answer "unsubscribe".';
  const ADDRESS = 'Acme Ltd\n1 High Street, London';
  const optOut = assistantWith({ optOutLine: true, postalAddress: ADDRESS, language: 'en' });
  const machine = inboundWith('i2', { author: 'machine' });
  const heldMail = inboundWith('i3');

  test.each([
    ['first mail', soFar([]), true],
    ['follow-up', soFar([sent]), true],
    ['after an automatic reply', soFar([sent, machine]), true],
    ['after a mail that nobody vouches for', soFar([sent, heldMail], [heldMail.id]), true],
    ['after an answer', soFar(answered), false],
    ['after an answer, for a follow-up', soFar([...answered, outboundWith(2, { state: 'sent' })]), false],
  ])('%s', (_, so, isSaid) => {
    expect(withLinesBelow('Hello.\n\nAda', optOut, so)).toBe(
      isSaid ? `Hello.\n\nAda\n\n${LINE}\n${ADDRESS}` : 'Hello.\n\nAda',
    );
  });

  test('is off where the assistant does not say so, with or without an address', () => {
    const off = assistantWith({ postalAddress: ADDRESS });
    expect(withLinesBelow('Hello.\n\nAda', off, soFar([]))).toBe('Hello.\n\nAda');
  });

  test('comes after the disclosure, and gives the address once', () => {
    const text = withLinesBelow(
      `Hello.\n\nAda\n${ADDRESS}\n\n${LINE}`,
      { ...optOut, capabilities: disclosing('always') },
      soFar([]),
    );
    expect(text).toBe(`Hello.\n\nAda\n${ADDRESS}\n\n${EN}\n\n${LINE}`);
    expect(withLinesBelow('Hello.', { ...optOut, postalAddress: null }, soFar([]))).toBe(`Hello.\n\n${LINE}`);
  });

  test.each(lineLanguages)('in %s names a word that is heard, and is no wish itself', (language) => {
    const text = withLinesBelow(
      'Ada',
      { ...optOut, capabilities: disclosing('always'), language },
      soFar([]),
    );
    const [, word = ''] = text.match(/"(.+)"/) ?? [];
    expect(wishIn(word)).toBe('plain');
    expect(wishIn(`${word}.\n\nKim`, [text])).toBe('plain');
    expect(wishIn(`"${word}"`, [text])).toBe('plain');
    // Somebody who knows none of our texts, such as a search for lost mails, reads it as well.
    expect(wishIn(text)).toBeNull();
    expect(wishIn(`OK, on Friday.\n\n${text}`, [text])).toBeNull();
    expect(wishIn(`OK, on Friday.\n\n${text.replaceAll(' ', '\n')}`, [text])).toBeNull();
  });
});
