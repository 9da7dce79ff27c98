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
 * Whether a text is in UTF-8 whatever its Content-Type names. Gmail mostly turns the bodies of format=full into UTF-8 and
 * leaves the header as it was written, which is documented nowhere. Bytes beyond ASCII that are valid UTF-8 are hardly
 * ever anything else; where all are ASCII, only UTF-16 and UTF-32 would be misread.
 */
export const isTurnedIntoUtf8 = (part: PayloadPart, content: Uint8Array): boolean => {
  if (content.some((byte) => byte >= 0x80)) return isUtf8(content);
  return /charset\s*=\s*"?utf-?(?:16|32)/i.test(headerOf(part, 'content-type') ?? '');
};
