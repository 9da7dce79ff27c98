import { composed, decidedWithoutMail, needsOwner, stopped, tokensSpent } from '../../domain/changes.ts';
import { checkText } from '../../domain/check-text.ts';
import { blankMessage, type Message } from '../../domain/message.ts';
import type { Step } from '../../domain/next-step.ts';
import { withSignature } from '../../domain/outgoing-mail.ts';
import { buildPrompt } from '../../domain/prompt.ts';
import type { StopReason } from '../../domain/vocabulary.ts';
import type { WriterAnswer } from '../../domain/writing.ts';
import type { TokenUsage, WriterError } from '../ports/reply-writer.ts';
import type { TurnDeps } from './deps.ts';
import { next, type Outcome } from './outcome.ts';
import { type Turn, withChange } from './turn.ts';

type ComposeStep = Extract<Step, { kind: 'compose' }>;
type Usage = NonNullable<Message['usage']>;

const EMPTY: TokenUsage = { inputTokens: 0, outputTokens: 0, cachedInputTokens: 0 };

const plus = (a: TokenUsage, b: TokenUsage): TokenUsage => ({
  inputTokens: a.inputTokens + b.inputTokens,
  outputTokens: a.outputTokens + b.outputTokens,
  cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
});

/** Asks the writer, checks its text, and has it rewritten once where the check objects. */
export const compose = async (deps: TurnDeps, turn: Turn, step: ComposeStep): Promise<Outcome> => {
  const { assistant } = turn;
  if (!assistant) return next(turn);
  let spent = EMPTY;
  let objections: readonly string[] = [];
  for (let attempt = 1; attempt <= 2; attempt++) {
    const prompt = buildPrompt({
      purpose: step.purpose,
      assistant,
      thread: turn.view.thread,
      persona: { ownerName: turn.user.name, ownerEmail: turn.mailbox.email },
      messages: turn.view.messages,
      objections,
    });
    const result = await deps.writer.write(prompt);
    if (!result.ok) return afterWriterError(deps, turn, result.error, spent);
    spent = plus(spent, result.value.usage);
    const { answer, model } = result.value;
    const usage: Usage = { inputTokens: spent.inputTokens, outputTokens: spent.outputTokens, model };
    if (!answer.body?.trim()) return withoutMail(deps, turn, step, answer, usage);
    if (answer.action === 'wait' || answer.action === 'opt_out' || answer.action === 'escalate') {
      // The action outranks a body that was written all the same.
      return withoutMail(deps, turn, step, answer, usage);
    }
    objections = checkText(answer.body, { prompt, recipient: turn.view.thread.recipient });
    if (objections.length === 0) return withMail(deps, turn, step, answer, usage);
    deps.logger.warn('text_rejected', {
      threadId: turn.view.thread.id,
      attempt,
      objections: objections.length,
    });
  }
  const now = deps.clock.now();
  return next(
    withChange(
      turn,
      tokensSpent({ inputTokens: spent.inputTokens, outputTokens: spent.outputTokens, model: '' }),
      needsOwner('text_rejected', `The assistant's text was held back: ${objections.join('; ')}.`, now),
    ),
  );
};

const endOf = (answer: WriterAnswer): StopReason | null => {
  if (answer.action === 'finish') return 'goal_reached';
  if (answer.action === 'decline_noted') return 'declined';
  return answer.action === 'opt_out' ? 'opted_out' : null;
};

const decisionOf = ({ action, reason, goalProgress }: WriterAnswer) => ({
  action,
  reason: reason.slice(0, 1000),
  goalProgress: goalProgress.slice(0, 1000),
});

const withMail = (
  deps: TurnDeps,
  turn: Turn,
  step: ComposeStep,
  answer: WriterAnswer,
  usage: Usage,
): Outcome => {
  const { thread } = turn.view;
  const now = deps.clock.now();
  const subject = thread.subject ?? cleanSubject(answer.subject);
  const message: Message = {
    ...blankMessage,
    id: step.messageId,
    userId: thread.userId,
    threadId: thread.id,
    direction: 'outbound',
    author: 'assistant',
    state: 'composed',
    purpose: step.purpose,
    from: { email: turn.mailbox.email, name: turn.user.name },
    to: [thread.recipient],
    subject,
    text: withSignature(answer.body ?? '', turn.assistant ?? { signature: null }),
    at: now,
    createdAt: now,
    decision: decisionOf(answer),
    usage,
    answers: [...step.answers],
    // A first mail cannot end a conversation, nor can a follow-up.
    thenStop: step.purpose === 'reply' ? endOf(answer) : null,
  };
  return next(withChange(turn, composed(message)));
};

/** One line, as a header needs it; a conversation always has a subject. */
const cleanSubject = (subject: string | null): string =>
  subject
    ?.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 250) || 'Hello';

const withoutMail = (
  deps: TurnDeps,
  turn: Turn,
  step: ComposeStep,
  answer: WriterAnswer,
  usage: Usage,
): Outcome => {
  const now = deps.clock.now();
  const decision = decisionOf(answer);
  if (step.purpose === 'first' || answer.action === 'escalate' || answer.action === 'reply') {
    const sentence =
      answer.action === 'escalate'
        ? `The assistant asks you to take over: ${decision.reason}`
        : 'The assistant gave no text to send.';
    return next(
      withChange(
        turn,
        tokensSpent(usage),
        needsOwner(answer.action === 'escalate' ? 'model_escalated' : 'model_failed', sentence, now),
      ),
    );
  }
  const decided = decidedWithoutMail(step.purpose, step.answers, decision, usage, now);
  const end = endOf(answer);
  return next(
    end ? withChange(turn, decided, stopped(end, decision.reason, now)) : withChange(turn, decided),
  );
};

const afterWriterError = (deps: TurnDeps, turn: Turn, error: WriterError, spent: TokenUsage): Outcome => {
  const now = deps.clock.now();
  const total = plus(spent, error.usage ?? EMPTY);
  const paid =
    total.inputTokens + total.outputTokens > 0
      ? withChange(
          turn,
          tokensSpent({ inputTokens: total.inputTokens, outputTokens: total.outputTokens, model: '' }),
        )
      : turn;
  deps.logger.warn('writer_failed', { threadId: turn.view.thread.id, code: error.code });
  switch (error.code) {
    case 'rate_limited':
      return { kind: 'retry', turn: paid, afterMs: error.retryAfterMs ?? null, why: 'model rate limit' };
    case 'timeout':
    case 'unavailable':
      return { kind: 'retry', turn: paid, afterMs: null, why: `model ${error.code}` };
    case 'refused':
      return next(
        withChange(paid, needsOwner('model_refused', 'The model refused to answer this mail.', now)),
      );
    case 'incomplete':
    case 'invalid_answer':
    case 'failed':
      return next(withChange(paid, needsOwner('model_failed', 'The model gave no usable answer.', now)));
    case 'rejected':
      return next(
        withChange(
          paid,
          needsOwner(
            'model_failed',
            'The model provider rejected the request. Check the key and the model.',
            now,
          ),
        ),
      );
    case 'quota':
      return next(
        withChange(paid, needsOwner('model_failed', "The model provider's quota is used up.", now)),
      );
    default:
      return error.code satisfies never;
  }
};
