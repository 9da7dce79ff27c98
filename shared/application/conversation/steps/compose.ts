import { spokenMoment } from '../../../domain/assistant/working-hours.ts';
import type { Tokens } from '../../../domain/conversation/events.ts';
import { failuresOf } from '../../../domain/conversation/faults.ts';
import { blankMessage, type Message } from '../../../domain/conversation/message.ts';
import { effectiveMode, type Step } from '../../../domain/conversation/next-step.ts';
import { type AttentionNotice, plain } from '../../../domain/conversation/notices.ts';
import { addresseesOf } from '../../../domain/conversation/outgoing-mail.ts';
import { outlookOf } from '../../../domain/conversation/outlook.ts';
import { admittedMails } from '../../../domain/conversation/verdict.ts';
import type { StopReason } from '../../../domain/conversation/vocabulary.ts';
import { operatorWaitMs } from '../../../domain/mailbox/trouble.ts';
import { type Memory, memoriesFor, rememberedIn } from '../../../domain/person/memory.ts';
import type { WriterAnswer } from '../../../domain/writing/answer.ts';
import { marksIn, sourcesIn, wordsOf } from '../../../domain/writing/checks/grounding/marks.ts';
import { withLinesBelow } from '../../../domain/writing/lines-below.ts';
import { signingAs, withSignature } from '../../../domain/writing/with-signature.ts';
import { taughtFor } from '../../learning/given.ts';
import { readPerson } from '../../people/people.ts';
import { type TokenUsage, type WriterError, writerErrorKinds } from '../../ports/reply-writer.ts';
import { type Written, writeChecked } from '../../writing/write-checked.ts';
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
  const asked: Asked = { step, revision: turn.stored.thread.revision };
  const passages = await deps.library.passagesFor({
    userId: turn.view.thread.userId,
    assistantId: assistant.id,
    own: assistant.library,
    shared: turn.user.library,
    about: aboutOf(turn, step),
  });
  const lessons = await taughtFor(deps, {
    user: turn.user,
    assistantId: assistant.id,
    recipient: turn.view.thread.recipientEmail,
  });
  const written = await writeChecked(
    deps.writer,
    {
      lessons,
      memory: await memoryOf(deps, turn),
      purpose: step.purpose,
      assistant: signingAs(assistant, turn.user.name),
      thread: turn.view.thread,
      persona: { ownerName: turn.user.name, ownerEmail: turn.mailbox.email },
      passages,
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
      return withMail(deps, withRemembered(deps, turn, written.answer), asked, written, usage);
    case 'no_mail':
      return withoutMail(deps, withRemembered(deps, turn, written.answer), asked, written, usage);
    case 'rejected': {
      const objections = [...written.objections];
      return next(flag(deps, paid(deps, turn, usage), { code: 'text_rejected', params: { objections } }));
    }
    default:
      return written satisfies never;
  }
};

/** What earlier conversations with the recipient established. Read only where there were any. */
const memoryOf = async (
  { store }: TurnDeps,
  { view: { thread }, person, assistant }: Turn,
): Promise<readonly Memory[]> => {
  if (!thread.acquainted || !assistant?.capabilities.learn) return [];
  const known = person ?? (await readPerson(store, thread.userId, thread.recipientEmail));
  return memoriesFor(known?.memory ?? [], thread.id);
};

/** What the recipient says of themselves, as far as it stands in their mails. */
const withRemembered = (deps: TurnDeps, turn: Turn, answer: WriterAnswer): Turn => {
  if (!turn.assistant?.capabilities.learn) return turn;
  const facts = rememberedIn(answer, admittedMails(turn.view), turn.view.thread.recipientEmail);
  return facts.length === 0 ? turn : record(turn, { type: 'remembered', at: deps.clock.now(), facts });
};

