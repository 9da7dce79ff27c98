import type { Prompt, WriterAction, WriterAnswer } from '../../domain/writing/answer.ts';
import type { Objection } from '../../domain/writing/checks/objection.ts';
import { objectionSentence, unusableSentence } from '../../domain/writing/checks/objection-sentences.ts';
import { readyText } from '../../domain/writing/checks/ready-text.ts';
import { conversationCharsFor } from '../../domain/writing/context.ts';
import { buildPrompt, type PromptRequest } from '../../domain/writing/prompt.ts';
import type { ReplyWriter, TokenUsage, WriterError } from '../ports/reply-writer.ts';
import { NO_TOKENS, plus } from './token-sum.ts';

/** Whatever it came to; `usage` is everything that was paid for on the way. */
export type Written = { readonly usage: TokenUsage } & (
  | { readonly kind: 'mail'; readonly answer: WriterAnswer; readonly text: string; readonly model: string }
  /** Nothing is to be sent. */
  | { readonly kind: 'no_mail'; readonly answer: WriterAnswer; readonly model: string }
  /** The text must not be sent, nor did it become better when asked once more. */
  | {
      readonly kind: 'rejected';
      readonly answer: WriterAnswer;
      readonly text: string;
      readonly objections: readonly Objection[];
      readonly model: string;
    }
  | { readonly kind: 'error'; readonly error: WriterError }
);

/** An attempt that led to nothing, for the log. */
export type LostAttempt =
  | { readonly why: 'objections'; readonly objections: readonly Objection[] }
  | { readonly why: 'unusable' | 'too_long'; readonly code: WriterError['code'] };

/** The action outranks a body that was written all the same. */
const silent: ReadonlySet<WriterAction> = new Set(['wait', 'opt_out', 'escalate', 'ask_owner']);
const MAX_ATTEMPTS = 2;

/**
 * Asks the writer, puts its text right and checks it. A text that is objected to, and an answer that cannot be used at all,
 * is asked for once more, with the reason; a prompt that is too long for the model is shortened once.
 */
export const writeChecked = async (
  writer: ReplyWriter,
  request: Omit<PromptRequest, 'objections'>,
  onLost: (attempt: LostAttempt) => void = () => {},
): Promise<Written> => {
  let usage = NO_TOKENS;
  let told: readonly string[] = [];
  /** Of the conversation, in characters, once a server has said that it is too long for it. */
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
    const { answer, text, objections } = readyText(result.value.answer, request);
    const mute = silent.has(answer.action) || (text === '' && answer.action !== 'reply');
    if (mute || (text === '' && attempt === MAX_ATTEMPTS)) return { kind: 'no_mail', answer, model, usage };
    if (objections.length === 0) return { kind: 'mail', answer, text, model, usage };
    onLost({ why: 'objections', objections });
    if (attempt === MAX_ATTEMPTS) return { kind: 'rejected', answer, text, objections, model, usage };
    told = objections.map(objectionSentence);
    attempt++;
  }
};

const shortened = (prompt: Prompt, { fittingTokens }: WriterError): number | null =>
  conversationCharsFor(prompt, fittingTokens ?? null);

type Unusable = WriterError & { readonly code: 'invalid_answer' | 'incomplete' | 'failed' };

/** Another attempt of the same model may well do better. */
const isUnusable = (error: WriterError): error is Unusable =>
  error.code === 'invalid_answer' || error.code === 'incomplete' || error.code === 'failed';
