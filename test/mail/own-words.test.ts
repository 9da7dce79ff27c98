import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';

/*
 * The system knows what it sent: its own words, whatever a mail program made of them, end the history, and what stands
 * between them is an answer.
 */

const OWN = `Hi Jo,

we are putting together the programme of the harbour festival and would like to have you on stage.

Would Tuesday at ten suit you? Who else should come?

- the stage is 8 m wide
- we pay the journey: https://harbour.example/travel?id=1

Kind regards
Ada`;

const MAIL = {
  from: [{ email: 'jo@example.com', name: 'Jo Doe' }],
  to: [{ email: 'ada@example.org', name: 'Ada' }],
  subject: 'Re: Festival',
};
const KNOWN = { ownTexts: ['An older mail of ours that says something else.', OWN] };

const ofText = (text: string): string => newlyWrittenText({ ...MAIL, text, html: null }, KNOWN).text;
const ofHtml = (html: string): string => newlyWrittenText({ ...MAIL, text: null, html }, KNOWN).text;

const marked = (text: string, mark = '> '): string => text.replace(/^/gm, mark);
const wrapped = (text: string, width: number): string =>
  text.replace(new RegExp(`(?![^\\n]{1,${width}}$)([^\\n]{1,${width}})\\s`, 'gm'), '$1\n');
const OUTLOOK = 'From: Ada <ada@example.org>\nSent: Monday, May 4, 2026 10:15\nTo: Jo\nSubject: Festival';
const UNKNOWN = 'Blib: Ada <ada@example.org>\nBlab: 4.5.2026 10:15\nBlob: jo@example.com\nBlub: Festival';

describe('our words below the answer', () => {
  test.each([
    ['with fields in English', `${OUTLOOK}\n\n${OWN}`],
    ['with fields in a language that nobody knows', `${UNKNOWN}\n\n${OWN}`],
    ['with a line in a language that nobody knows', `Ada a zapsala 4.5.2026 10:15 toto:\n\n${OWN}`],
    ['with nothing above them', OWN],
    ['marked and wrapped anew', marked(wrapped(OWN, 40))],
    ['wrapped after they were marked', wrapped(marked(OWN), 38)],
    ['marked by initials', marked(OWN, 'AD> ')],
    [
      'in capitals, with spaces before its marks',
      OWN.replace(/https:\S+/, '')
        .toUpperCase()
        .replaceAll('?', ' ?'),
    ],
    [
      'above an older mail',
      `${OUTLOOK}\n\n${OWN}\n\nFrom: Jo <jo@example.com>\nSent: Sunday, May 3, 2026 10:15\nTo: Ada\nSubject: Festival\n\nWho are you?`,
    ],
  ])('%s', (_name, history) => {
    expect(ofText(`Yes, gladly.\n\nJo\n\n${history}`)).toBe('Yes, gladly.\n\nJo');
  });

  test.each([
    ['a blockquote that says nothing of itself', (inner: string) => `<blockquote>${inner}</blockquote>`],
    ['a table', (inner: string) => `<table><tr><td>${inner}</td></tr></table>`],
    ['nothing at all', (inner: string) => inner],
  ])('in %s', (_name, around) => {
    const inner = OWN.split('\n')
      .map((line) => `<div>${line || '<br>'}</div>`)
      .join('');
    expect(ofHtml(`<div>Yes, gladly.</div>${around(inner)}`)).toBe('Yes, gladly.');
  });

  test('and nothing else: an empty answer says nothing', () => {
    expect(ofText(OWN)).toBe('');
    expect(ofText(`${OUTLOOK}\n\n${OWN}`)).toBe('');
    expect(ofText(`${UNKNOWN}\n\n${OWN}`)).toBe('');
  });
});

describe('an answer below our words', () => {
  test.each([
    ['without a mark', `${OWN}\n\nYes, gladly.`],
    ['under fields', `${OUTLOOK}\n\n${OWN}\n\nYes, gladly.`],
    ['under fields in a language that nobody knows', `${UNKNOWN}\n\n${OWN}\n\nYes, gladly.`],
    ['marked', `On Mon, 4 May 2026 at 10:15, Ada <ada@example.org> wrote:\n${marked(OWN)}\n\nYes, gladly.`],
  ])('%s', (_name, text) => {
    expect(ofText(text)).toBe('Yes, gladly.');
  });
});

