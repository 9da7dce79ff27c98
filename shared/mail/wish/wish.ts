import {
  endings,
  hedges,
  joints,
  openings,
  others,
  otherWays,
  phrases,
  phrasesWithoutSpaces,
  wholeMails,
} from './phrases.ts';

/**
 * A wish not to be written to any more. `plain`: nobody can take it for anything else. `possible`: the words of such a wish
 * with a condition, a question or somebody else in it; who reads it has to judge.
 */
export type Wish = 'plain' | 'possible';

/** Longer texts are cut: nobody asks for so little so late. */
const MAX_TEXT = 20_000;
const MAX_SENTENCES = 400;
const MAX_SENTENCE = 600;
const MAX_CLAUSES = 40;
/** A mail of one word, with a name below it. */
const SHORT = 200;

const bounded = (words: string): string => `(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`;
const END = `(?![\\p{L}\\p{N}])(?=\\s*(?:$|[.!?,;:…。！？\\n()–—<*_"“”»」]|-\\s|(?:${endings}|${hedges.join('|')})(?![\\p{L}\\p{N}])))`;
const REQUEST = new RegExp(
  `[\\s*_>(-]{0,10}(?:${openings}(?![\\p{L}\\p{N}])[\\s,!:.–—-]{1,5}){0,4}(?:${Object.values(phrases).flat().join('|')})${END}`,
  'uy',
);
const REQUEST_WITHOUT_SPACES = new RegExp(phrasesWithoutSpaces.join('|'), 'u');
const WHOLE = new RegExp(`^[^\\p{L}]{0,10}(?:${wholeMails.join('|')})[^\\p{L}]{0,10}$`, 'u');
const CLAUSE = new RegExp(`[,;:\\n()–—"“„«「]|\\s-\\s|${bounded(joints)}`, 'gu');
const HEDGE = new RegExp(bounded(hedges.join('|')), 'u');
const OTHER_WAY = new RegExp(otherWays.map((words) => `(?<!\\p{L})(?:${words})`).join('|'), 'u');
const OTHERS = new RegExp(bounded(others), 'u');
const QUOTATION = /["“”„«»‹›「」『』]/u;
/** "Can you take me off your list?" asks for it all the same. */
const POLITE_QUESTION =
  /(?:can|could|would|will) you|can i ask|k[oö]nnten sie|würden sie|können sie|pourriez-vous|pouvez-vous|podr[ií]an?|puede|poderia|può|potete|kunt u|wilt u|czy (?:może|mogą)|можете|могли бы|kan du|kan ni/u;

const normalised = (text: string): string =>
  text
    .slice(0, MAX_TEXT)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('\r', '')
    .replaceAll(/[\p{Cf}\u00ad]/gu, '')
    .replaceAll(/[’‘´`ʼ]/g, "'")
    .replaceAll(/[^\S\n]+/g, ' ');

const squeezed = (text: string): string =>
  normalised(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Lines that are marked as somebody else's words. */
const withoutQuotes = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/^\s{0,3}[>|]/.test(line) ? '' : line))
    .join('\n');

const sentencesOf = (text: string): readonly string[] =>
  text
    .split(/\n\s*\n/)
    .flatMap((paragraph) => paragraph.split(/(?<=[.!?…。！？])(?=\s|$|\P{ASCII})/u))
    .map((sentence) => sentence.trim().slice(0, MAX_SENTENCE))
    .filter((sentence) => sentence !== '')
    .slice(0, MAX_SENTENCES);

/** Where in a sentence a request begins; -1: nowhere. */
const requestIn = (sentence: string): number => {
  const starts = [0, ...[...sentence.matchAll(CLAUSE)].map((match) => match.index + match[0].length)];
  const found = starts.slice(0, MAX_CLAUSES).find((start) => {
    REQUEST.lastIndex = start;
    return REQUEST.test(sentence);
  });
  return found ?? sentence.search(REQUEST_WITHOUT_SPACES);
};

const wishInSentence = (sentence: string): Wish | null => {
  const at = requestIn(sentence);
  if (at < 0) return null;
  const asks = /[?？]\s*$/.test(sentence) && !POLITE_QUESTION.test(sentence);
  const isDoubtful =
    asks || HEDGE.test(sentence) || QUOTATION.test(sentence) || OTHERS.test(sentence.slice(0, at));
  return isDoubtful ? 'possible' : 'plain';
};

/**
 * Whether a text that somebody newly wrote asks for no more mails. Looks at requests in the first person only, in the
 * languages of `phrases.ts`; what it does not know is left to whoever reads the mail.
 * `ownTexts`: what was sent to this person before. A sentence of ours that they give back is not theirs.
 */
export const wishIn = (text: string, ownTexts: readonly string[] = []): Wish | null => {
  const written = normalised(withoutQuotes(text));
  const ours = ownTexts.map(squeezed);
  const isOurs = (sentence: string): boolean => {
    const words = squeezed(sentence);
    return words.includes(' ') && ours.some((one) => one.includes(words));
  };
  const [first = ''] = written.trim().split(/\n\s*\n|\n/);
  if (written.trim().length <= SHORT && WHOLE.test(first.trim())) return 'plain';
  let found: Wish | null = null;
  for (const sentence of sentencesOf(written)) {
    const wish = wishInSentence(sentence);
    if (wish === null || isOurs(sentence)) continue;
    if (wish === 'plain') return OTHER_WAY.test(written) ? 'possible' : 'plain';
    found = wish;
  }
  return found;
};

/** Whether a subject of its own is a wish: what `mailto:` links for unsubscribing write. */
export const isWishSubject = (subject: string): boolean => WHOLE.test(normalised(subject).trim());
