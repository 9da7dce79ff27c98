import type { Message } from './message.ts';

/** This many consecutive answers faster than a person could write suggest a program. */
const MAX_QUICK = 4;
/** A fast typist needs half a minute for this many characters, plus the time for reading. */
const QUICK_CHARS = 200;
const QUICK_MS = 15_000;
/** This many nearly identical consecutive answers suggest a program. */
const MAX_ALIKE = 3;
/** The share of word pairs that two such answers have in common, and the minimum number of words to compare. */
const ALIKE = 0.8;
const MIN_WORDS = 6;

/**
 * Whether the correspondent looks like a program that answers everything and has no header that says so: its last
 * answers arrived within seconds, or nearly repeat each other. Without this check two programs would write to each
 * other until a limit stops them. `since`: when the owner last said that a person writes; earlier mails do not count.
 * `messages`: oldest first.
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
  /** Milliseconds since our mail directly before it; null if there is none. */
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

/** Pairs of neighbouring words, without case and punctuation. Empty: the text is too short to compare. */
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

/** Jaccard index: the size of the intersection divided by the size of the union. */
const similarity = (one: ReadonlySet<string>, other: ReadonlySet<string>): number => {
  if (one.size === 0 || other.size === 0) return 0;
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return shared / (one.size + other.size - shared);
};