/** What to look up: the mails that are answered, or else the newest one and what the conversation is for. */
const aboutOf = ({ view }: Turn, { answers }: ComposeStep): readonly string[] => {
  const { thread } = view;
  const inbound = admittedMails(view).filter(({ direction }) => direction === 'inbound');
  const asked = inbound.filter(({ id }) => answers.includes(id));
  const mails = asked.length > 0 ? asked : inbound.slice(-1);
  const notes = thread.notes.map(({ text }) => text);
  const wishes = [
    thread.rewriteFeedback ?? '',
    ...(mails.length === 0 ? [thread.instructions, thread.goal ?? ''] : []),
  ];
  return [...mails.map(({ text }) => text), ...wishes, thread.subject ?? '', ...notes.slice(-1)];
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

/** What the model was asked for, and of which revision of the thread. */
interface Asked {
  readonly step: ComposeStep;
  readonly revision: number;
}

/** What the answer says about the time to come. */
const aheadOf = (deps: TurnDeps, turn: Turn, { step, revision }: Asked, answer: WriterAnswer) => {
  const at = deps.clock.now();
  const outlook = outlookOf(answer, at, turn.assistant?.workingHours ?? null, turn.user.timeZone);
  return { type: 'looked_ahead', at, purpose: step.purpose, revision, ...outlook } as const;
};

const messageOf = (
  turn: Turn,
  step: ComposeStep,
  answer: WriterAnswer,
  usage: Usage,
  now: number,
  { sources, unproved }: Pick<Extract<Written, { kind: 'mail' }>, 'sources' | 'unproved'> = ungrounded,
): Message => {
  const { thread } = turn.view;
  const { to, cc } = addresseesOf(thread, turn.view.messages, step.answers, turn.mailbox);
  const subject = thread.subject ?? cleanSubject(answer.subject);
  const { assistant } = turn;
  const signed = withSignature(
    answer.body ?? '',
    assistant ? signingAs(assistant, turn.user.name) : { signature: null },
  );
  const text = assistant ? withLinesBelow(signed, assistant, turn.view) : signed;
  // A mark in a sign-off that was replaced is gone with it.
  const marks = marksIn(text, unproved);
  return {
    ...blankMessage,
    id: step.messageId,
    userId: thread.userId,
    threadId: thread.id,
    direction: 'outbound',
    author: 'assistant',
    state: marks.length > 0 ? 'held' : 'composed',
    purpose: step.purpose,
    from: { email: turn.mailbox.email, name: turn.user.name },
    to: [...to],
    cc: [...cc],
    subject,
    text,
    sources: sourcesIn(text, answer.body, sources),
    unproved: [...marks],
    at: now,
    createdAt: now,
    decision: decisionOf(answer),
    usage,
    answers: [...step.answers],
    // A first mail cannot end a conversation, nor can a follow-up.
    thenStop: step.purpose === 'reply' || step.purpose === 'revisit' ? endOf(answer) : null,
  };
};

const ungrounded = { sources: [], unproved: [] } as const;

const withMail = (
  deps: TurnDeps,
  turn: Turn,
  asked: Asked,
  written: Extract<Written, { kind: 'mail' }>,
  usage: Usage,
): Outcome => {
  const { answer } = written;
  const now = deps.clock.now();
  const message = messageOf(turn, asked.step, answer, usage, now, written);
  const ahead = aheadOf(deps, turn, asked, answer);
  const composed = record(paid(deps, turn, usage), { type: 'composed', at: now, message }, ahead);
  if (message.state !== 'held') return next(composed);
  return next(flag(deps, composed, { code: 'unproved', params: { words: wordsOf(message.unproved) } }));
};

/**
 * Asks the owner, and says to the correspondent meanwhile that an answer will come, where the assistant may. In review the
 * owner has the draft to look at in any case.
 */
const ask = (
  deps: TurnDeps,
  turn: Turn,
  asked: Asked,
  { answer, holdingLine }: Extract<Written, { kind: 'no_mail' }>,
  usage: Usage,
  question: string,
): Turn => {
  const { assistant } = turn;
  const at = deps.clock.now();
  // They have been told so once.
  const isAnnounced = turn.view.messages.some(
    ({ purpose, state, answers }) =>
      purpose === 'holding' && state === 'sent' && asked.step.answers.every((id) => answers.includes(id)),
  );
  const isHeld =
    holdingLine !== null &&
    !isAnnounced &&
    asked.step.purpose === 'reply' &&
    assistant?.capabilities.holdingLine === true &&
    effectiveMode(turn.view.thread, assistant) !== 'review';
  const said = isHeld
    ? messageOf(turn, { ...asked.step, purpose: 'holding' }, { ...answer, body: holdingLine }, usage, at)
    : null;
  return record(
    turn,
    aheadOf(deps, turn, asked, answer),
    { type: 'flagged', at, notice: { code: 'question', params: { question } } },
    ...(said ? [{ type: 'composed', at, message: said } as const] : []),
  );
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
  asked: Asked,
  written: Extract<Written, { kind: 'no_mail' }>,
  usage: Usage,
): Outcome => {
  const { answer } = written;
  const { step } = asked;
  const spent = paid(deps, turn, usage);
  const decision = decisionOf(answer);
  const { action } = decision;
  if (action === 'escalate' || action === 'ask_owner') {
    const question = answer.question?.trim().slice(0, 1000) || decision.reason;
    if (action === 'ask_owner' && question !== '' && turn.assistant?.capabilities.askOwner) {
      return next(ask(deps, spent, asked, written, usage, question));
    }
    return next(flag(deps, spent, { code: 'model_escalated', params: { reason: question } }));
  }
  if (step.purpose === 'first' || action === 'reply') {
    return next(flag(deps, spent, { code: 'model_failed', params: { cause: 'no_text' } }));
  }
  const at = deps.clock.now();
  const { purpose, answers } = step;
  const decided = record(
    spent,
    { type: 'decided', at, purpose, answers, decision, usage },
    aheadOf(deps, turn, asked, answer),
  );
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
