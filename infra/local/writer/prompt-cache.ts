import { tokensOf } from './wire.ts';

// https://platform.openai.com/docs/guides/prompt-caching: from 1024 tokens on, in steps of 128.
const MIN_TOKENS = 1024;
const STEP_TOKENS = 128;
const REMEMBERED = 32;

const commonPrefix = (a: string, b: string): number => {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
};

/** Reports how many tokens of a prompt a provider would find in its cache, so that tests can check the prompt's layout. */
export const createPromptCache = (): ((prompt: string) => number) => {
  const seen: string[] = [];
  return (prompt) => {
    const longest = Math.max(0, ...seen.map((earlier) => commonPrefix(earlier, prompt)));
    seen.push(prompt);
    if (seen.length > REMEMBERED) seen.shift();
    const tokens = Math.floor(tokensOf(prompt.slice(0, longest)) / STEP_TOKENS) * STEP_TOKENS;
    return tokens >= MIN_TOKENS ? tokens : 0;
  };
};
