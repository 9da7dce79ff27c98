import type { TokenUsage } from '../../application/ports/reply-writer.ts';
import type { Prompt } from '../../domain/writing/answer.ts';

export const charsOf = (prompt: Prompt): number =>
  prompt.items.reduce((total, { text }) => total + text.length, prompt.instructions.length);

/** About four characters to a token: for servers that count nothing, so that a budget still ends. */
const CHARS_PER_TOKEN = 4;

export const estimatedUsage = (prompt: Prompt, answerChars: number): TokenUsage => ({
  inputTokens: Math.ceil(charsOf(prompt) / CHARS_PER_TOKEN),
  outputTokens: Math.ceil(answerChars / CHARS_PER_TOKEN),
  cachedInputTokens: 0,
});

/** No language has so many letters to a token. */
const IMPOSSIBLE_LETTERS_PER_TOKEN = 8;
/** Fewer were not counted for this prompt at all. */
const FEWEST_COUNTED = 300;

/**
 * Whether the server read only a part of the prompt: Ollama cuts what is beyond its context without a word, and answers
 * from the rest (https://github.com/ollama/ollama/issues/4967). The count of tokens tells.
 */
export const wasCut = (prompt: Prompt, { inputTokens }: TokenUsage): boolean => {
  if (inputTokens < FEWEST_COUNTED || charsOf(prompt) / inputTokens < IMPOSSIBLE_LETTERS_PER_TOKEN)
    return false;
  const letters = [prompt.instructions, ...prompt.items.map(({ text }) => text)].reduce(
    (total, text) => total + (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0),
    0,
  );
  return letters / inputTokens > IMPOSSIBLE_LETTERS_PER_TOKEN;
};
