import type { Failure } from './failure.ts';

/** What a server supports, as learned from its refusals. The first request assumes the whole Responses API. */
export interface Dialect {
  /** Whether `text.format` is accepted. */
  readonly format: boolean;
  /** `alternating`: many chat templates require user and assistant to alternate, the user first. */
  readonly turns: 'free' | 'alternating';
  /** Where the instructions go: some templates have no system message. */
  readonly rules: 'instructions' | 'first_turn';
  /** Limits of the model. null: unknown. */
  readonly maxOutputTokens: number | null;
  readonly contextTokens: number | null;
  /** Characters per token of a prompt. Initially a conservative estimate; English has 4.5. */
  readonly charsPerToken: number;
}

export const fullDialect: Dialect = {
  format: true,
  turns: 'free',
  rules: 'instructions',
  maxOutputTokens: null,
  contextTokens: null,
  charsPerToken: 3,
};

/** Statuses of unsupported requests. llama.cpp answers 500 if the chat template raises an error. */
const FORM_STATUSES: ReadonlySet<number> = new Set([400, 422, 500, 501]);
const FORMAT = /text\.format|response_format|json_schema|json schema|structured output|guided|grammar/i;
const TURNS = /alternat|conversation roles|roles? must|unexpected (?:message )?role|only user and assistant/i;
const RULES =
  /system (?:role|message|prompt)s?\b.{0,40}(?:not supported|unsupported|not allowed|must)|instructions.{0,20}(?:not supported|unsupported)/i;

/** The simpler dialect that this refusal calls for. null: the refusal is about something else. */
export const simpler = (dialect: Dialect, { status, text }: Failure): Dialect | null => {
  if (!FORM_STATUSES.has(status)) return null;
  if (dialect.format && FORMAT.test(text)) return { ...dialect, format: false };
  if (dialect.rules === 'instructions' && RULES.test(text)) {
    return { ...dialect, rules: 'first_turn', turns: 'alternating' };
  }
  return dialect.turns === 'free' && TURNS.test(text) ? { ...dialect, turns: 'alternating' } : null;
};

/** The simplest dialect, after a refusal without a usable message. null: it is in use already. */
export const simplest = (dialect: Dialect, { status }: Failure): Dialect | null =>
  (status === 400 || status === 422) && (dialect.format || dialect.turns === 'free')
    ? { ...dialect, format: false, turns: 'alternating' }
    : null;