describe('answers between our words', () => {
  const EXPECTED = [
    '> Would Tuesday at ten suit you?',
    'Yes, it would.',
    '> Who else should come?',
    'Kim, please.',
  ];
  const lines = (text: string): readonly string[] =>
    text.split('\n').filter((line) => EXPECTED.includes(line));

  const INLINE = OWN.replace('suit you?', 'suit you? Yes, it would.').replace('come?', 'come? Kim, please.');
  const BETWEEN = OWN.replace('suit you? ', 'suit you?\nYes, it would.\n').replace(
    'come?',
    'come?\nKim, please.',
  );

  test.each([
    ['in the same line', `Hi Ada,\n\n${OUTLOOK}\n\n${INLINE}`],
    ['on lines of their own', `Hi Ada,\n\n${OUTLOOK}\n\n${BETWEEN}`],
    ['with nothing above', `${OUTLOOK}\n\n${BETWEEN}`],
    [
      'in the same marked line',
      `On Mon, 4 May 2026 at 10:15, Ada <ada@example.org> wrote:\n${marked(INLINE)}`,
    ],
    [
      'on marked lines, as deep as ours',
      `On Mon, 4 May 2026 at 10:15, Ada <ada@example.org> wrote:\n${marked(BETWEEN)}`,
    ],
  ])('%s', (_name, text) => {
    expect(lines(ofText(text))).toEqual(EXPECTED);
  });

  test('typed into the quotation of an HTML mail, in a colour that nobody has to understand', () => {
    const html = `<p>Hello Ada,</p><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p><b>Von:</b> Ada<br><b>Gesendet:</b> Montag, 4. Mai 2026 10:15<br><b>An:</b> Jo<br><b>Betreff:</b> Festival</p></div><p>Hi Jo,</p><p>we are putting together the programme of the harbour festival and would like to have you on stage.</p><p>Would Tuesday at ten suit you? <span style="color:red">Yes, it would.</span> Who else should come?</p><p style="color:red">Kim, please.</p><p>- the stage is 8 m wide</p>`;
    expect(lines(ofHtml(html))).toEqual(EXPECTED);
  });
});

describe('what only resembles our words', () => {
  test.each([
    'You wrote "Would Tuesday at ten suit you?" and I say yes.',
    'Thank you for your mail. We would like to have the programme.\n\nKind regards\nAda Miller',
    'The harbour festival? Gladly.',
  ])('%s', (text) => {
    expect(ofText(text)).toBe(text);
  });
});

describe('any of our mails, whatever a program made of it', () => {
  const word = fc.constantFrom(
    ...`harbour festival stage journey programme ticket would could should please send tell know price offer contract meeting
      Tuesday Friday morning evening colleague customer sample order number about because therefore which with from under over
      between green large small early later always never perhaps`.split(/\s+/),
  );
  const sentence = fc
    .array(word, { minLength: 6, maxLength: 14 })
    .map((words) => `${words.join(' ')}.`.replace(/^./, (first) => first.toUpperCase()));
  const ownText = fc
    .array(sentence, { minLength: 3, maxLength: 8 })
    .map((sentences) => sentences.join('\n\n'));
  // Words that our mails do not have, so that the test knows what is whose.
  const theirs = fc
    .array(fc.constantFrom('yes', 'gladly', 'thanks', 'works', 'fine', 'ours', 'quote', 'idea'), {
      minLength: 2,
      maxLength: 6,
    })
    .map((words) => `${words.join(' ')}!`);
  const mark = fc.constantFrom('', '> ', '>', 'AD> ', '| ');
  const width = fc.integer({ min: 30, max: 120 });
  const head = fc.constantFrom(
    '',
    OUTLOOK,
    UNKNOWN,
    'On Mon, 4 May 2026 at 10:15, Ada <ada@example.org> wrote:',
  );

  test('above, below or between: every word of theirs is kept', () => {
    fc.assert(
      fc.property(
        ownText,
        theirs,
        theirs,
        mark,
        width,
        head,
        (own, above, between, sign, columns, introduction) => {
          const paragraphs = own.split('\n\n');
          const history = paragraphs.map((paragraph) => wrapped(paragraph, columns).replace(/^/gm, sign));
          history.splice(1, 0, between);
          const text = `${above}\n\n${introduction}\n\n${history.join('\n\n')}`;
          const found = newlyWrittenText({ ...MAIL, text, html: null }, { ownTexts: [own] }).text;
          expect(found).toContain(above);
          expect(found).toContain(between);
        },
      ),
    );
  });

  test('above: no word of ours is taken for theirs', () => {
    fc.assert(
      fc.property(ownText, theirs, mark, width, head, (own, above, sign, columns, introduction) => {
        const history = wrapped(own, columns).replace(/^/gm, sign);
        const text = `${above}\n\n${introduction}\n\n${history}`;
        expect(newlyWrittenText({ ...MAIL, text, html: null }, { ownTexts: [own] }).text).toBe(above);
      }),
    );
  });
});
