import type { Prompt } from '../../domain/writing/answer.ts';
import type { Dialect } from './dialect.ts';
import type { LengthFailure } from './length-failure.ts';
import { charsOf } from './tokens.ts';

/** Enough for a decision and a short mail. If less is left, the prompt has to be shortened. */
const LEAST_OUTPUT = 700;
/** Overhead of the chat template. */
const TEMPLATE_TOKENS = 64;
/** Used if the server does not name its limit. */
const CAUTIOUS_OUTPUT = 4_000;
/** A prompt in another language may need more tokens than the one that was counted. */
const CAUTION = 0.9;

/** `max_output_tokens` within the known limits of the model. 0: the prompt leaves no room for an answer. */
export const outputBound = (prompt: Prompt, dialect: Dialect): number => {
  const wanted = Math.min(prompt.maxOutputTokens, dialect.maxOutputTokens ?? Number.POSITIVE_INFINITY);
  if (dialect.contextTokens === null) return wanted;
  const promptTokens = Math.ceil(charsOf(prompt) / dialect.charsPerToken) + TEMPLATE_TOKENS;
  const bound = Math.min(wanted, dialect.contextTokens - promptTokens);
  return bound >= Math.min(LEAST_OUTPUT, wanted) ? bound : 0;
};

/** The dialect with the limits that an error about lengths reveals. */
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

/** How many tokens of a prompt fit into the context. null: unknown. */
export const fittingTokens = ({ contextTokens }: Dialect): number | null =>
  contextTokens === null ? null : Math.max(0, contextTokens - 2 * LEAST_OUTPUT - TEMPLATE_TOKENS);
