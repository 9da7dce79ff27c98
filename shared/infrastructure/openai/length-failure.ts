import type { Failure } from './failure.ts';

/** An error about lengths, with the numbers in its message. null: not mentioned. */
export interface LengthFailure {
  /** Context length: prompt and answer together. */
  readonly contextTokens: number | null;
  readonly promptTokens: number | null;
  /** Limit for `max_output_tokens`. */
  readonly maxOutputTokens: number | null;
}

/** Wordings of OpenAI, vLLM, llama.cpp, LM Studio and Ollama. */
const LENGTH =
  /context[ _](?:length|size|window)|max(?:imum)?_model_len|exceed_context_size|\bn_ctx\b|context the overflows|(?:prompt|input|request) (?:is )?too (?:long|large)|too many (?:input )?tokens|max_(?:output_|completion_)?tokens/i;

/** Smaller numbers are wrong: older vLLM reports the remainder (https://github.com/vllm-project/vllm/issues/33418). */
const SMALLEST_CONTEXT = 512;

const CONTEXT =
  /(?:context[ _](?:length|size|window)(?: of)?(?: only)?(?: is)?[\s(]*|\bn_ctx"?\s*[:=]\s*|max(?:imum)?_model_len\D{0,6})(\d{2,8})/i;
const PROMPT =
  /(\d+)(?: tokens)? in the messages|has (\d+) input tokens|request \((\d+) tokens\)|n_keep:\s*(\d+)|first (\d+) tokens|n_prompt_tokens"?\s*[:=]\s*(\d+)|prompt contains at least (\d+)/i;
const OUTPUT =
  /(?:at most|less than or equal to|no more than|maximum (?:value )?(?:of|is)) (\d+)(?: (?:completion|output))?/i;

const numberIn = (text: string, pattern: RegExp): number | null => {
  const found = pattern
    .exec(text)
    ?.slice(1)
    .find((group) => group !== undefined);
  return found === undefined ? null : Number(found);
};

/** Parses an error about lengths. null: the error is about something else. */
export const lengthFailureIn = ({ status, codes, text }: Failure): LengthFailure | null => {
  // An unsupported parameter; a smaller number does not help.
  if (/(?:unsupported|unknown|unrecogni[sz]ed) (?:parameter|argument|field)/i.test(text)) return null;
  const isLength =
    codes.some((code) => code.includes('context_')) || ([400, 422].includes(status) && LENGTH.test(text));
  if (!isLength) return null;
  const context = numberIn(text, CONTEXT);
  return {
    contextTokens: context !== null && context >= SMALLEST_CONTEXT ? context : null,
    promptTokens: numberIn(text, PROMPT),
    maxOutputTokens: numberIn(text, OUTPUT),
  };
};
