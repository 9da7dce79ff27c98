import type { WriterAction, WriterAnswer } from '../../domain/writing/answer.ts';
import { checkText } from '../../domain/writing/checks/check-text.ts';
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
      readonly objections: readonly string[];
      readonly model: string;
    }
  | { readonly kind: 'error'; readonly error: WriterError }
);

/** The action outranks a body that was written all the same. */
const silent: ReadonlySet<WriterAction> = new Set(['wait', 'opt_out', 'escalate']);
const MAX_ATTEMPTS = 2;

/** Asks the writer, checks its text, and has it rewritten once, with the reason, where the check objects. */
export const writeChecked = async (
  writer: ReplyWriter,
  request: Omit<PromptRequest, 'objections'>,
  onObjections: (attempt: number, objections: readonly string[]) => void = () => {},
): Promise<Written> => {
  let usage = NO_TOKENS;
  let objections: readonly string[] = [];
  for (let attempt = 1; ; attempt++) {
    const prompt = buildPrompt({ ...request, objections });
    const result = await writer.write(prompt);
    if (!result.ok) {
      return { kind: 'error', error: result.error, usage: plus(usage, result.error.usage ?? NO_TOKENS) };
    }
    const { answer, model } = result.value;
    usage = plus(usage, result.value.usage);
    const text = answer.body?.trim() ?? '';
    if (text === '' || silent.has(answer.action)) return { kind: 'no_mail', answer, model, usage };
    objections = [
      ...checkText(text, request),
      ...(request.purpose === 'first' && answer.subject?.trim()
        ? checkText(answer.subject, request).map((objection) => `subject: ${objection}`)
        : []),
    ];
    if (objections.length === 0) return { kind: 'mail', answer, text, model, usage };
    onObjections(attempt, objections);
    if (attempt === MAX_ATTEMPTS) return { kind: 'rejected', answer, text, objections, model, usage };
  }
};
