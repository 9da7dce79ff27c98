import { spokenMoment } from '../../../domain/assistant/working-hours.ts';
import type { Tokens } from '../../../domain/conversation/events.ts';
import { failuresOf } from '../../../domain/conversation/faults.ts';
import { blankMessage, type Message } from '../../../domain/conversation/message.ts';
import type { Step } from '../../../domain/conversation/next-step.ts';
import { type AttentionNotice, plain } from '../../../domain/conversation/notices.ts';
import { copiesTo } from '../../../domain/conversation/outgoing-mail.ts';
import { admittedMails } from '../../../domain/conversation/verdict.ts';
import type { StopReason } from '../../../domain/conversation/vocabulary.ts';
import { operatorWaitMs } from '../../../domain/mailbox/trouble.ts';
import type { WriterAnswer } from '../../../domain/writing/answer.ts';
import { signingAs, withSignature } from '../../../domain/writing/with-signature.ts';
import { type TokenUsage, type WriterError, writerErrorKinds } from '../../ports/reply-writer.ts';
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
      assistant: signingAs(assistant, turn.user.name),
      thread: turn.view.thread,
      persona: { ownerName: turn.user.name, ownerEmail: turn.mailbox.email },
      messages: admittedMails(turn.view),
      today: `${spokenMoment(deps.clock.now(), turn.user.timeZone)} ${turn.user.timeZone}`,
      timeZone: turn.user.timeZone,
    },
    (lost) => {
      if (lost.why === 'objections') {
        const codes = lost.objections.map(({ code }) => code).join(' ');
        deps.logger.warn('text_rejected', { threadId, codes });
      } else {
        deps.logger.warn('answer_unusable', { threadId, code: lost.code });
      }
    },
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
      const objections = [...written.objections];
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
        date: turn.day.date,
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
    cc: copiesTo(thread, turn.view.messages, step.answers, turn.mailbox),
    subject,
    text: withSignature(
      answer.body ?? '',
      turn.assistant ? signingAs(turn.assistant, turn.user.name) : { signature: null },
    ),
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
  const { action } = decision;
  if (action === 'escalate' || action === 'ask_owner') {
    const reason = answer.question?.slice(0, 1000) || decision.reason;
    return next(flag(deps, spent, { code: 'model_escalated', params: { reason } }));
  }
  if (step.purpose === 'first' || action === 'reply') {
    return next(flag(deps, spent, { code: 'model_failed', params: { cause: 'no_text' } }));
  }
  const at = deps.clock.now();
  const { purpose, answers } = step;
  const decided = record(spent, { type: 'decided', at, purpose, answers, decision, usage });
  const end = endOf(answer);
  if (!end) return next(decided);
  const detail = { code: 'decided', params: { reason: decision.reason } } as const;
  return next(record(decided, { type: 'stopped', at, reason: end, detail }));
};

/** Retries or flags, depending on who can fix the error. */
const afterWriterError = (deps: TurnDeps, turn: Turn, error: WriterError, total: TokenUsage): Outcome => {
  const spent = paid(deps, turn, total);
  const { thread } = turn.view;
  deps.logger.warn('writer_failed', { threadId: thread.id, code: error.code });
  const retry = (afterMs: number | null, cause: 'model' | 'slow' | 'operator' = 'model'): Outcome => ({
    kind: 'retry',
    turn: spent,
    afterMs,
    cause,
    why: `model ${error.code}`,
  });
  if (writerErrorKinds[error.code] === 'operator') {
    deps.logger.error('model_trouble', { code: error.code, advice: error.message });
    return retry(operatorWaitMs(failuresOf(thread, 'operator') + 1), 'operator');
  }
  const failed = (cause: 'unusable' | 'too_long'): Outcome =>
    next(flag(deps, spent, { code: 'model_failed', params: { cause } }));
  // Billed, so that the intervals are long.
  if (error.code === 'timeout') return retry(null, 'slow');
  if (writerErrorKinds[error.code] === 'passing') return retry(error.retryAfterMs ?? null);
  if (error.code === 'refused') return next(flag(deps, spent, plain('model_refused')));
  return failed(error.code === 'too_long' ? 'too_long' : 'unusable');
};
