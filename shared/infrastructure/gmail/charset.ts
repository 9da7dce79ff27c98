import { headerOf } from './part-kind.ts';
import type { PayloadPart } from './payload.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/**
 * Whether a text is UTF-8, whatever its Content-Type says. Gmail usually converts the bodies of format=full to UTF-8
 * and keeps the original header, which is not documented. Non-ASCII bytes that are valid UTF-8 are almost never
 * anything else; if all are ASCII, only UTF-16 and UTF-32 would be misread.
 */
export const isTurnedIntoUtf8 = (part: PayloadPart, content: Uint8Array): boolean => {
  if (content.some((byte) => byte >= 0x80)) return isUtf8(content);
  return /charset\s*=\s*"?utf-?(?:16|32)/i.test(headerOf(part, 'content-type') ?? '');
};
