import { createRequire } from 'node:module';

/**
 * The words of a text as they are looked up: in lower case and without accents, each as its stem, so that "guarantees" finds
 * "guarantee"; the parts of long words, because German and its neighbours write several as one; and for scripts without
 * spaces both what the runtime takes for words and pairs of characters, since the two rarely fail together.
 */

interface Stemmer {
  stem(word: string): string;
}
interface Snowball {
  newStemmer(language: string): Stemmer;
}

const stemmersOf = {
  latin: ['english', 'german', 'french', 'spanish', 'italian', 'portuguese', 'dutch'],
  cyrillic: ['russian'],
} as const;
type Language = (typeof stemmersOf)[keyof typeof stemmersOf][number];

/** The smallest words of each language: they tell a text's language, and say nothing of what it is about. */
const SMALL_WORDS: Readonly<Record<Language, string>> = {
  english:
    'the a an and or of to in on for with is are was be it this that you we your our can do does how what when which who will from at by as if not have has there any i my me much many long',
  german:
    'der die das und oder in zu den dem des ein eine einen einem einer ist sind war mit auf für von bei wie was wann wer wird werden nicht auch sich es ich wir sie ihr ihre kann wenn man noch aus nach im am um viel lange hat haben gibt welche welcher',
  french:
    'le la les un une des et ou de du en à au aux est sont pour par avec sur dans qui que quoi quand comment combien ce cette ces il elle on nous vous je mon votre notre ne pas plus se si y son sa ses peut',
  spanish:
    'el la los las un una unos y o de del en a al es son para por con que qué cuándo cómo cuánto cuál quién se no su sus lo este esta estos hay me mi nos si más puede como',
  italian:
    'il lo la i gli le un una e o di del della dei in a al alla è sono per con che chi quando come quanto si non su suo sua questo questa ci ne mi più può',
  portuguese:
    'o a os as um uma e ou de do da dos das em no na é são para por com que quem quando como quanto se não seu sua este esta há mais pode',
  dutch:
    'de het een en of van in te op voor met is zijn was dat die dit niet hoe wat wanneer wie wordt ik wij je uw onze kan als er aan bij ook om veel lang heeft',
  russian:
    'и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее мне было вот от меня еще нет о из ему когда какой какая какие сколько ли если или для до это есть при можно мы наш ваш',
};

const smallWords = new Map(
  Object.entries(SMALL_WORDS).map(([language, words]) => [language as Language, new Set(words.split(' '))]),
);

let snowball: Snowball | undefined;
const stemmers = new Map<Language, Stemmer>();
const stemmed = new Map<string, string>();
const MAX_STEMMED = 200_000;

const stemOf = (word: string, language: Language): string => {
  const key = `${language} ${word}`;
  const known = stemmed.get(key);
  if (known !== undefined) return known;
  snowball ??= createRequire(import.meta.url)('snowball-stemmers') as Snowball;
  const stemmer = stemmers.get(language) ?? snowball.newStemmer(language);
  stemmers.set(language, stemmer);
  const stem = withoutPlural(plainLetters(stemmer.stem(word)), language);
  if (stemmed.size >= MAX_STEMMED) stemmed.clear();
  stemmed.set(key, stem);
  return stem;
};

/** Snowball keeps the plural of French words in -o, -a, -i and -u: "vélos". */
const withoutPlural = (stem: string, language: Language): string =>
  language === 'french' && /..[aiou]s$/.test(stem) ? stem.slice(0, -1) : stem;

const MARKS = /\p{M}/gu;
/** Letters without their marks. German has two ways to write some of them. */
const plainLetters = (word: string): string => {
  // Latin letters only: й without its mark is another letter.
  if (!/[À-ɏ]/.test(word)) return word;
  return word.replaceAll('ß', 'ss').normalize('NFD').replaceAll(MARKS, '').normalize('NFC');
};

