import type { Message } from './message.ts';

/** Answers in a row that nobody could have written so fast. */
const MAX_QUICK = 4;
/** So many characters take a person who types well half a minute, and they have to read before. */
const QUICK_CHARS = 200;
const QUICK_MS = 15_000;
/** Answers in a row that say nearly the same. */
const MAX_ALIKE = 3;
/** How much of their words two such answers share, by word pairs; and how many words it takes to say so. */
const ALIKE = 0.8;
const MIN_WORDS = 6;

/**
 * Whether the other side looks like a program that answers whatever it gets, which says so of itself in no header: its last
 * answers came within seconds, or nearly repeat each other. Two programs would otherwise talk until a limit ends it. `since`:
 * when the owner last said that all is well; earlier mails do not count. `messages`: oldest first.
 */
export const looksLikeMachine = (messages: readonly Message[], since: number): boolean => {
  const answers = answersOf(messages).filter(({ message }) => message.createdAt > since);
  const quick = answers.slice(-MAX_QUICK);
  if (quick.length === MAX_QUICK && quick.every(isQuick)) return true;
  const last = answers.slice(-MAX_ALIKE).map(({ message }) => pairsOf(message.text));
  const [first, ...others] = last;
  return (
    last.length === MAX_ALIKE &&
    first !== undefined &&
    others.every((other) => similarity(first, other) >= ALIKE)
  );
};

interface Answer {
  readonly message: Message;
  /** Since our mail that it follows; null where it follows none directly. */
  readonly afterMs: number | null;
}

const isQuick = ({ message, afterMs }: Answer): boolean =>
  afterMs !== null && afterMs < QUICK_MS && message.text.trim().length >= QUICK_CHARS;

const answersOf = (messages: readonly Message[]): readonly Answer[] => {
  const answers: Answer[] = [];
  let ours: Message | null = null;
  for (const message of messages) {
    if (message.state === 'sent') ours = message;
    if (message.author !== 'correspondent') continue;
    answers.push({ message, afterMs: ours && message.at >= ours.at ? message.at - ours.at : null });
    ours = null;
  }
  return answers;
};

/** Neighbouring words, in their spelling without case and punctuation. Empty: too short to be compared. */
const pairsOf = (text: string): ReadonlySet<string> => {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < MIN_WORDS
    ? new Set()
    : new Set(words.slice(1).map((word, n) => `${words[n]} ${word}`));
};

/** Jaccard: what two sets share, of all that is in either. */
const similarity = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  if (one.size === 0 || other.size === 0) return 0;
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return shared / (one.size + other.size - shared);
};
