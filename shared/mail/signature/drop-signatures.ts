import type { Line } from '../quotation/line-kinds.ts';
import { isBlank } from '../quotation/quoted-lines.ts';
import type { Author } from './contact-card.ts';
import { signatureLines } from './signature.ts';

/** Marks signatures and footers in each stretch of newly written lines. */
export const dropSignatures = (
  lines: readonly Line[],
  { author, continues }: { readonly author: Author | null; readonly continues: boolean },
): void => {
  let start = 0;
  let hasText = continues;
  let belowQuote = false;
  let answered = false;
  while (start < lines.length) {
    if (lines[start]?.kind !== 'own') {
      belowQuote ||= lines[start]?.kind === 'quote';
      start++;
      continue;
    }
    let end = start;
    while (end < lines.length && lines[end]?.kind === 'own') end++;
    const stretch = lines.slice(start, end);
    const texts = stretch.map(({ text }) => text);
    const quoteFollows = end < lines.length;
    const dropped = signatureLines(texts, { hasText, quoteFollows, belowQuote, answered, author });
    for (const [index, line] of stretch.entries()) if (dropped[index]) line.kind = 'dropped';
    const kept = stretch.some(({ kind, text }) => kind === 'own' && !isBlank(text));
    hasText ||= kept;
    answered ||= kept && belowQuote;
    start = end;
  }
};
