import { spokenDate } from '../../../domain/assistant/working-hours.ts';
import type { Tokens } from '../../../domain/conversation/events.ts';
import { blankMessage, type Message } from '../../../domain/conversation/message.ts';
import type { Step } from '../../../domain/conversation/next-step.ts';
import { type AttentionNotice, plain } from '../../../domain/conversation/notices.ts';
import type { StopReason } from '../../../domain/conversation/vocabulary.ts';
import type { WriterAnswer } from '../../../domain/writing/answer.ts';
import { withSignature } from '../../../domain/writing/with-signature.ts';
import type { TokenUsage, WriterError } from '../../ports/reply-writer.ts';
import { writeChecked } from '../../writing/write-checked.ts';
import { record, type Turn } from '../turn.ts';
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
      const objections = written.objections.map((text) => ({ code: 'legacy' as const, params: { text } }));
      return next(flag(deps, paid(deps, turn, usage), { code: 'text_rejected', params: { objections } }));
    }
    default:
      return written satisfies never;
  }
};

/** The turn with what the model was paid. */
const paid = (deps: TurnDeps, turn: Turn, { inputTokens, outputTokens }: Tokens): Turn =>
  inputTokens + outputTokens === 0
    ? turn
    : record(turn, {
        type: 'tokens_spent',
        at: deps.clock.now(),
        key: deps.random.id(),
        usage: { inputTokens, outputTokens },
      });

const flag = (deps: TurnDeps, turn: Turn, notice: AttentionNotice): Turn =>
  record(turn, { type: 'flagged', at: deps.clock.now(), notice });

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
  return next(record(paid(deps, turn, usage), { type: 'composed', at: now, message }));
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
  const spent = paid(deps, turn, usage);
  const decision = decisionOf(answer);
  const { action, reason } = decision;
  if (action === 'escalate') return next(flag(deps, spent, { code: 'model_escalated', params: { reason } }));
  if (step.purpose === 'first' || action === 'reply') {
    return next(flag(deps, spent, { code: 'model_failed', params: { cause: 'no_text' } }));
  }
  const at = deps.clock.now();
  const { purpose, answers } = step;
  const decided = record(spent, { type: 'decided', at, purpose, answers, decision, usage });
  const end = endOf(answer);
  if (!end) return next(decided);
  const detail = { code: 'decided', params: { reason } } as const;
  return next(record(decided, { type: 'stopped', at, reason: end, detail }));
};

/** Nothing usable came back. What the model was asked again for the same reason would not be better. */
const afterWriterError = (deps: TurnDeps, turn: Turn, error: WriterError, total: TokenUsage): Outcome => {
  const spent = paid(deps, turn, total);
  deps.logger.warn('writer_failed', { threadId: turn.view.thread.id, code: error.code });
  const failed = (cause: 'unusable' | 'rejected' | 'quota'): Outcome =>
    next(flag(deps, spent, { code: 'model_failed', params: { cause } }));
  const retry = (afterMs: number | null): Outcome => ({
    kind: 'retry',
    turn: spent,
    afterMs,
    cause: 'model',
    why: `model ${error.code}`,
  });
  switch (error.code) {
    case 'rate_limited':
      return retry(error.retryAfterMs ?? null);
    case 'timeout':
    case 'unavailable':
      return retry(null);
    case 'refused':
      return next(flag(deps, spent, plain('model_refused')));
    case 'incomplete':
    case 'invalid_answer':
    case 'failed':
      return failed('unusable');
    case 'rejected':
    case 'quota':
      return failed(error.code);
    default:
      return error.code satisfies never;
  }
};
