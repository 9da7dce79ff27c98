import type OpenAI from 'openai';
import type { Prompt, PromptItem } from '../../domain/writing/answer.ts';
import { answerJsonSchema } from '../../domain/writing/answer-form.ts';
import type { Dialect } from './dialect.ts';

type Body = OpenAI.Responses.ResponseCreateParamsNonStreaming;
type Input = OpenAI.Responses.ResponseInput;

/** https://platform.openai.com/docs/guides/structured-outputs */
const answerFormat = {
  type: 'json_schema',
  name: 'decision',
  strict: true,
  schema: answerJsonSchema,
} as const;

const OPENING: PromptItem = { role: 'user', text: 'This is the conversation so far.' };
const CLOSING: PromptItem = { role: 'user', text: 'No answer has come. Go on as your task says.' };

/** A server may take our own mail at the end for the beginning of its answer, and write on (llama.cpp, vLLM). */
const withTurnToAnswer = (items: readonly PromptItem[]): readonly PromptItem[] =>
  items.at(-1)?.role === 'assistant' ? [...items, CLOSING] : items;

/** User and assistant by turns, the user first: two mails in a row become one turn. */
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
 * Every item says its type, and our own mails stand as a response would have returned them: llama.cpp and vLLM know an
 * assistant's turn by nothing else.
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

/** The request as this server understands it. No temperature: reasoning models refuse it. */
export const requestBody = (
  prompt: Prompt,
  options: {
    readonly model: string;
    readonly dialect: Dialect;
    /** Whether the answer's form is asked for; a summary is plain text. */
    readonly structured: boolean;
    readonly maxOutputTokens: number;
  },
): Body => {
  const { dialect } = options;
  const rules: PromptItem = { role: 'user', text: prompt.instructions };
  const items = withTurnToAnswer(dialect.rules === 'instructions' ? prompt.items : [rules, ...prompt.items]);
  return {
    model: options.model,
    store: false,
    ...(dialect.rules === 'instructions' ? { instructions: prompt.instructions } : {}),
    input: (dialect.turns === 'alternating' ? byTurns(items) : items).map(itemOf),
    max_output_tokens: options.maxOutputTokens,
    ...(options.structured && dialect.format ? { text: { format: answerFormat } } : {}),
  };
};
