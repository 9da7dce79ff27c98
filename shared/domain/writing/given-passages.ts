import { type GivenPassage, withinChars } from '../knowledge/given.ts';
import type { PromptItem } from './answer.ts';
import { untrustedPassage } from './untrusted.ts';

/** Of the limit for a conversation that had to be shortened, what passages may have. */
export const PASSAGES_SHARE = 0.25;
/** What a tag adds to a passage, at most. */
const TAG_CHARS = 300;

/**
 * The passages as data, each between tags; null: there are none. They are no instructions, and they change with what is asked:
 * so they stand among the items, after the part of the prompt that stays the same.
 */
export const passagesItem = (passages: readonly GivenPassage[], maxChars: number): PromptItem | null => {
  const fitting = withinChars(passages, maxChars - passages.length * TAG_CHARS);
  if (fitting.length === 0) return null;
  const texts = fitting.map((passage) => untrustedPassage(passage, passage.text));
  return { role: 'user', text: `[From the documents of the person you write for:]\n${texts.join('\n')}` };
};
