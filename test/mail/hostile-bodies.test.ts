import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newlyWrittenText } from '../../shared/mail/reply-text.ts';

/*
 * Much of something that makes careless parsers go over it again and again. Work that grows with the square of the length
 * would take minutes here and end in the time-out; nothing else is measured.
 */
const MEGABYTE = 1_000_000;
const MUCH = 250_000;
const repeated = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

describe('a megabyte of', () => {
  test.each(['>', ' ', '\n', 'a', '> q\n'])('text: %j', (piece) => {
    const { text, quoted } = newlyWrittenText({ text: repeated(piece, MEGABYTE), html: null });
    expect(text.length + quoted.length).toBeLessThanOrEqual(MEGABYTE);
  });

  test.each(['<div>', '<', '<p>x</p>'])('HTML: %j', (piece) => {
    const { quoted } = newlyWrittenText({ text: null, html: repeated(piece, MEGABYTE) });
    expect(quoted).toBe('');
  });
});

describe('much text', () => {
  test.each([
    '>',
    '> ',
    '>\n',
    ' ',
    '\n',
    '\r\n',
    ' \n',
    '-',
    '--\n',
    '-- \n',
    '_ ',
    '*',
    '<',
    '<\n',
    '(<',
    ':',
    'a',
    'a\n',
    '1 ',
    '\u1427',
    'On ',
    'On \n',
    'wrote:\n',
    'a@b.co ',
    'a@b.co:\n',
    'From: a\n',
    'From: a\nTo: b\n',
    'Jane Doe\n',
    'On 3 May 2020 12:10 x ',
    'Sent from my iPhone\n\n',
    'confidential, delete this email if received in error\n\n',
    '+1 555 123 4567 a@b.co\n',
    '> q\ntext\n',
    'On 3 May 2020 at 12:10, A <a@b.co> wrote:\n> q\nanswer\n',
    `${' '.repeat(400)}wrote:\n`,
    `x${'On 3 May 2020 schrieb '.repeat(20)}:\n`,
  ])('%j', (piece) => {
    const { text, quoted } = newlyWrittenText({ text: repeated(piece, MUCH), html: null });
    expect(text.length + quoted.length).toBeLessThanOrEqual(MUCH + 10);
  });

  test('spaces in the middle of a line', () => {
    const line = `a${' '.repeat(MUCH)}b`;
    expect(newlyWrittenText({ text: line, html: null }).text).toBe(line);
  });
});

describe('much HTML', () => {
  test.each([
    '<div>',
    '<p>x',
    '<br>',
    '<hr>',
    '<li>',
    '<td>',
    '<table><tr><td>',
    '<blockquote type=cite>x',
    '<a href="http://x.y/">z',
    '<',
    '<!--',
    '<!-- --',
    '<style>',
    '<style>.a{display:none',
    '<a b="',
    '<a b ',
    '&',
    '&#1',
    '<script></scrip',
    '\u200B',
    'word ',
    '<b><div></b>',
    '<span></p>',
    `<i style="font-size:0${' '.repeat(1900)}x">`,
    `<i class="${'a '.repeat(900)}">`,
  ])('%j', (piece) => {
    const { text } = newlyWrittenText({ text: null, html: repeated(piece, MUCH) });
    expect(text.length).toBeLessThanOrEqual(2 * MUCH);
  });

  test.each([
    ['end tags that close nothing', '<div>', '</p>'],
    ['end tags in the wrong place', '<b><div><span>', '</b>'],
  ])('%s', (_name, open, close) => {
    const html = repeated(open, MUCH / 2) + repeated(close, MUCH / 2);
    expect(newlyWrittenText({ text: null, html }).quoted).toBe('');
  });
});

describe('rubbish', () => {
  const piece = fc.constantFrom(
    'On 3 May 2020 at 12:10, Jo <jo@example.com> wrote:',
    '> ',
    '>',
    '\n',
    '\n\n',
    '-- ',
    '--',
    'Sent from my iPhone',
    'From: ',
    'Subject: x',
    '<div>',
    '</div>',
    '<blockquote type="cite">',
    '</blockquote>',
    '<p style="display:none">',
    '&nbsp;',
    '-----Original Message-----',
    'hello',
    'Jane Doe',
    '+1 555 123 4567',
    'jo@example.com',
    '\u0000',
    '\uD800',
    '😀',
    'é',
    ' ',
    '\t',
    '<',
    '"',
    'confidential',
  );
  const body = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  test('every word of a text ends up in one of the two halves', () => {
    const words = (text: string) => (text.match(/[^\s-]+/g) ?? []).sort();
    fc.assert(
      fc.property(body, (text) => {
        const result = newlyWrittenText({ text, html: null });
        expect(words(`${result.text}\n${result.quoted}`)).toEqual(words(text));
      }),
    );
  });

  test('HTML never gives an element', () => {
    fc.assert(
      fc.property(body, (html) => {
        const { text } = newlyWrittenText({ text: null, html: `<p>${html}</p>` });
        expect(text).not.toMatch(/<(?:div|p|blockquote)\b/);
      }),
    );
  });

  test('a text without any sign of history stays as it is', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/).filter((w) => !['via', 'from', 'sent'].includes(w));
    const line = fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
        const text = lines.join('\n');
        expect(newlyWrittenText({ text, html: null })).toEqual({ text, quoted: '' });
      }),
    );
  });
});
