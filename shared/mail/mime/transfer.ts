/** Decodes Content-Transfer-Encoding (RFC 2045 section 6), as far as the available part of the mail allows. */

const EQUALS = 0x3d;

const nibble = (code: number | undefined): number => {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
};

const isSpace = (code: number | undefined): boolean => code === 0x20 || code === 0x09;

/** The end of a soft line break that begins at `at`; -1: there is none. White space before the line end is ignored. */
const softBreak = (bytes: Uint8Array, at: number): number => {
  let end = at + 1;
  while (isSpace(bytes[end]) && end - at < 80) end++;
  if (bytes[end] === 0x0d) end++;
  if (bytes[end] === 0x0a) return end + 1;
  return end >= bytes.length ? end : -1;
};

const quotedPrintable = (bytes: Uint8Array): Uint8Array => {
  const out = new Uint8Array(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    if (bytes[at] === EQUALS) {
      const high = nibble(bytes[at + 1]);
      const low = nibble(bytes[at + 2]);
      if (high >= 0 && low >= 0) {
        out[length++] = high * 16 + low;
        at += 3;
        continue;
      }
      const next = softBreak(bytes, at);
      if (next >= 0) {
        at = next;
        continue;
      }
    }
    out[length++] = bytes[at++] ?? 0;
  }
  return out.subarray(0, length);
};

/** Several padded pieces may be concatenated; a decoder stops at the first. */
const base64 = (bytes: Uint8Array): Uint8Array => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[^A-Za-z0-9+/=]+/g, '');
  if (!/=[^=]/.test(text)) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
};

/** Words with spaces between them are not Base64, whatever the header says. */
const readsLikeText = (bytes: Uint8Array): boolean => {
  const sample = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 500)).toString(
    'latin1',
  );
  const spaced = sample.match(/[a-z,.!?] [a-z]/gi)?.length ?? 0;
  return spaced >= 2 || (spaced === 1 && sample.length < 80);
};

/** Decodes a body. `encoding`: lower case; for unknown ones the bytes are unchanged. */
export const decodeTransfer = (bytes: Uint8Array, encoding: string): Uint8Array => {
  if (encoding === 'quoted-printable') return quotedPrintable(bytes);
  if (encoding === 'base64' && !readsLikeText(bytes)) return base64(bytes);
  return bytes;
};

/** The decoded size of a body in bytes, without decoding it. */
export const decodedSize = (bytes: Uint8Array, encoding: string): number => {
  if (encoding !== 'base64' && encoding !== 'quoted-printable') return bytes.length;
  const plain = encoding === 'base64';
  let size = 0;
  for (let at = 0; at < bytes.length; at++) {
    const code = bytes[at] ?? 0;
    if (plain) {
      if (code > 0x20 && code !== EQUALS) size++;
    } else if (code === EQUALS) {
      if (nibble(bytes[at + 1]) >= 0 && nibble(bytes[at + 2]) >= 0) {
        size++;
        at += 2;
      } else at = Math.max(at, softBreak(bytes, at) - 1);
    } else size++;
  }
  return plain ? Math.floor((size * 3) / 4) : size;
};
