import { tokensOf, type User, userSchema } from '../../domain/account/user.ts';
import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { spokenMoment } from '../../domain/assistant/working-hours.ts';
import { blankMessage, type Message } from '../../domain/conversation/message.ts';
import { messageIdSchema, threadIdSchema } from '../../domain/ids.ts';
import type { GivenPassage } from '../../domain/knowledge/given.ts';
import { buildCorrespondentPrompt } from '../../domain/rehearsal/correspondent.ts';
import {
  blankSaid,
  MAX_SAID_CHARS,
  nextRehearsalStep,
  type Rehearsal,
  type RehearsalEnd,
  rehearsalSchema,
  type Said,
} from '../../domain/rehearsal/rehearsal.ts';
import { marksIn, sourcesIn } from '../../domain/writing/checks/grounding/marks.ts';
import { withLinesBelow } from '../../domain/writing/lines-below.ts';
import type { PromptRequest } from '../../domain/writing/prompt.ts';
import { signingAs, withSignature } from '../../domain/writing/with-signature.ts';
import { wishIn } from '../../mail/wish/wish.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import type { Library } from '../knowledge/library.ts';
import { taughtFor } from '../learning/given.ts';
import { type TokenUsage, writerErrorKinds } from '../ports/reply-writer.ts';
import { countTokens } from '../writing/count-tokens.ts';
import { NO_TOKENS } from '../writing/token-sum.ts';
import { writeChecked } from '../writing/write-checked.ts';
import { announceStep } from './announce.ts';
import type { RehearseDeps } from './deps.ts';
import { absenceMail, answerMail, readAsMail } from './read-as-mail.ts';

export type RehearsalOutcome = 'said' | 'waiting' | 'done' | 'again' | 'nothing';

const MAX_ATTEMPTS = 4;
/** The time after which an attempt counts as dead; doubled each time. Longer than a step takes. */
const RETRY_MS = 4 * 60_000;

/** Somebody away comes back after these days. */
const AWAY_DAYS = 3;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Begins the step, and sets the alarm in case the process dies. */
const begin = (deps: RehearseDeps, path: string): Promise<Rehearsal | null> =>
  deps.store.transaction(async (tx) => {
    const rehearsal = await readDocument(tx, rehearsalSchema, path);
    if (rehearsal?.state !== 'running') return null;
    const attempts = rehearsal.attempts + 1;
    const stepDueAt = deps.clock.now() + RETRY_MS * 2 ** rehearsal.attempts;
    const begun: Rehearsal = { ...rehearsal, attempts, stepDueAt };
    tx.set(path, asData(begun));
    return begun;
  });

const messagesOf = (rehearsal: Rehearsal, user: User): readonly Message[] =>
  rehearsal.messages.flatMap((said, n) => {
    if (said.text === null || said.automatic) return [];
    const isOurs = said.author === 'assistant';
    return [
      {
        ...blankMessage,
        id: messageIdSchema.parse(`${rehearsal.id}-${n}`),
        userId: rehearsal.userId,
        threadId: threadIdSchema.parse(rehearsal.id),
        direction: isOurs ? 'outbound' : 'inbound',
        author: said.author,
        state: isOurs ? 'sent' : 'received',
        from: isOurs ? { email: user.email, name: user.name } : rehearsal.recipient,
        text: said.text,
        at: said.at,
        createdAt: said.at,
      } satisfies Message,
    ];
  });

/** What real mails of this conversation would be written from. */
const requestOf = (
  rehearsal: Rehearsal,
  assistant: Assistant,
  user: User,
  passages: readonly GivenPassage[],
  now: number,
): Omit<PromptRequest, 'objections'> => ({
  passages,
  purpose: rehearsal.messages.length === 0 ? 'first' : 'reply',
  assistant: signingAs(assistant, user.name),
  thread: {
    recipient: rehearsal.recipient,
    subject: rehearsal.messages.find(({ subject }) => subject !== null)?.subject ?? null,
    instructions: rehearsal.instructions,
    goal: rehearsal.goal,
    rewriteFeedback: null,
    summary: null,
  },
  persona: { ownerName: user.name, ownerEmail: user.email },
  messages: messagesOf(rehearsal, user),
  today: `${spokenMoment(now, user.timeZone)} ${user.timeZone}`,
  timeZone: user.timeZone,
});

