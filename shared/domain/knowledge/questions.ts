/** How much of the mails is looked up. */
const MAX_QUESTIONS = 8;
const MAX_CHARS = 4_000;
const MIN_CHARS = 8;

const SENTENCES = /[^.!?。！？\n]+[.!?。！？]*/gu;
const IS_QUESTION = /[?？]\s*$/;

export interface LookedUp {
  readonly question: string;
  /** The mail that asks it, which often names its subject in another sentence. Empty: the question is the whole mail. */
  readonly context: string;
}

/**
 * What to look up for these texts, the most telling first: each question that they ask, and then each text as a whole. A mail
 * often asks several things, and a search for all of them at once finds only the loudest.
 */
export const questionsOf = (texts: readonly string[]): readonly LookedUp[] => {
  const wholes = [
    ...new Set(
      texts.map((text) => text.trim().slice(0, MAX_CHARS).toWellFormed()).filter((text) => text !== ''),
    ),
  ];
  const asked = wholes.flatMap((context) =>
    [...new Set((context.match(SENTENCES) ?? []).map((sentence) => sentence.trim()))]
      .filter((sentence) => IS_QUESTION.test(sentence) && sentence.length >= MIN_CHARS)
      .map((question) => ({ question, context })),
  );
  return [
    // A mail that is one question is looked up once.
    ...asked.filter(({ question, context }) => question !== context).slice(0, MAX_QUESTIONS),
    ...wholes.map((question) => ({ question, context: '' })),
  ];
};

/** One of each list in turn, without repetitions: every question is answered before one gets a second passage. */
export const inTurn = <T>(lists: readonly (readonly T[])[]): readonly T[] => {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const all = Array.from({ length: longest }, (_, rank) =>
    lists.flatMap((list) => list.slice(rank, rank + 1)),
  );
  return [...new Set(all.flat())];
};
