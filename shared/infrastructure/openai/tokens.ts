import type { TokenUsage } from '../../application/ports/reply-writer.ts';
import type { Prompt } from '../../domain/writing/answer.ts';

export const charsOf = (prompt: Prompt): number =>
  prompt.items.reduce((total, { text }) => total + text.length, prompt.instructions.length);

/** An estimate for servers that report no usage, so that budgets work. */
const CHARS_PER_TOKEN = 4;

export const estimatedUsage = (prompt: Prompt, answerChars: number): TokenUsage => ({
  inputTokens: Math.ceil(charsOf(prompt) / CHARS_PER_TOKEN),
  outputTokens: Math.ceil(answerChars / CHARS_PER_TOKEN),
  cachedInputTokens: 0,
});

/** More letters per token than any language has. */
const IMPOSSIBLE_LETTERS_PER_TOKEN = 8;
/** Our instructions alone are longer; a smaller count is not that of the prompt. */
const FEWEST_COUNTED = 300;

/**
 * Whether the server truncated the prompt, judging by the reported tokens. Ollama silently drops what exceeds its context and
 * answers from the rest (https://github.com/ollama/ollama/issues/4967).
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
