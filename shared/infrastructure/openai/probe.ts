import type { WriterError } from '../../application/ports/reply-writer.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Prompt } from '../../domain/writing/answer.ts';
import { withoutThinking } from '../../domain/writing/thinking.ts';
import { jsonOrNull } from './json-or-null.ts';
import { createResponder, type ResponderOptions } from './responder.ts';

/** What one real request to a model showed. */
export interface Probe {
  /** `enforced`: the answer had the form that only the request's schema named. `ignored`: it had not. `refused`. */
  readonly format: 'enforced' | 'ignored' | 'refused';
  /** Whether the beginning of a prompt of `promptTokens` was still known at its end. */
  readonly remembered: boolean;
  /** About how long the prompt was. */
  readonly promptTokens: number;
  /** Whether the server counts tokens. */
  readonly counted: boolean;
  /** Whether it thinks aloud within its answers. */
  readonly thinksAloud: boolean;
  /** Bounds that the server named. */
  readonly contextTokens: number | null;
  readonly tookMs: number;
}

/** Long enough to not fit into the smallest contexts in use, of 2,048 and 4,096 tokens. */
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

/** The form is named nowhere in it: what has the form all the same was made to have it. */
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

/** Makes one real request and says what the server and its model can do. `word` should be one that nobody guesses. */
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
  // The server read a part of the prompt only.
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
