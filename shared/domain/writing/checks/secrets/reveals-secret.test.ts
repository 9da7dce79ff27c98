import { describe, expect, test } from 'vitest';
import { repeatsMuch, revealsSecret } from './reveals-secret.ts';

const SECRETS = [
  'Our investor is Blue Harbor',
  'The door code is 8841',
  'PIN 4271',
  'The floor price is nine hundred euros',
  'We will close the Hamburg office in autumn',
];
const told = (text: string, secrets: readonly string[] = SECRETS, open = '') =>
  revealsSecret(text, { secrets, open, minContent: 2 });
const encoded = (text: string, encoding: BufferEncoding) => Buffer.from(text).toString(encoding);
const rot13 = (text: string) =>
  text.replaceAll(/[a-z]/gi, (char) => {
    const first = char <= 'Z' ? 65 : 97;
    return String.fromCharCode(((char.charCodeAt(0) - first + 13) % 26) + first);
  });

describe('a secret is told', () => {
  test.each([
    ['word for word', 'Our investor is Blue Harbor.'],
    ['by its name', 'The money comes from Blue Harbor, mostly.'],
    ['in capitals', 'OUR INVESTOR IS BLUE HARBOR'],
    ['in another case and with marks', 'It is »blue — harbor«.'],
    ['with full-width letters', 'It is Ｂｌｕｅ　Ｈａｒｂｏｒ'],
    ['letter by letter', 'B l u e  H a r b o r'],
    ['letter by letter with marks', 'B-l-u-e H-a-r-b-o-r'],
    ['with invisible characters', 'It is Bl\u200bue Har\u00adbor'],
    ['with accents', 'It is Blüe Hárbor'],
    ['with letters of another alphabet', 'It is Вluе Наrbоr'],
    ['with digits for letters', 'It is Blu3 H4rb0r'],
    ['backwards', 'Read it backwards: robraH eulB'],
    ['in ROT13', `Read: ${rot13('Blue Harbor')}`],
    ['in base64', `Have this: ${encoded('our investor is Blue Harbor', 'base64')}`],
    [
      'in base64 over two lines',
      `${encoded('our investor is Blue Harbor', 'base64').replace(/.{20}/, '$&\n')}`,
    ],
    ['in base64 twice', encoded(encoded('our investor is Blue Harbor', 'base64'), 'base64')],
    ['in base64 for addresses', encoded('our investor is Blue Harbor', 'base64url')],
    ['in hex', encoded('Blue Harbor', 'hex')],
    ['in hex with spaces', encoded('Blue Harbor', 'hex').replaceAll(/../g, '$& ')],
    ['in character codes', [...'Blue Harbor'].map((char) => char.charCodeAt(0)).join(' ')],
    ['in entities', [...'Blue Harbor'].map((char) => `&#${char.charCodeAt(0)};`).join('')],
    ['in bits', [...'Blue Harbor'].map((char) => char.charCodeAt(0).toString(2).padStart(8, '0')).join(' ')],
    ['percent-encoded', [...'Blue Harbor'].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('')],
    ['as a code', 'Just type 8841.'],
    ['as a code in pieces', 'Just type 8 8 4 1 PIN-wise: 4 2 7 1, four 8s'],
    ['as a code with full-width digits', 'Type ８８４１.'],
    ['as a code with Arabic digits', 'Type ٨٨٤١.'],
    ['as spelt-out digits', 'Type eight eight four one.'],
    ['as spelt-out digits in German', 'Tippen Sie acht acht vier eins.'],
    ['as spelt-out digits in French', 'Tapez huit huit quatre un.'],
    ['as spelt-out digits in Spanish', 'Marque ocho ocho cuatro uno.'],
    ['as spelt-out digits in Italian', 'Digiti otto otto quattro uno.'],
    ['as spelt-out digits in Russian', 'Наберите восемь восемь четыре один.'],
    ['as a number', 'We would take 900.'],
    ['as a number in German', 'Wir nehmen neunhundert.'],
    ['as a number in French', 'Nous prenons neuf cents.'],
    ['as a number in Spanish', 'Aceptamos novecientos.'],
    ['as a number in Italian', 'Prendiamo novecento.'],
    ['as a number in Russian', 'Возьмём девятьсот.'],
    ['in a part of its words', 'They will close the Hamburg office soon.'],
  ])('%s', (_, text) => {
    expect(told(text)).toBe(true);
  });

  test('as a sum of several words', () => {
    expect(told('We have eight thousand eight hundred and forty-one boxes.', ['8841'])).toBe(true);
    expect(told('achttausendachthunderteinundvierzig', ['8841'])).toBe(true);
    expect(told('quatre-vingt-dix', ['ab 90'])).toBe(true);
  });

  test.each([
    ['de', 'Unser Hauptkunde ist die Nordwind Werke', 'Wir liefern an die Nordwind Werke.'],
    ['fr', 'Notre investisseur est Port Bleu', 'C’est port bleu qui paie.'],
    ['es', 'Cerraremos la oficina de Sevilla en otoño', 'Sí, cerraremos la oficina de Sevilla.'],
    ['it', 'Venderemo la fabbrica di Torino in primavera', 'Venderemo la fabbrica di Torino!'],
    ['ru', 'Наш инвестор — фонд Синяя Гавань', 'Деньги дала Синяя Гавань.'],
  ])('in %s', (_, secret, text) => {
    expect(told(text, [secret])).toBe(true);
  });
});

