import { spokenDate } from '../../../domain/assistant/working-hours.ts';
import {
  composed,
  decidedWithoutMail,
  needsOwner,
  stopped,
  tokensSpent,
} from '../../../domain/conversation/changes.ts';
import { blankMessage, type Message } from '../../../domain/conversation/message.ts';
import type { Step } from '../../../domain/conversation/next-step.ts';
import type { StopReason } from '../../../domain/conversation/vocabulary.ts';
import type { WriterAnswer } from '../../../domain/writing/answer.ts';
import { withSignature } from '../../../domain/writing/with-signature.ts';
import type { TokenUsage, WriterError } from '../../ports/reply-writer.ts';
import { writeChecked } from '../../writing/write-checked.ts';
import { type Turn, withChange } from '../turn.ts';
import type { TurnDeps } from './deps.ts';
import { next, type Outcome } from './outcome.ts';
import { sumUp } from './sum-up.ts';

type ComposeStep = Extract<Step, { kind: 'compose' }>;
type Usage = NonNullable<Message['usage']>;

/** Asks the writer for a checked text. A conversation that became too long is summed up, and that stored, first. */
export const compose = async (deps: TurnDeps, before: Turn, step: ComposeStep): Promise<Outcome> => {
  const { assistant } = before;
  if (!assistant) return next(before);
  const { turn, stored } = await sumUp(deps, before);
  if (stored) return next(turn);
  const threadId = turn.view.thread.id;
  const written = await writeChecked(
    deps.writer,
    {
      purpose: step.purpose,
      assistant,
      thread: turn.view.thread,
      persona: { ownerName: turn.user.name, ownerEmail: turn.mailbox.email },
      messages: turn.view.messages,
      today: spokenDate(deps.clock.now(), turn.user.timeZone),
    },
    (attempt, objections) =>
      deps.logger.warn('text_rejected', { threadId, attempt, objections: objections.length }),
  );
  if (written.kind === 'error') return afterWriterError(deps, turn, written.error, written.usage);
  const usage: Usage = {
    inputTokens: written.usage.inputTokens,
    outputTokens: written.usage.outputTokens,
    model: written.model,
  };
  switch (written.kind) {
    case 'mail':
      return withMail(deps, turn, step, written.answer, usage);
    case 'no_mail':
      return withoutMail(deps, turn, step, written.answer, usage);
    case 'rejected': {
      const sentence = `The assistant's text was held back: ${written.objections.join('; ')}.`;
      return next(
        withChange(turn, tokensSpent(usage), needsOwner('text_rejected', sentence, deps.clock.now())),
      );
    }
    default:
      return written satisfies never;
  }
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

const afterWriterError = (deps: TurnDeps, turn: Turn, error: WriterError, total: TokenUsage): Outcome => {
  const now = deps.clock.now();
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