/** What the assistant is given from its documents for its next mail of this rehearsal. */
export const passagesOf = (
  library: Library,
  rehearsal: Rehearsal,
  assistant: Assistant,
  user: User,
): Promise<readonly GivenPassage[]> =>
  library.passagesFor({
    userId: user.id,
    assistantId: assistant.id,
    own: assistant.library,
    shared: user.library,
    about: [
      rehearsal.messages.findLast(({ author }) => author === 'correspondent')?.text ?? '',
      rehearsal.instructions,
      rehearsal.goal ?? '',
    ],
  });

type Spoken = { readonly usage: Pick<TokenUsage, 'inputTokens' | 'outputTokens'> } & (
  | { readonly said: Said }
  | { readonly end: RehearsalEnd }
  /** It may succeed later. */
  | { readonly again: true }
);

const ourTurn = async (
  deps: RehearseDeps,
  rehearsal: Rehearsal,
  assistant: Assistant,
  user: User,
): Promise<Spoken> => {
  const now = deps.clock.now();
  const passages = await passagesOf(deps.library, rehearsal, assistant, user);
  const recipient = rehearsal.recipient.email;
  const lessons = await taughtFor(deps, { user, assistantId: assistant.id, recipient });
  const request = { ...requestOf(rehearsal, assistant, user, passages, now), lessons };
  const written = await writeChecked(deps.writer, request);
  const { usage } = written;
  if (written.kind === 'error') {
    return writerErrorKinds[written.error.code] === 'passing'
      ? { again: true, usage }
      : { end: 'writer', usage };
  }
  const { answer } = written;
  const signed = (text: string): string =>
    withLinesBelow(withSignature(text, signingAs(assistant, user.name)), assistant, {
      thread: { held: [] },
      messages: request.messages,
    });
  const body = written.kind === 'no_mail' ? written.holdingLine : written.text;
  const text = body === null ? null : signed(body).slice(0, MAX_SAID_CHARS);
  const said: Said = {
    ...blankSaid,
    author: 'assistant',
    at: now,
    subject: rehearsal.messages.length === 0 ? answer.subject : null,
    text,
    action: answer.action,
    reason: answer.reason,
    goalProgress: answer.goalProgress,
    question: answer.question ?? null,
    ...(written.kind === 'no_mail' ? {} : { objections: [...written.objections] }),
    ...(written.kind === 'mail' && text !== null
      ? {
          sources: sourcesIn(text, answer.body, written.sources),
          unproved: [...marksIn(text, written.unproved)],
        }
      : {}),
  };
  return { said, usage };
};

const theirTurn = async (
  deps: RehearseDeps,
  rehearsal: Rehearsal,
  user: User,
  temper: Exclude<Rehearsal['temper'], 'owner'>,
): Promise<Spoken> => {
  const now = deps.clock.now();
  const context = { judge: deps.judge, at: now };
  const isFirst = rehearsal.messages.every(({ author }) => author === 'assistant');
  if (temper === 'away' && isFirst) {
    const back = spokenMoment(now + AWAY_DAYS * DAY_MS, user.timeZone).replace(/,? \d\d:\d\d.*$/, '');
    return {
      said: await readAsMail(context, rehearsal, user, absenceMail(rehearsal, back)),
      usage: NO_TOKENS,
    };
  }
  const result = await deps.writer.summarise(buildCorrespondentPrompt({ ...rehearsal, temper }));
  if (!result.ok) {
    const { code, usage = NO_TOKENS } = result.error;
    return writerErrorKinds[code] === 'passing' ? { again: true, usage } : { end: 'writer', usage };
  }
  const { usage } = result.value;
  const text = result.value.text.trim().slice(0, MAX_SAID_CHARS);
  if (text === '') return { end: 'writer', usage };
  return { said: await readAsMail(context, rehearsal, user, answerMail(rehearsal, text)), usage };
};

/** A clear wish not to be written to is found without a model, as in real conversations. */
const endOf = (rehearsal: Rehearsal): RehearsalEnd | null => {
  const last = rehearsal.messages.at(-1);
  return last?.author === 'correspondent' && !last.automatic && wishIn(last.text ?? '') === 'plain'
    ? 'opted_out'
    : null;
};