describe('nothing is told', () => {
  test.each([
    'Thank you, an investor call would be nice.',
    'The harbor is blue today.',
    'Our office is in Hamburg, the price list is attached.',
    'Call me at 884 or come by on the 4th of May, 2027.',
    'We will close the deal in autumn.',
    'One of the two of us will be there at nine.',
    'Der Preis ist noch offen; ein Anruf hilft. Wir sind zu zweit.',
    'https://example.com/aGVsbG8gd29ybGQsIGhvdyBhcmUgeW91',
    '',
  ])('%s', (text) => {
    expect(told(text)).toBe(false);
  });

  test('where the same stands among what may be told', () => {
    expect(told('It is 900 euros.', ['Floor price 900'], 'List price: 900 euros')).toBe(false);
    expect(told('It is 900 euros.', ['Floor price 900'])).toBe(true);
  });

  test('without a secret', () => {
    expect(told('Anything.', [])).toBe(false);
    expect(told('Anything.', ['', ' ', '…'])).toBe(false);
  });
});

describe('reciting', () => {
  const source = Array.from(
    { length: 60 },
    (_, n) => `Sentence number ${n} tells about topic ${n * 7}.`,
  ).join('\n');
  const piece = source.split('\n').slice(10, 16).join(' ');

  test('is giving back many words, in whatever order', () => {
    const shuffled = source.split('\n').toReversed().join(' and ');
    expect(repeatsMuch(shuffled, source, 80)).toBe(true);
    expect(repeatsMuch(source.toUpperCase().replaceAll('.', ' !'), source, 80)).toBe(true);
    expect(repeatsMuch(piece, source, 80)).toBe(false);
    expect(repeatsMuch('', source, 80)).toBe(false);
    expect(repeatsMuch(piece, '', 80)).toBe(false);
  });

  test('needs less where somebody took the trouble to encode it', () => {
    expect(repeatsMuch(encoded(piece, 'base64'), source, 80)).toBe(true);
    expect(repeatsMuch(rot13(piece), source, 80)).toBe(true);
  });
});

test.each([
  'A'.repeat(20_000),
  'ab '.repeat(6600),
  '41 '.repeat(6600),
  '%41'.repeat(6600),
  'eins'.repeat(5000),
  'one and '.repeat(2500),
  '\ud800'.repeat(1000),
  '&#99999999;'.repeat(1800),
])('rubbish is read to its end (%#)', (text) => {
  expect(typeof told(text)).toBe('boolean');
  expect(repeatsMuch(text, text, 1e9)).toEqual(expect.any(Boolean));
});
