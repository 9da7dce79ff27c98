const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** More words than this are compared as a whole. */
const MAX_WORDS = 2_000;

/** The words that only one of two texts has, in order (longest common subsequence). */
const onlyIn = (
  a: readonly string[],
  b: readonly string[],
): { readonly removed: readonly string[]; readonly added: readonly string[] } => {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const removed: string[] = [];
  const added: string[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      removed.push(a[i++] ?? '');
    } else {
      added.push(b[j++] ?? '');
    }
  }
  return { removed, added };
};

/** One letter more, less or other, or two that changed places. */
const isSlip = (a: string, b: string): boolean => {
  if (Math.min(a.length, b.length) < 4 || /\p{N}/u.test(a + b)) return false;
  if (a.length > b.length) return isSlip(b, a);
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
};

/** Whether two texts differ in nothing that could be learnt: layout, punctuation, case, a few slips of the pen. */
export const isTrivialChange = (draft: string, words: string): boolean => {
  const [a, b] = [wordsOf(draft), wordsOf(words)];
  if (a.length > MAX_WORDS || b.length > MAX_WORDS) return a.join(' ') === b.join(' ');
  const { removed, added } = onlyIn(a, b);
  if (removed.length !== added.length) return false;
  return removed.every((word, n) => isSlip(word, added[n] ?? ''));
};

/** Words in a row that no two people write by chance. */
const ECHO_WORDS = 5;
/** Of texts without spaces between words. */
const ECHO_CHARS = 12;

/** Whether a sentence repeats what somebody else wrote. */
export const echoes = (sentence: string, others: readonly string[]): boolean => {
  const said = wordsOf(sentence);
  const length = Math.min(ECHO_WORDS, said.length);
  if (length === 0) return false;
  const isUnspaced = said.some((word) => word.length >= ECHO_CHARS * 2);
  return others.some((other) => {
    const text = ` ${wordsOf(other).join(' ')} `;
    for (let n = 0; n + length <= said.length; n++) {
      const run = said.slice(n, n + length).join(' ');
      // A short sentence, such as "Shorter", is nobody's own.
      if ((length === ECHO_WORDS || run.length >= ECHO_CHARS * 2) && text.includes(` ${run} `)) return true;
    }
    return (
      isUnspaced && said.some((word) => word.length >= ECHO_CHARS && text.includes(word.slice(0, ECHO_CHARS)))
    );
  });
};
