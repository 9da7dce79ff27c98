import { describe, expect, it } from 'vitest';
import { unflow, withoutFlow } from './flowed-text.ts';

describe('unflow', () => {
  it.each([
    ['a paragraph', 'one \ntwo\nthree', 'one two\nthree'],
    ['deleted spaces', 'one \ntwo', 'onetwo', true],
    ['an answer right below a quotation', '> Hi \nHello', '> Hi\nHello'],
    ['a quotation that flows', '> one \n> two\n', '> one two\n'],
    ['depths', '>> one \n> two\n', '>> one\n> two\n'],
    ['a signature', 'Bye \n-- \nJo', 'Bye\n-- \nJo'],
    ['stuffed lines', ' >not quoted\n From me', '>not quoted\nFrom me'],
  ])('%s', (_name, text, expected, deleteSpace = false) => {
    expect(unflow(text, deleteSpace)).toBe(expected);
  });
});

describe('withoutFlow', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const text = (raw: Uint8Array) => new TextDecoder().decode(raw);

  it('finds it in a folded header and leaves the mail otherwise alone', () => {
    const mail =
      'From: a@b.co\nContent-Type: text/plain;\n\tcharset=utf-8;\n\tformat=flowed; delsp=yes\n\nformat=flowed\n';
    const result = withoutFlow(bytes(mail));
    expect(result).toMatchObject({ flowed: true, deleteSpace: true });
    expect(text(result.raw)).toBe(mail.replace('flowed;', 'flowex;'));
  });

  it('does not mind the words in a text', () => {
    const raw = bytes('Content-Type: text/plain\n\nformat=flowed');
    expect(withoutFlow(raw)).toEqual({ raw, flowed: false, deleteSpace: false });
  });
});
