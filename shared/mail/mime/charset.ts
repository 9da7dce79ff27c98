import { analyse } from 'chardet';

/**
 * Names of character sets in mails that have another name in the Encoding Standard (https://encoding.spec.whatwg.org).
 */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['cp932', 'shift_jis'],
  ['cp936', 'gbk'],
  ['cp949', 'euc-kr'],
  ['cp950', 'big5'],
  ['cp874', 'windows-874'],
  ['utf8mb4', 'utf-8'],
  ['iso-2022-jp-1', 'iso-2022-jp'],
  ['iso-2022-jp-2', 'iso-2022-jp'],
  ['iso-2022-jp-ms', 'iso-2022-jp'],
  ['cp50220', 'iso-2022-jp'],
  ['cp50221', 'iso-2022-jp'],
  ['gb2312-80', 'gbk'],
  ['latin-1', 'windows-1252'],
  ['ansi', 'windows-1252'],
  ['8859-1', 'windows-1252'],
]);

const decoderOf = (label: string): TextDecoder | null => {
  const plain = label.trim().toLowerCase().replaceAll('"', '').slice(0, 60);
  for (const name of [plain, plain.replace(/^x-/, ''), ALIASES.get(plain.replace(/^x-/, '')) ?? '']) {
    if (name === '') continue;
    try {
      return new TextDecoder(name);
    } catch {
      // Unknown under this name.
    }
  }
  return null;
};

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/** The length in bytes of the character that begins with this byte. */
const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** Removes an incomplete character at the end. */
const withoutCutEnd = (bytes: Uint8Array): Uint8Array => {
  let start = bytes.length - 1;
  while (start > 0 && bytes.length - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start >= 0 && lengthOf(bytes[start] ?? 0) > bytes.length - start ? bytes.subarray(0, start) : bytes;
};

/** How many more characters than invalid bytes a text needs to count as damaged UTF-8. */
const MOSTLY = 4;

/** Decodes UTF-8 with some damaged bytes; null: the bytes are something else. */
const asUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return strict.decode(bytes);
  } catch {
    const text = lenient.decode(withoutCutEnd(bytes));
    const broken = text.match(/\uFFFD/g)?.length ?? 0;
    const others = text.match(/[^\p{ASCII}\uFFFD]/gu)?.length ?? 0;
    return others > broken * MOSTLY ? text : null;
  }
};

/** Labels that programs write by default. Other bytes are almost never valid UTF-8 by accident. */
const WESTERN = /^"?(?:iso-?8859-1|iso-?8859-15|latin1|windows-1252|cp1252)"?$/;

/** With fewer bytes a guess is no better than the most common character set. */
const SURE = 15;
const SAMPLE = 20_000;
/** The character set of western programs that declare none. */
const USUAL = 'windows-1252';

const guess = (bytes: Uint8Array): TextDecoder => {
  const [best] = analyse(bytes.subarray(0, SAMPLE));
  const name = best && best.confidence >= SURE ? best.name : USUAL;
  return decoderOf(name) ?? new TextDecoder(USUAL);
};

/** Escape sequences of ISO-2022-JP and similar sets: seven bits, but not ASCII. */
const ESCAPE = '\u001B';
const hasEscapes = (text: string): boolean =>
  ['$B', '$@', '(B', '(J', '$(D'].some((kind) => text.includes(`${ESCAPE}${kind}`));

const bigEndian = new TextDecoder('utf-16be');
/** UTF-7 (RFC 2152), which the runtime cannot decode: seven bits, with `+AOk-` for non-ASCII characters. */
const asUtf7 = (text: string): string =>
  text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, code: string) =>
    code === '' ? '+' : bigEndian.decode(Buffer.from(code, 'base64')),
  );

/**
 * Decodes bytes in the declared character set; null: none is declared. Programs that declare nothing, ASCII or UTF-8
 * often use another set: if the bytes are not UTF-8, it is guessed.
 */
export const decodeText = (bytes: Uint8Array, declared: string | null): string => {
  const label = (declared ?? '').trim().toLowerCase();
  if (/^"?(?:unicode-1-1-)?utf-?7"?$/.test(label)) return asUtf7(lenient.decode(bytes));
  if (
    !/^"?(?:|us-ascii|ascii|ansi_x3\.4-1968|utf-?8|unknown-8bit|unknown|default|x-unknown|binary)"?$/.test(
      label,
    )
  ) {
    const decoder = decoderOf(label);
    const mistaken = WESTERN.test(label) ? asUtf8(bytes) : null;
    if (decoder) return mistaken ?? decoder.decode(bytes);
  }
  const text = asUtf8(bytes);
  if (text !== null && !hasEscapes(text.slice(0, SAMPLE))) return text;
  return text === null || declared === null ? guess(bytes).decode(bytes) : text;
};
