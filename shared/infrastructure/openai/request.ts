import type OpenAI from 'openai';
import type { Prompt, PromptItem } from '../../domain/writing/answer.ts';
import type { Dialect } from './dialect.ts';

type Body = OpenAI.Responses.ResponseCreateParamsNonStreaming;
type Input = OpenAI.Responses.ResponseInput;

/** Structured output (https://platform.openai.com/docs/guides/structured-outputs). */
export interface AnswerFormat {
  readonly name: string;
  /** JSON schema, draft 7: every property required, no others allowed. */
  readonly schema: Readonly<Record<string, unknown>>;
}

const OPENING: PromptItem = { role: 'user', text: 'This is the conversation so far.' };
const CLOSING: PromptItem = { role: 'user', text: 'No answer has come. Go on as your task says.' };

/** llama.cpp would continue a trailing assistant message instead of answering. */
const withTurnToAnswer = (items: readonly PromptItem[]): readonly PromptItem[] =>
  items.at(-1)?.role === 'assistant' ? [...items, CLOSING] : items;

/** Alternating roles, the user first: consecutive items of one role are merged. */
const byTurns = (items: readonly PromptItem[]): readonly PromptItem[] => {
  const turns: PromptItem[] = items[0]?.role === 'assistant' ? [OPENING] : [];
  for (const item of items) {
    const last = turns.at(-1);
    if (last?.role === item.role) turns[turns.length - 1] = { ...last, text: `${last.text}\n\n${item.text}` };
    else turns.push(item);
  }
  return turns;
};

/**
 * Every item has a type, and assistant items have the shape of a response's output: llama.cpp and vLLM accept no other form
 * that OpenAI accepts as well.
 */
const itemOf = ({ role, text }: PromptItem, index: number): Input[number] =>
  role === 'assistant'
    ? {
        type: 'message',
        role,
        id: `msg_${index}`,
        status: 'completed',
        content: [{ type: 'output_text', text, annotations: [] }],
      }
    : { type: 'message', role, content: text };

/** The request in a server's dialect. No temperature, because reasoning models refuse it. */
export const requestBody = (
  prompt: Prompt,
  options: {
    readonly model: string;
    readonly dialect: Dialect;
    /** null: plain text. */
    readonly format: AnswerFormat | null;
    readonly maxOutputTokens: number;
  },
): Body => {
  const { dialect, format } = options;
  const rules: PromptItem = { role: 'user', text: prompt.instructions };
  const items = withTurnToAnswer(dialect.rules === 'instructions' ? prompt.items : [rules, ...prompt.items]);
  return {
    model: options.model,
    store: false,
    ...(dialect.rules === 'instructions' ? { instructions: prompt.instructions } : {}),
    input: (dialect.turns === 'alternating' ? byTurns(items) : items).map(itemOf),
    max_output_tokens: options.maxOutputTokens,
    ...(format && dialect.format
      ? {
          text: {
            format: { type: 'json_schema', strict: true, name: format.name, schema: { ...format.schema } },
          },
        }
      : {}),
  };
};
