import { analyse } from 'chardet';

/** Names in mails of character sets that the Encoding Standard knows under another (https://encoding.spec.whatwg.org). */
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
      // Not known under this name.
    }
  }
  return null;
};

const strict = new TextDecoder('utf-8', { fatal: true });
const lenient = new TextDecoder('utf-8');

/** How many bytes a character takes whose first byte this is. */
const lengthOf = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1);

/** Without the beginning of a character whose rest was cut off. */
const withoutCutEnd = (bytes: Uint8Array): Uint8Array => {
  let start = bytes.length - 1;
  while (start > 0 && bytes.length - start < 4 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start >= 0 && lengthOf(bytes[start] ?? 0) > bytes.length - start ? bytes.subarray(0, start) : bytes;
};

/** How many more characters than broken bytes a text needs to be taken for damaged UTF-8, rather than for something else. */
const MOSTLY = 4;

/** The text where the bytes are UTF-8, but for a few that were damaged; null where they are not. */
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

/** Labels that programs write by default. Their bytes are hardly ever valid UTF-8 by accident. */
const WESTERN = /^"?(?:iso-?8859-1|iso-?8859-15|latin1|windows-1252|cp1252)"?$/;

/** Below this the guess is no better than the most usual character set. */
const SURE = 15;
const SAMPLE = 20_000;
/** What western programs write that declare nothing. */
const USUAL = 'windows-1252';

const guess = (bytes: Uint8Array): TextDecoder => {
  const [best] = analyse(bytes.subarray(0, SAMPLE));
  const name = best && best.confidence >= SURE ? best.name : USUAL;
  return decoderOf(name) ?? new TextDecoder(USUAL);
};

/** Escape sequences of ISO-2022-JP and its kin: seven bits, and yet no ASCII. */
const ESCAPE = '\u001B';
const hasEscapes = (text: string): boolean =>
  ['$B', '$@', '(B', '(J', '$(D'].some((kind) => text.includes(`${ESCAPE}${kind}`));

const bigEndian = new TextDecoder('utf-16be');
/** UTF-7 (RFC 2152), which no decoder of the runtime knows: seven bits, and `+AOk-` for what is none of ASCII. */
const asUtf7 = (text: string): string =>
  text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_, code: string) =>
    code === '' ? '+' : bigEndian.decode(Buffer.from(code, 'base64')),
  );

/**
 * The text of bytes whose character set a mail declares, or does not (null). Programs that declare nothing, ASCII or
 * UTF-8 often write something else: where the bytes are no UTF-8, it is guessed from them.
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
