import type { MailLine } from '../body/mail-line.ts';
import { isAttribution } from './attribution.ts';
import { saysWhen } from './moments.ts';

/** Where an attribution may begin in the middle of a line. */
const BEGINNING = /(?<=\s|--)(?:On|At|Am|Le|El|Il|In data|Em|Op|Den|Dnia|W dniu|Dne|В) /gu;
const MAX_LENGTH = 500;
const MAX_LINES = 3;
/** Few words in the middle of a line are capitalised; more are not tried. */
const MAX_TRIES = 8;

/** The position in the first line at which an attribution begins that ends on one of the next lines; null: none. */
const beginningIn = (texts: readonly string[]): number | null => {
  const [line = ''] = texts;
  if (line.length > MAX_LENGTH || /^\s{0,3}>/.test(line.slice(0, 8))) return null;
  for (const { index } of [...line.matchAll(BEGINNING)].slice(-MAX_TRIES)) {
    const before = line.slice(0, index);
    if (!/\p{L}/u.test(before) || /[:：]\s*$/.test(before)) continue;
    let joined = '';
    for (const [nth, text] of texts.entries()) {
      joined += nth === 0 ? line.slice(index) : ` ${text}`;
      if (joined.length > MAX_LENGTH * 2) break;
      if (saysWhen(joined) && isAttribution(joined)) return index;
    }
  }
  return null;
};

/**
 * Separates a person's words from an attribution that their mail program put on the same line (`Yes. On 3 May 2024 Jo
 * <jo@example.com> wrote:`), so that they are not taken for part of it.
 */
export const splitRunIn = (lines: readonly MailLine[]): readonly MailLine[] =>
  lines.flatMap((line, index) => {
    const at = beginningIn(lines.slice(index, index + MAX_LINES).map(({ text }) => text));
    if (at === null) return [line];
    const own = line.text.slice(0, at).replace(/[\s-]+$/, '');
    return [
      { ...line, text: own, mark: line.mark === 'attribution' ? null : line.mark },
      { ...line, text: line.text.slice(at) },
    ];
  });
