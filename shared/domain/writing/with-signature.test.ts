import { describe, expect, test } from 'vitest';
import { withSignature } from './with-signature.ts';

test.each<[what: string, body: string, signature: string | null, expected: string]>([
  ['none is set', 'Hi,\n\nyes.\n', null, 'Hi,\n\nyes.'],
  ['nothing was signed', 'Hi,\n\nyes.', 'Alex\nAcme', 'Hi,\n\nyes.\n\nAlex\nAcme'],
  ['it stands there', 'Yes.\n\nAlex\nAcme', 'Alex\nAcme', 'Yes.\n\nAlex\nAcme'],
  ['it stands there in other spacing', 'Yes.\n\nalex  Acme', 'Alex\nAcme', 'Yes.\n\nalex  Acme'],
  ['only a sign-off', 'Yes.\n\nBest regards,', 'Alex\nAcme', 'Yes.\n\nBest regards,\nAlex\nAcme'],
  [
    'sign-off and part of it',
    'Yes.\n\nBest regards,\nAlex',
    'Alex Smith\nAcme',
    'Yes.\n\nBest regards,\nAlex Smith\nAcme',
  ],
  [
    'it has a sign-off itself',
    'Yes.\n\nBest,\nAlex',
    'Kind regards,\nAlex Smith',
    'Yes.\n\nKind regards,\nAlex Smith',
  ],
  ['another name below', 'Yes.\n\nCheers,\n\nThe Assistant', 'Alex', 'Yes.\n\nCheers,\nAlex'],
  ['a name alone', 'Yes.\n\nAlex', 'Alex Smith\nAcme', 'Yes.\n\nAlex Smith\nAcme'],
  ['German', 'Ja.\n\nMit freundlichen Grüßen\nAlex', 'Viele Grüße\nAlex', 'Ja.\n\nViele Grüße\nAlex'],
  ['Russian', 'Да.\n\nС уважением,\nАлекс', 'Алекс\nAcme', 'Да.\n\nС уважением,\nАлекс\nAcme'],
  [
    'thanks as a sentence',
    'Thanks for the call, see you then.',
    'Alex',
    'Thanks for the call, see you then.\n\nAlex',
  ],
  [
    'a postscript, which is kept',
    'Yes.\n\nBest,\nAlex\n\nPS: bring the papers along, please.',
    'Alex',
    'Yes.\n\nBest,\nAlex\n\nPS: bring the papers along, please.',
  ],
  [
    'a sign-off far above',
    `Best,\n\n${'One line.\n'.repeat(8)}`,
    'Alex',
    `Best,\n\n${'One line.\n'.repeat(8)}\nAlex`,
  ],
  ['nothing but a sign-off', 'Best,\nAlex', 'Regards,\nAlex S', 'Regards,\nAlex S'],
])('one signature when %s', (_what, body, signature, expected) => {
  expect(withSignature(body, { signature })).toBe(expected);
});