const speak = async (
  deps: RehearseDeps,
  rehearsal: Rehearsal,
  assistant: Assistant,
  user: User,
): Promise<Spoken | 'owner'> => {
  const nothing = { usage: NO_TOKENS };
  const step = nextRehearsalStep(rehearsal);
  const end = step.kind === 'end' ? step.because : endOf(rehearsal);
  if (end !== null) return { end, ...nothing };
  const { temper } = rehearsal;
  if (step.kind !== 'assistant' && temper === 'owner') return 'owner';
  if (rehearsal.attempts > MAX_ATTEMPTS) return { end: 'writer', ...nothing };
  const day = await readUsageDay(deps.store, user.id, user.timeZone, deps.clock.now());
  const isUsedUp =
    tokensOf(day) >= deps.settings.dailyTokenBudget ||
    (await deps.installationTokens?.exhaustedUntil(user.id));
  if (isUsedUp) return { end: 'tokens', ...nothing };
  return step.kind === 'assistant' || temper === 'owner'
    ? ourTurn(deps, rehearsal, assistant, user)
    : theirTurn(deps, rehearsal, user, temper);
};

/** Stores what was said, unless the rehearsal was deleted or another attempt has said it. */
const finish = (
  deps: RehearseDeps,
  path: string,
  begun: Rehearsal,
  spoken: Exclude<Spoken, { again: true }> | 'owner',
): Promise<Rehearsal | null> =>
  deps.store.transaction(async (tx) => {
    const rehearsal = await readDocument(tx, rehearsalSchema, path);
    if (rehearsal?.state !== 'running' || rehearsal.messages.length !== begun.messages.length) return null;
    const now = deps.clock.now();
    const usage = spoken === 'owner' ? NO_TOKENS : spoken.usage;
    const told: Rehearsal = {
      ...rehearsal,
      messages:
        spoken !== 'owner' && 'said' in spoken ? [...rehearsal.messages, spoken.said] : rehearsal.messages,
      usage: {
        ...rehearsal.usage,
        inputTokens: rehearsal.usage.inputTokens + usage.inputTokens,
        outputTokens: rehearsal.usage.outputTokens + usage.outputTokens,
      },
      attempts: 0,
      stepDueAt: now,
      updatedAt: now,
    };
    const step = nextRehearsalStep(told);
    const ended =
      spoken !== 'owner' && 'end' in spoken ? spoken.end : step.kind === 'end' ? step.because : endOf(told);
    const rests = ended !== null || step.kind === 'owner';
    const after: Rehearsal = {
      ...told,
      state: ended !== null ? 'done' : step.kind === 'owner' ? 'waiting' : 'running',
      ended,
      stepDueAt: rests ? null : now + RETRY_MS,
    };
    tx.set(path, asData(after));
    return after;
  });

/**
 * Says the next thing in a rehearsal: one mail of the assistant, with the prompt and the checks of real mails, or one of the
 * correspondent, read as real mails are. May be repeated, and may run twice at a time: one of both is stored. Errors: StoreError.
 */
export const rehearse =
  (deps: RehearseDeps) =>
  async ({
    userId,
    rehearsalId,
  }: {
    readonly userId: string;
    readonly rehearsalId: string;
  }): Promise<RehearsalOutcome> => {
    const path = paths.rehearsal(userId, rehearsalId);
    const begun = await begin(deps, path);
    if (!begun) return 'nothing';
    const [user, assistant] = await Promise.all([
      readDocument(deps.store, userSchema, paths.user(userId)),
      readDocument(deps.store, assistantSchema, paths.assistant(userId, begun.assistantId)),
    ]);
    if (!user || !assistant) {
      await deps.store.delete(path);
      return 'nothing';
    }
    const spoken = await speak(deps, begun, assistant, user);
    if (spoken !== 'owner') await countTokens(deps, user, assistant.id, spoken.usage);
    if (spoken !== 'owner' && 'again' in spoken) {
      deps.logger.info('rehearsal_step', { rehearsalId, outcome: 'again', attempt: begun.attempts });
      return 'again';
    }
    const after = await finish(deps, path, begun, spoken);
    const outcome: RehearsalOutcome = !after ? 'nothing' : after.state === 'running' ? 'said' : after.state;
    deps.logger.info('rehearsal_step', { rehearsalId, outcome, ended: after?.ended ?? null });
    if (after?.state === 'running') await announceStep(deps, after);
    return outcome;
  };
