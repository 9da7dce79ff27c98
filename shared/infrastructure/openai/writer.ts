import type { ReplyWriter, TokenUsage, WriterError } from '../../application/ports/reply-writer.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import type { Prompt, WriterAnswer } from '../../domain/writing/answer.ts';
import { withoutThinking } from '../../domain/writing/thinking.ts';
import { type ClientOptions, openClient } from './client.ts';
import { type Dialect, fullDialect, simpler, simplest } from './dialect.ts';
import { isTimeout, tooLong, toWriterError } from './errors.ts';
import { type Failure, failureIn } from './failure.ts';
import { lengthFailureIn } from './length-failure.ts';
import { fittingTokens, outputBound, withLength } from './output-bound.ts';
import { readAnswer } from './read-answer.ts';
import { readResponse } from './read-response.ts';
import { requestBody } from './request.ts';
import { estimatedUsage, wasCut } from './tokens.ts';

export interface OpenAIWriterOptions extends ClientOptions {
  readonly model: string;
  /** For one answer, its body included: a function's budget, not the client's own ten minutes. Default 60 s. */
  readonly timeoutMs?: number;
  /** Epoch ms; tells how long a `Retry-After` date is away. Default: the system's clock. */
  readonly now?: () => number;
}

/** What a model said, counted. */
interface Said {
  readonly text: string;
  readonly usage: TokenUsage;
  readonly model: string;
}

/** A server may be asked in a simpler way so often for one answer; it has refused without asking the model each time. */
const MAX_SIMPLER = 2;

/**
 * The Responses API, used statelessly: nothing is stored at the provider and nothing that was paid for is repeated here
 * (https://platform.openai.com/docs/api-reference/responses). A server that refuses the form of a request is asked in a
 * simpler one, and from then on.
 */
export const createOpenAIWriter = (options: OpenAIWriterOptions): ReplyWriter => {
  const timeoutMs = options.timeoutMs ?? 60_000;
  const now = options.now ?? (() => Date.now());
  const client = openClient(options, timeoutMs);
  let dialect: Dialect = fullDialect;

  /** One request. Throws what the client throws. */
  const post = async (prompt: Prompt, as: Dialect, structured: boolean): Promise<string> => {
    const openai = await client();
    const maxOutputTokens = outputBound(prompt, as);
    const body = requestBody(prompt, { model: options.model, dialect: as, structured, maxOutputTokens });
    const response = await openai.responses
      // Unlike the client's own timeout, this one also ends a body that stalls.
      .create(body, { signal: AbortSignal.timeout(timeoutMs) })
      .asResponse();
    return response.text();
  };

  /** How to ask after a refusal; null: there is no other way. */
  const afterRefusal = (prompt: Prompt, as: Dialect, failure: Failure): Dialect | null => {
    const length = lengthFailureIn(failure);
    if (length) {
      const known = withLength(prompt, as, length);
      // True of the model whatever becomes of this request.
      dialect = { ...dialect, contextTokens: known.contextTokens, charsPerToken: known.charsPerToken };
      return outputBound(prompt, known) < outputBound(prompt, as) ? known : null;
    }
    // OpenAI's own server says what it does not like; a compatible one may not.
    return simpler(as, failure) ?? (options.baseUrl === undefined ? null : simplest(as, failure));
  };

  const ask = async (prompt: Prompt, structured: boolean): Promise<Result<Said, WriterError>> => {
    let as = dialect;
    for (let tries = 0; ; tries++) {
      if (outputBound(prompt, as) === 0) return err(tooLong(fittingTokens(as)));
      try {
        const body = await post(prompt, as, structured);
        dialect = as;
        return counted(prompt, readResponse(jsonOrNull(body)), options.model);
      } catch (thrown) {
        if (isTimeout(thrown)) return err(slow(prompt, timeoutMs));
        const failure = failureIn(thrown);
        const next = failure && tries < MAX_SIMPLER ? afterRefusal(prompt, as, failure) : null;
        if (!next) {
          const error = toWriterError(failure, now());
          return err(error.code === 'too_long' ? tooLong(fittingTokens(dialect)) : error);
        }
        as = next;
      }
    }
  };

  return {
    async write(prompt) {
      const said = await ask(prompt, true);
      if (!said.ok) return said;
      const { text, usage, model } = said.value;
      const answer = readAnswer(text);
      if (answer.ok) return ok({ answer: storable(answer.value), usage, model });
      return answer.error === 'cut_off'
        ? err({ code: 'incomplete', message: "The model's answer was cut off.", usage })
        : err({
            code: 'invalid_answer',
            message: 'The model did not answer in the form that it was asked for.',
            usage,
          });
    },
    async summarise(prompt) {
      const said = await ask(prompt, false);
      return said.ok ? ok({ ...said.value, text: clean(withoutThinking(said.value.text)) }) : said;
    },
  };
};

const slow = (prompt: Prompt, timeoutMs: number): WriterError => ({
  code: 'timeout',
  message: `The model gave no answer within ${Math.round(timeoutMs / 1000)} seconds.`,
  // The provider bills what it has read, whether or not anybody waits for the answer.
  usage: estimatedUsage(prompt, 0),
});

const counted = (
  prompt: Prompt,
  answer: Result<{ text: string; usage: TokenUsage | null; model: string }, WriterError>,
  asked: string,
): Result<Said, WriterError> => {
  if (!answer.ok) return answer;
  const { text, model } = answer.value;
  const usage = answer.value.usage ?? estimatedUsage(prompt, text.length);
  if (wasCut(prompt, usage)) return err({ ...tooLong(usage.inputTokens), usage });
  return ok({ text, usage, model: clean(model.slice(0, MAX_MODEL_CHARS)) || asked });
};

const MAX_MODEL_CHARS = 100;

/** JSON can spell out half a character and NUL; not every store and mail can. */
const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');

/** Every string in it, names of fields included. */
const cleaned = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_key, part: unknown) => (typeof part === 'string' ? clean(part) : part));

const storable = (answer: WriterAnswer): WriterAnswer => {
  const { extracted, ...others } = cleaned(answer);
  return extracted === undefined
    ? others
    : {
        ...others,
        extracted: Object.fromEntries(Object.entries(extracted).map(([name, value]) => [clean(name), value])),
      };
};

const jsonOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
