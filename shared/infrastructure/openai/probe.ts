import type { WriterError } from '../../application/ports/reply-writer.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Prompt } from '../../domain/writing/answer.ts';
import { withoutThinking } from '../../domain/writing/thinking.ts';
import { jsonOrNull } from './json-or-null.ts';
import { createResponder, type ResponderOptions } from './responder.ts';

/** Result of one real request to a model. */
export interface Probe {
  /** Whether the server enforces `text.format`, ignores it, or refuses requests with it. */
  readonly format: 'enforced' | 'ignored' | 'refused';
  /** Whether the answer shows that the beginning of the prompt was read. */
  readonly remembered: boolean;
  /** Approximate length of the prompt. */
  readonly promptTokens: number;
  /** Whether the response contains `usage`. */
  readonly counted: boolean;
  /** Whether the text contains a thinking block. */
  readonly thinksAloud: boolean;
  /** Context length that an error message mentioned. */
  readonly contextTokens: number | null;
  readonly tookMs: number;
}

/** Exceeds the contexts of 2,048 and 4,096 tokens that small models are often loaded with. */
const LINES = 220;
const CHARS_PER_TOKEN = 4.5;
const FIELD = 'the_code_word';
const format = {
  name: 'probe',
  schema: {
    type: 'object',
    properties: { [FIELD]: { type: 'string' } },
    required: [FIELD],
    additionalProperties: false,
  },
};

/** Does not describe the JSON: an answer in this form shows that the schema is enforced. */
const promptFor = (word: string): Prompt => ({
  instructions: 'You read a long letter and answer one question about it in plain words.',
  items: [
    { role: 'user', text: `The code word is ${word}. Keep it in mind.` },
    { role: 'assistant', text: 'I will.' },
    {
      role: 'user',
      text: [
        ...Array.from(
          { length: LINES },
          (_, n) => `Line ${n + 1} of the letter says that nothing happened in the harbour on that day.`,
        ),
        'What was the code word?',
      ].join('\n'),
    },
  ],
  maxOutputTokens: 4_000,
});

/** Makes one real request to find out what server and model support. `word` should be random. */
export const probeModel = async (
  options: ResponderOptions & { readonly now: () => number },
  word: string,
): Promise<Result<Probe, WriterError>> => {
  const responder = createResponder(options);
  const prompt = promptFor(word);
  const started = options.now();
  const said = await responder.ask(prompt, format);
  const promptTokens = Math.round(
    (prompt.instructions.length + prompt.items.reduce((total, { text }) => total + text.length, 0)) /
      CHARS_PER_TOKEN,
  );
  const { contextTokens, format: takesFormat } = responder.dialect();
  const common = { promptTokens, contextTokens, tookMs: options.now() - started };
  // The server truncated or refused the prompt.
  if (!said.ok && said.error.code === 'too_long') {
    return ok({ ...common, format: 'ignored', remembered: false, counted: true, thinksAloud: false });
  }
  if (!said.ok) return said;
  const { text, counted } = said.value;
  const given = jsonOrNull(text);
  const enforced = typeof given === 'object' && given !== null && FIELD in given;
  return ok({
    ...common,
    format: enforced ? 'enforced' : takesFormat ? 'ignored' : 'refused',
    remembered: text.toLowerCase().includes(word.toLowerCase()),
    counted,
    thinksAloud: withoutThinking(text) !== text.trim(),
  });
};