describe('in every language', () => {
  // Closing words as people write them, the twenty most used languages of mail and more.
  test.each<[language: string, closing: string]>([
    ['English', 'Kind regards,'],
    ['English, informal', 'Thanks so much,'],
    ['German', 'Mit freundlichen Grüßen'],
    ['German, short', 'Viele Grüße aus Berlin,'],
    ['French', 'Bien cordialement,'],
    ['French, formal', 'Je vous prie d’agréer, Madame, mes salutations distinguées.'],
    ['Spanish', 'Un cordial saludo,'],
    ['Portuguese', 'Com os melhores cumprimentos,'],
    ['Italian', 'Cordiali saluti'],
    ['Dutch', 'Met vriendelijke groet,'],
    ['Polish', 'Z poważaniem'],
    ['Russian', 'С наилучшими пожеланиями,'],
    ['Ukrainian', 'З повагою,'],
    ['Bulgarian', 'С уважение,'],
    ['Czech', 'S pozdravem'],
    ['Slovak', 'S pozdravom'],
    ['Croatian', 'Srdačan pozdrav,'],
    ['Slovenian', 'Lep pozdrav,'],
    ['Swedish', 'Med vänliga hälsningar'],
    ['Norwegian', 'Med vennlig hilsen'],
    ['Danish', 'De bedste hilsner'],
    ['Finnish', 'Ystävällisin terveisin'],
    ['Estonian', 'Lugupidamisega'],
    ['Latvian', 'Ar cieņu,'],
    ['Lithuanian', 'Pagarbiai,'],
    ['Hungarian', 'Üdvözlettel,'],
    ['Romanian', 'Cu stimă,'],
    ['Turkish', 'Saygılarımla,'],
    ['Greek', 'Με εκτίμηση,'],
    ['Catalan', 'Salutacions,'],
    ['Arabic', 'مع خالص التحية،'],
    ['Hebrew', 'בברכה,'],
    ['Persian', 'با احترام'],
    ['Hindi', 'सादर,'],
    ['Thai', 'ขอแสดงความนับถือ'],
    ['Vietnamese', 'Trân trọng,'],
    ['Indonesian', 'Salam hangat,'],
    ['Chinese', '此致\n敬礼！'],
    ['Japanese', 'よろしくお願いいたします。'],
    ['Korean', '감사합니다.'],
    ['one that no list has', 'Jako vždy,'],
  ])('%s: neither words nor name stand there twice', (_language, closing) => {
    const signed = withSignature(`First line.\n\nSecond line.\n\n${closing}\nAda`, {
      signature: 'Best regards,\nAda Lovelace\nAcme',
      name: 'Ada',
    });
    expect(signed).toBe('First line.\n\nSecond line.\n\nBest regards,\nAda Lovelace\nAcme');
  });

  test.each<[what: string, end: string, expected: string]>([
    ['a name alone', 'Ada', 'Best regards,\nAda'],
    ['a name with a dash', '— Ada', 'Best regards,\nAda'],
    ['a name with a hyphen', '-Ada', 'Best regards,\nAda'],
    ['words that no list has', 'Warmest always,\nAda', 'Best regards,\nAda'],
    ['words and name on one line', 'Viele Grüße, Ada', 'Best regards,\nAda'],
    ['words and name with a dash', 'Cheers – Ada', 'Best regards,\nAda'],
    ['the name in another case', 'ADA', 'Best regards,\nAda'],
    ['name and empty lines', 'Best,\n\n\nAda\n', 'Best regards,\nAda'],
    [
      'a sentence before the name, which stays',
      'See you on Friday at ten,\nAda',
      'See you on Friday at ten,\n\nBest regards,\nAda',
    ],
    ['a postscript', 'Best,\nAda\n\nP.S. Bring Tom.', 'Best regards,\nAda\n\nP.S. Bring Tom.'],
    [
      'a Russian postscript',
      'Ада\n\nЗ.Ы. Возьмите Тома.',
      'Ада\n\nBest regards,\nAda\n\nЗ.Ы. Возьмите Тома.',
    ],
    ['no sign-off', 'Ask Ada about it.', 'Ask Ada about it.\n\nBest regards,\nAda'],
    ['a postscript alone', 'PS: hello.', 'Best regards,\nAda\n\nPS: hello.'],
  ])('with %s', (_what, end, expected) => {
    expect(withSignature(`Hi Kim,\n\nyes.\n\n${end}`, { signature: 'Best regards,\nAda' })).toBe(
      `Hi Kim,\n\nyes.\n\n${expected}`,
    );
  });

  test('the signature with a postscript behind it is left as it is', () => {
    const text = 'Yes.\n\nBest regards,\nAda\n\nPS: bring Tom.';
    expect(withSignature(text, { signature: 'Best regards,\nAda' })).toBe(text);
  });

  test('the words of the text stay where the signature has none of its own', () => {
    expect(withSignature('Ja.\n\nViele Grüße, Ada', { signature: 'Ada\nAcme' })).toBe(
      'Ja.\n\nViele Grüße,\nAda\nAcme',
    );
  });
});
