import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { decodeText } from '../../mail/mime/charset.ts';
import { readable } from './readable.ts';

const CONTROL = /[^\P{Cc}\s]/gu;
/** The maximum number of bytes per character. */
const BYTES = 4;
const SAMPLE = 20_000;

/** Plain text and tables, unchanged. A file full of control characters is not text, whatever its name says. */
export const textOfPlain = ({ content, maxChars }: FileToRead): Extraction => {
  const beginning = content.subarray(0, maxChars * BYTES);
  const text = decodeText(beginning, null).replace(/^\uFEFF/, '');
  const sample = text.slice(0, SAMPLE);
  const odd = (sample.match(CONTROL)?.length ?? 0) + (sample.match(/\uFFFD/g)?.length ?? 0);
  if (odd * 20 > sample.length) return { kind: 'failed' };
  return readable(text, maxChars, content.length > beginning.length);
};
