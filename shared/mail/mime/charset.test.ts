import { describe, expect, it } from 'vitest';
import { decodeText } from './charset.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('decodeText', () => {
  it.each([
    ['what is declared', 'f0 d2 c9 d7 c5 d4', 'koi8-r', 'Привет'],
    ['a name that only mails have', '93 fa 96 7b', 'x-sjis', '日本'],
    ['a code page', '93 fa 96 7b', 'cp932', '日本'],
    ['quotation marks around the name', 'e9', '"iso-8859-1"', 'é'],
    ['UTF-7', '48 2b 41 4f 6b 2d 21', 'utf-7', 'Hé!'],
    ['a name that nobody knows', '68 69', 'x-wibble', 'hi'],
  ])('%s', (_name, hex, declared, text) => {
    expect(decodeText(bytes(hex), declared)).toBe(text);
  });

  it.each([
    ['Windows-1252', '4d 61 f1 61 6e 61 20 65 73 74 e1 20 62 69 65 6e 2e', 'Mañana está bien.'],
    ['Windows-1252 in one word', '43 61 66 e9', 'Café'],
    ['Windows-1251', 'cf f0 e8 e2 e5 f2 20 e2 f1 e5 ec', 'Привет всем'],
    [
      'Shift JIS',
      '89 ce 97 6a 93 fa 82 cc 8f 5c 8e 9e 82 c5 91 e5 8f e4 95 76 82 c5 82 b7 81 42',
      '火曜日の十時で大丈夫です。',
    ],
    ['GBK', 'd0 c7 c6 da b6 fe ca ae b5 e3 bf c9 d2 d4 a3 ac d0 bb d0 bb a1 a3', '星期二十点可以，谢谢。'],
  ])('%s where nothing, ASCII or UTF-8 is declared', (_name, hex, text) => {
    for (const declared of [null, '', 'us-ascii', 'utf-8', 'unknown-8bit']) {
      expect(decodeText(bytes(hex), declared)).toBe(text);
    }
  });

  it('takes UTF-8 for what it is, whatever is declared', () => {
    for (const declared of [null, 'us-ascii', 'iso-8859-1', 'windows-1252']) {
      expect(decodeText(utf8('Grüße, 日本'), declared)).toBe('Grüße, 日本');
    }
  });

  it('stays with UTF-8 where a byte was damaged, or the end cut off', () => {
    const text = utf8('Привет, это письмо о концерте');
    text[5] = 0xff;
    expect(decodeText(text, 'utf-8')).toContain('это письмо о концерте');
    expect(decodeText(utf8('日本語日本').subarray(0, 14), 'utf-8')).toBe('日本語日');
  });
});
