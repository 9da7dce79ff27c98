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
 * An opt-out request. `plain`: unmistakable. `possible`: its words with a condition, a question or another person in
 * it; the model or the owner has to decide.
 */
export type Wish = 'plain' | 'possible';

/** Longer texts are truncated: a request for so little does not come so late. */
const MAX_TEXT = 20_000;
const MAX_SENTENCES = 400;
const MAX_SENTENCE = 600;
const MAX_CLAUSES = 40;
/** A mail of one keyword, perhaps with a name below it. */
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
/** "Can you take me off your list?" counts, although it is a question. */
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

/** Lines that are marked as another person's words. */
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

/** The position in a sentence at which a request begins; -1: none. */
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
 * Whether a newly written text asks not to be contacted any more. Finds requests in the first person only, in the
 * languages of `phrases.ts`; others are left to the model or the owner. `ownTexts`: what we sent to this person before.
 * A sentence of ours that they repeat does not count.
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

/** Whether the subject alone is an opt-out request, as `mailto:` links for unsubscribing create. */
export const isWishSubject = (subject: string): boolean => WHOLE.test(normalised(subject).trim());
