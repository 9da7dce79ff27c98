import type { Prompt, WriterAction, WriterAnswer } from '../../domain/writing/answer.ts';
import type { Source } from '../../domain/writing/checks/grounding/sources.ts';
import type { Unproved } from '../../domain/writing/checks/grounding/unproved.ts';
import { isToWords, type Objection } from '../../domain/writing/checks/objection.ts';
import { objectionSentence, unusableSentence } from '../../domain/writing/checks/objection-sentences.ts';
import { readyText } from '../../domain/writing/checks/ready-text.ts';
import { conversationCharsFor } from '../../domain/writing/context.ts';
import { buildPrompt, type PromptRequest } from '../../domain/writing/prompt.ts';
import type { ReplyWriter, TokenUsage, WriterError } from '../ports/reply-writer.ts';
import { NO_TOKENS, plus } from './token-sum.ts';

/** The result; `usage` is the sum over all attempts. */
export type Written = { readonly usage: TokenUsage } & (
  | {
      readonly kind: 'mail';
      readonly answer: WriterAnswer;
      readonly text: string;
      readonly model: string;
      readonly sources: readonly Source[];
      /** Words that follow from nothing, also on the second attempt: only its owner may let it go. Empty: it may be sent. */
      readonly unproved: readonly Unproved[];
      readonly objections: readonly Objection[];
    }
  /** The decision needs no mail. */
  | {
      readonly kind: 'no_mail';
      readonly answer: WriterAnswer;
      readonly model: string;
      /** With a question to the owner: what may be said to the correspondent meanwhile; null: nothing. */
      readonly holdingLine: string | null;
    }
  /** The text was rejected, also on the second attempt. */
  | {
      readonly kind: 'rejected';
      readonly answer: WriterAnswer;
      readonly text: string;
      readonly objections: readonly Objection[];
      readonly model: string;
    }
  | { readonly kind: 'error'; readonly error: WriterError }
);

/** A failed attempt, for the log. */
export type LostAttempt =
  | { readonly why: 'objections'; readonly objections: readonly Objection[] }
  | { readonly why: 'unusable' | 'too_long'; readonly code: WriterError['code'] };

/** With these actions a body is not what the owner wants sent; with a question it may be sent meanwhile. */
const silent: ReadonlySet<WriterAction> = new Set(['wait', 'opt_out', 'escalate', 'ask_owner']);
const MAX_ATTEMPTS = 2;

/**
 * Calls the writer, cleans its text and checks it. If the text is rejected or the answer is unusable, it makes a second
 * attempt with the reasons. If the prompt is too long for the model, it shortens the conversation once.
 */
export const writeChecked = async (
  writer: ReplyWriter,
  request: Omit<PromptRequest, 'objections'>,
  onLost: (attempt: LostAttempt) => void = () => {},
): Promise<Written> => {
  let usage = NO_TOKENS;
  let told: readonly string[] = [];
  /** Limit for the conversation in characters, after the prompt was too long. */
  let limit: number | undefined;
  for (let attempt = 1; ; ) {
    const prompt = buildPrompt({ ...request, objections: told }, limit);
    const result = await writer.write(prompt);
    usage = plus(usage, (result.ok ? result.value.usage : result.error.usage) ?? NO_TOKENS);
    if (!result.ok) {
      const { error } = result;
      const shorter = error.code === 'too_long' && limit === undefined ? shortened(prompt, error) : null;
      if (shorter !== null) {
        limit = shorter;
        onLost({ why: 'too_long', code: error.code });
        continue;
      }
      if (!isUnusable(error) || attempt === MAX_ATTEMPTS) return { kind: 'error', error, usage };
      told = [unusableSentence(error.code)];
      onLost({ why: 'unusable', code: error.code });
      attempt++;
      continue;
    }
    const { model } = result.value;
    const { answer, text, objections, unproved, sources } = readyText(result.value.answer, request);
    const mute = silent.has(answer.action) || (text === '' && answer.action !== 'reply');
    if (mute || (text === '' && attempt === MAX_ATTEMPTS)) {
      const holds = answer.action === 'ask_owner' && text !== '' && objections.length === 0;
      return { kind: 'no_mail', answer, model, usage, holdingLine: holds ? text : null };
    }
    const mail = { kind: 'mail', answer, text, model, usage, sources } as const;
    if (objections.length === 0) return { ...mail, unproved: [], objections };
    onLost({ why: 'objections', objections });
    if (attempt === MAX_ATTEMPTS && unproved.length > 0 && objections.every(isToWords)) {
      return { ...mail, unproved, objections };
    }
    if (attempt === MAX_ATTEMPTS) return { kind: 'rejected', answer, text, objections, model, usage };
    told = objections.map(objectionSentence);
    attempt++;
  }
};

const shortened = (prompt: Prompt, { fittingTokens }: WriterError): number | null =>
  conversationCharsFor(prompt, fittingTokens ?? null);

type Unusable = WriterError & { readonly code: 'invalid_answer' | 'incomplete' | 'failed' };

/** A second attempt may succeed. */
const isUnusable = (error: WriterError): error is Unusable =>
  error.code === 'invalid_answer' || error.code === 'incomplete' || error.code === 'failed';
