import type { Prompt } from '../../domain/writing/answer.ts';
import type { Dialect } from './dialect.ts';
import type { LengthFailure } from './length-failure.ts';
import { charsOf } from './tokens.ts';

/** A decision and a short mail need so many; with fewer, the prompt has to become shorter instead. */
const LEAST_OUTPUT = 700;
/** What a chat template adds to a prompt. */
const TEMPLATE_TOKENS = 64;
/** Where a server says that it is too much, but not how much it takes. */
const CAUTIOUS_OUTPUT = 4_000;
/** A prompt in another language than the one that was counted takes more tokens. */
const CAUTION = 0.9;

/** How many tokens an answer may have, as far as the model's bounds are known; 0: the prompt leaves no room for one. */
export const outputBound = (prompt: Prompt, dialect: Dialect): number => {
  const wanted = Math.min(prompt.maxOutputTokens, dialect.maxOutputTokens ?? Number.POSITIVE_INFINITY);
  if (dialect.contextTokens === null) return wanted;
  const promptTokens = Math.ceil(charsOf(prompt) / dialect.charsPerToken) + TEMPLATE_TOKENS;
  const bound = Math.min(wanted, dialect.contextTokens - promptTokens);
  return bound >= Math.min(LEAST_OUTPUT, wanted) ? bound : 0;
};

/** What is known of the model after a refusal for length. */
export const withLength = (prompt: Prompt, dialect: Dialect, failure: LengthFailure): Dialect => {
  const contextTokens = failure.contextTokens ?? dialect.contextTokens;
  const asked = outputBound(prompt, dialect);
  return {
    ...dialect,
    contextTokens,
    charsPerToken:
      failure.promptTokens === null || failure.promptTokens === 0
        ? dialect.charsPerToken
        : (charsOf(prompt) / failure.promptTokens) * CAUTION,
    maxOutputTokens:
      failure.maxOutputTokens ??
      (contextTokens === null ? Math.min(CAUTIOUS_OUTPUT, Math.floor(asked / 4)) : dialect.maxOutputTokens),
  };
};

/** How many tokens of a prompt fit; null: nobody said. */
export const fittingTokens = ({ contextTokens }: Dialect): number | null =>
  contextTokens === null ? null : Math.max(0, contextTokens - 2 * LEAST_OUTPUT - TEMPLATE_TOKENS);
