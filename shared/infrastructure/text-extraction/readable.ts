import type { Extraction } from '../../application/ports/text-extractor.ts';

const CONTROLS = /(?![\n\t])\p{Cc}/gu;
const cutAt = (text: string, max: number): string => text.slice(0, max).toWellFormed();

/**
 * Normalises a text for storing: uniform line ends, no control characters or runs of blank lines, at most `maxChars`.
 */
export const readable = (text: string, maxChars: number, more: boolean): Extraction => {
  const tidy = text
    .replaceAll(/\r\n?|\f/g, '\n')
    .replaceAll(CONTROLS, ' ')
    .replaceAll(/[^\S\n]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  if (tidy === '') return { kind: 'no_text' };
  return { kind: 'read', text: cutAt(tidy, maxChars), cut: more || tidy.length > maxChars };
};
