import { describe, expect, it } from 'vitest';
import { unflow } from './flowed-text.ts';

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
