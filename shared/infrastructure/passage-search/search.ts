import MiniSearch, { type QueryCombination } from 'minisearch';
import type { PassageSearch } from '../../application/ports/passage-search.ts';
import { termsOfPassage, termsOfQuestion } from './terms.ts';

/** Terms are made before; no term has a line break. */
const SEPARATOR = '\n';
const joined = (terms: readonly string[]): string => terms.join(SEPARATOR);

/** A heading says what a passage is about; parts of compounds find what nothing else does, and much else. */
const BOOST = { heading: 2, words: 1, parts: 0.25 } as const;

/** What a word of the context counts, beside one of the question. */
const CONTEXT = 0.3;

const queriesOf = (text: string, weight: number): readonly QueryCombination[] => {
  const { words, parts } = termsOfQuestion(text);
  const boost = { heading: BOOST.heading * weight, words: BOOST.words * weight, parts: BOOST.parts * weight };
  return [
    { queries: [joined(words)], fields: ['heading', 'words'], boost },
    { queries: [joined(parts)], fields: ['parts'], boost },
  ];
};

/** BM25+ over stems and parts of words, in memory. */
export const createPassageSearch = (): PassageSearch => ({
  index: async (passages) => {
    const index = new MiniSearch<{ id: number; heading: string; words: string; parts: string }>({
      fields: ['heading', 'words', 'parts'],
      tokenize: (terms) => (terms === '' ? [] : terms.split(SEPARATOR)),
      processTerm: (term) => term,
    });
    index.addAll(
      passages.map(({ heading, text }, id) => {
        const head = termsOfPassage(heading);
        const { words, parts } = termsOfPassage(text);
        return {
          id,
          heading: joined(head.words),
          words: joined(words),
          parts: joined([...head.parts, ...parts]),
        };
      }),
    );
    return {
      find: ({ question, context }, count) => {
        const queries = [...queriesOf(question, 1), ...(context === '' ? [] : queriesOf(context, CONTEXT))];
        const found = index.search({ combineWith: 'OR', queries });
        return found.slice(0, count).map(({ id }) => Number(id));
      },
    };
  },
});
