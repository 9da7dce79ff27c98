import type { Failure } from './failure.ts';

/** What a server was found to understand. The first request takes it to speak all of the Responses API. */
export interface Dialect {
  /** `text.format` may be given. */
  readonly format: boolean;
  /** `alternating`: many chat templates want user and assistant by turns, the user first. */
  readonly turns: 'free' | 'alternating';
  /** Where the rules stand: some templates have no system message. */
  readonly rules: 'instructions' | 'first_turn';
  /** Known upper bounds of the model; null: not met yet. */
  readonly maxOutputTokens: number | null;
  readonly contextTokens: number | null;
  /** How many characters of a prompt make a token; at first rather too few: English takes four and a half. */
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

/** Statuses with which a request's form is refused; llama.cpp answers 500 for what its chat template raises. */
const FORM_STATUSES: ReadonlySet<number> = new Set([400, 422, 500, 501]);
const FORMAT = /text\.format|response_format|json_schema|json schema|structured output|guided|grammar/i;
const TURNS = /alternat|conversation roles|roles? must|unexpected (?:message )?role|only user and assistant/i;
const RULES =
  /system (?:role|message|prompt)s?\b.{0,40}(?:not supported|unsupported|not allowed|must)|instructions.{0,20}(?:not supported|unsupported)/i;

/** How to ask after this refusal; null: its form was not what was wrong, or nothing simpler is left. */
export const simpler = (dialect: Dialect, { status, text }: Failure): Dialect | null => {
  if (!FORM_STATUSES.has(status)) return null;
  if (dialect.format && FORMAT.test(text)) return { ...dialect, format: false };
  if (dialect.rules === 'instructions' && RULES.test(text)) {
    return { ...dialect, rules: 'first_turn', turns: 'alternating' };
  }
  return dialect.turns === 'free' && TURNS.test(text) ? { ...dialect, turns: 'alternating' } : null;
};

/** The least that a server can be asked, for one that refuses without a word; null: it was asked that already. */
export const simplest = (dialect: Dialect, { status }: Failure): Dialect | null =>
  (status === 400 || status === 422) && (dialect.format || dialect.turns === 'free')
    ? { ...dialect, format: false, turns: 'alternating' }
    : null;
