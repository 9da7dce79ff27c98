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

const asUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
};

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

/**
 * The text of bytes whose character set a mail declares, or does not (null). Programs that declare nothing, ASCII or
 * UTF-8 often write something else: where the bytes are no UTF-8, it is guessed from them.
 */
export const decodeText = (bytes: Uint8Array, declared: string | null): string => {
  const label = (declared ?? '').trim().toLowerCase();
  if (
    !/^"?(?:|us-ascii|ascii|ansi_x3\.4-1968|utf-?8|unknown-8bit|unknown|default|x-unknown|binary)"?$/.test(
      label,
    )
  ) {
    const decoder = decoderOf(label);
    if (decoder) return decoder.decode(bytes);
  }
  const text = asUtf8(bytes);
  if (text !== null && !hasEscapes(text.slice(0, SAMPLE))) return text;
  return text === null || declared === null ? guess(bytes).decode(bytes) : (text ?? lenient.decode(bytes));
};