const WORDS = /[\p{L}\p{N}\p{M}]+(?:[.,:/_'’-][\p{L}\p{N}]+)*/gu;
const CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]+/gu;
const CYRILLIC = /\p{sc=Cyrillic}/u;
const HAS_CJK = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

let segmenter: Intl.Segmenter | undefined;
const HIRAGANA = /^[\p{sc=Hiragana}ー]+$/u;
const unspaced = (run: string): Terms => {
  segmenter ??= new Intl.Segmenter(/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(run) ? 'ja' : 'zh', {
    granularity: 'word',
  });
  const words = [...segmenter.segment(run)].flatMap(({ segment, isWordLike }) =>
    isWordLike ? [segment] : [],
  );
  const characters = [...run];
  const pairs = characters.slice(1).map((character, n) => `${characters[n]}${character}`);
  // Hiragana pairs are mostly endings and particles, which every sentence has.
  return {
    words: [
      ...words.filter((word) => [...word].length !== 2),
      ...pairs.filter((pair) => !HIRAGANA.test(pair)),
    ],
    parts: pairs.filter((pair) => HIRAGANA.test(pair)),
  };
};

/** Shorter words are not compounds; parts of this length carry a meaning. */
const COMPOUND = 9;
const PART = 5;

const partsOfWord = (word: string): readonly string[] => {
  if (word.length < COMPOUND) return [];
  const parts: string[] = [];
  for (let start = 0; start + PART <= word.length; start++) parts.push(`~${word.slice(start, start + PART)}`);
  return parts;
};

const wordsOf = (text: string): readonly string[] => text.normalize('NFKC').toLowerCase().match(WORDS) ?? [];

/** The languages whose small words a text has most of; all of a script where it is too short to tell. */
const languagesOf = (words: readonly string[], isQuestion: boolean): readonly Language[] => {
  const counts = [...smallWords].map(([language, small]) => ({
    language,
    count: words.reduce((sum, word) => sum + (small.has(word) ? 1 : 0), 0),
  }));
  const best = Math.max(...counts.map(({ count }) => count));
  if (best === 0) return [...stemmersOf.latin];
  // A question is short: those that are nearly as likely are tried as well.
  const enough = isQuestion ? best / 2 : best;
  return counts.filter(({ count }) => count >= enough && count > 0).map(({ language }) => language);
};

export interface Terms {
  /** Stems and unspaced words. */
  readonly words: readonly string[];
  /** Parts of long words, which tell less. */
  readonly parts: readonly string[];
}

const termsIn = (text: string, isQuestion: boolean): Terms => {
  const words: string[] = [];
  const parts: string[] = [];
  const all = wordsOf(text);
  const found = languagesOf(all, isQuestion);
  const latin = found.filter((language) => language !== 'russian').slice(0, isQuestion ? 4 : 1);
  for (const word of all) {
    if (HAS_CJK.test(word)) {
      for (const [run] of word.matchAll(CJK)) {
        const found = unspaced(run);
        words.push(...found.words);
        parts.push(...found.parts);
      }
      const rest = word.replaceAll(CJK, ' ').match(WORDS) ?? [];
      words.push(...rest);
      continue;
    }
    const pieces = /[.,:/_'’-]/.test(word) ? [word, ...word.split(/[.,:/_'’-]/)] : [word];
    for (const piece of pieces) {
      if (piece === '' || isSmall(piece, found)) continue;
      if (/\p{N}/u.test(piece)) {
        words.push(piece);
        continue;
      }
      const languages = CYRILLIC.test(piece) ? stemmersOf.cyrillic : latin;
      const stems = new Set(languages.map((language) => stemOf(piece, language)));
      words.push(...(stems.size === 0 ? [plainLetters(piece)] : stems));
      parts.push(...partsOfWord(plainLetters(piece)));
    }
  }
  return { words, parts };
};

const isSmall = (word: string, languages: readonly Language[]): boolean =>
  languages.some((language) => smallWords.get(language)?.has(word) ?? false);

export const termsOfPassage = (text: string): Terms => termsIn(text, false);
export const termsOfQuestion = (text: string): Terms => {
  const { words, parts } = termsIn(text, true);
  return { words: [...new Set(words)], parts: [...new Set(parts)] };
};
