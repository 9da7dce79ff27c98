import { tokensOf, type User, userSchema } from '../../domain/account/user.ts';
import { type Assistant, assistantSchema } from '../../domain/assistant/assistant.ts';
import { idSchema } from '../../domain/ids.ts';
import { type Correction, correctionSchema } from '../../domain/learning/correction.ts';
import { echoes, isTrivialChange } from '../../domain/learning/difference.ts';
import {
  type Lesson,
  type LessonScope,
  type LessonSubject,
  MAX_LESSONS,
} from '../../domain/learning/lesson.ts';
import { asLessonText, buildLessonPrompt, parseLesson } from '../../domain/learning/lesson-prompt.ts';
import { isAboutPowers, subjectOf } from '../../domain/learning/subject.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import { asData, readThreadView } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import { sha256 } from '../account/hash.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import { type ReplyWriter, type TokenUsage, writerErrorKinds } from '../ports/reply-writer.ts';
import { readPayers, writeTokens } from '../writing/count-tokens.ts';
import type { InstallationTokens } from '../writing/installation-tokens.ts';
import { NO_TOKENS } from '../writing/token-sum.ts';
import { confirmed, lessonsOf, ownerOf, sameLesson, writeLesson } from './lessons.ts';

export interface LearnDeps {
  readonly store: DocumentStore;
  readonly writer: ReplyWriter;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly installationTokens?: InstallationTokens;
  readonly settings: { readonly dailyTokenBudget: number };
}

/** `learnt`: there is a lesson, new or confirmed. `none`: nothing is to be learnt. `later`: it is tried again. */
export type LearnOutcome = 'learnt' | 'none' | 'later' | 'nothing' | 'busy';

/** Longer than a call of the model takes, its retries included. */
const LEASE_MS = 5 * 60_000;
const RETRY_MS = 2 * 60_000;
const MAX_ATTEMPTS = 5;
/** While the budget is used up. */
const BUDGET_MS = 60 * 60_000;
/** Nobody wants to hear of it any more, and texts of mails are kept no longer than they need be. */
const MAX_AGE_MS = 2 * 24 * 60 * 60_000;

interface Named {
  readonly userId: string;
  readonly threadId: string;
  readonly correctionId: string;
}

const pathOf = ({ userId, threadId, id }: Correction): string => paths.correction(userId, threadId, id);

const begin = (deps: LearnDeps, { userId, threadId, correctionId }: Named) => {
  const token = deps.random.token();
  return deps.store.transaction<Correction | 'nothing' | 'busy'>(async (tx) => {
    const path = paths.correction(userId, threadId, correctionId);
    const correction = await readDocument(tx, correctionSchema, path);
    if (!correction) return 'nothing';
    const now = deps.clock.now();
    const { lease } = correction;
    // A lease that lasts longer than any does was taken by a clock that was ahead.
    if (lease && lease.expiresAt > now && lease.expiresAt <= now + LEASE_MS) return 'busy';
    const expiresAt = now + LEASE_MS;
    const begun = { ...correction, lease: { token, expiresAt }, learnDueAt: expiresAt };
    tx.set(path, asData(begun));
    return begun;
  });
};

interface Circumstances {
  readonly user: User;
  readonly assistant: Assistant;
  /** What others wrote in this conversation. */
  readonly heard: readonly string[];
}

/** null: there is nobody any more to learn anything, or they are not to. */
const circumstancesOf = async (
  { store }: LearnDeps,
  { userId, threadId, assistantId, messageId }: Correction,
): Promise<Circumstances | null> => {
  const [user, assistant, view] = await Promise.all([
    readDocument(store, userSchema, paths.user(userId)),
    readDocument(store, assistantSchema, paths.assistant(userId, assistantId)),
    readThreadView(store, userId, threadId, [messageId]),
  ]);
  if (!user || user.deletionRequestedAt !== null || !assistant?.capabilities.learn || !view) return null;
  // The owner's retention setting has removed what it was about.
  if (view.messages.find(({ id }) => id === messageId)?.bodyKept !== true) return null;
  const heard = view.messages
    .filter(({ author }) => author === 'correspondent' || author === 'machine')
    .flatMap(({ text, subject, attachments }) => [
      text,
      subject,
      ...attachments.map((one) => one.text ?? ''),
    ]);
  return { user, assistant, heard };
};

interface Told {
  readonly text: string;
  readonly about: LessonSubject;
}

type Understood =
  | { readonly kind: 'lesson'; readonly lesson: Told; readonly usage: TokenUsage }
  | { readonly kind: 'none'; readonly usage: TokenUsage }
  | {
      readonly kind: 'later';
      readonly afterMs: number;
      readonly counts: boolean;
      readonly usage: TokenUsage;
    };

/** Another's words, and what an assistant may do at all, are on by nobody's word but the owner's. */
const judged = (
  { text, about }: Told,
  { correction, circumstances }: { readonly correction: Correction; readonly circumstances: Circumstances },
): Told => {
  const { name, email } = correction.recipient;
  const names = [name ?? '', email.split('@')[0] ?? '', circumstances.user.name];
  const isDoubtful =
    about === 'facts' ||
    subjectOf(text, names) === 'facts' ||
    // The owner's own words may be about anything.
    (correction.kind !== 'feedback' && isAboutPowers(text)) ||
    echoes(text, circumstances.heard);
  return { text, about: isDoubtful ? 'facts' : 'style' };
};

/** What is to be learnt. Their feedback is the lesson in their own words; of a change the model says what it shows. */
const understand = async (
  deps: LearnDeps,
  correction: Correction,
  { user }: Circumstances,
): Promise<Understood> => {
  const free = NO_TOKENS;
  if (correction.kind === 'feedback') {
    const text = asLessonText(correction.words);
    return /\p{L}/u.test(text)
      ? { kind: 'lesson', lesson: { text, about: 'style' }, usage: free }
      : { kind: 'none', usage: free };
  }
  if (isTrivialChange(correction.draft, correction.words)) return { kind: 'none', usage: free };
  const now = deps.clock.now();
  const day = await readUsageDay(deps.store, user.id, user.timeZone, now);
  const isSpent =
    tokensOf(day) >= deps.settings.dailyTokenBudget ||
    ((await deps.installationTokens?.exhaustedUntil(user.id)) ?? null) !== null;
  if (isSpent) return { kind: 'later', afterMs: BUDGET_MS, counts: false, usage: free };
  const answer = await deps.writer.summarise(buildLessonPrompt(correction));
  const usage = (answer.ok ? answer.value.usage : answer.error.usage) ?? free;
  if (!answer.ok) {
    deps.logger.warn('lesson_failed', { threadId: correction.threadId, code: answer.error.code });
    const passes = writerErrorKinds[answer.error.code] !== 'conversation';
    return passes ? { kind: 'later', afterMs: RETRY_MS, counts: true, usage } : { kind: 'none', usage };
  }
  const lesson = parseLesson(answer.value.text, correction);
  return lesson ? { kind: 'lesson', lesson, usage } : { kind: 'none', usage };
};

const scopeOf = ({ text, about }: Told, { recipient, assistantId }: Correction): LessonScope => {
  const first = recipient.name
    ?.split(/\s+/)
    .find((part) => part.length > 2)
    ?.toLowerCase();
  const isAboutThem =
    about === 'facts' &&
    (text.toLowerCase().includes(recipient.email.toLowerCase()) ||
      (first !== undefined &&
        text
          .toLowerCase()
          .split(/[^\p{L}\p{M}]+/u)
          .includes(first)));
  return isAboutThem ? { kind: 'person', email: recipient.email } : { kind: 'assistant', assistantId };
};

/** The same for the same correction, so that it can never become two. */
const lessonIdOf = ({ id }: Correction): Lesson['id'] => idSchema.parse(`l${sha256(id).slice(0, 32)}`);

const newLesson = (told: Told, correction: Correction, now: number): Lesson => ({
  schemaVersion: 1,
  id: lessonIdOf(correction),
  userId: correction.userId,
  scope: scopeOf(told, correction),
  text: told.text,
  about: told.about,
  on: told.about === 'style',
  origin: { kind: correction.kind, threadId: correction.threadId },
  confirmations: 1,
  confirmedAt: now,
  createdAt: now,
  updatedAt: now,
});

/** Which one makes room: the oldest that its owner never turned on nor wrote. null: none. */
const leastWanted = (lessons: readonly Lesson[]): Lesson | null =>
  lessons
    .filter(({ on, origin }) => !on && origin.kind !== 'owner')
    .toSorted((a, b) => a.confirmedAt - b.confirmedAt)[0] ?? null;

/** Stores what came of it: the lesson, the tokens and the end of the correction, or none of them. */
const finish = (deps: LearnDeps, begun: Correction, outcome: Understood): Promise<LearnOutcome> =>
  deps.store.transaction<LearnOutcome>(async (tx) => {
    const path = pathOf(begun);
    const { userId } = begun;
    const [document, user, lessons] = await Promise.all([
      tx.get(path),
      tx.get(paths.user(userId)),
      lessonsOf({ reader: tx, logger: deps.logger }, userId),
    ]);
    const owner = ownerOf(user);
    const correction = document && parseDocument(correctionSchema, document);
    const isOurs = correction?.lease?.token === begun.lease?.token;
    const now = deps.clock.now();
    const paid = outcome.usage.inputTokens + outcome.usage.outputTokens > 0;
    const payers =
      user && owner && paid
        ? await readPayers(tx, parseDocument(userSchema, user), begun.assistantId, now)
        : null;
    if (payers) writeTokens(tx, userId, payers, outcome.usage);
    if (!owner || !correction || !isOurs) return 'nothing';
    if (outcome.kind === 'later') {
      const attempts = correction.attempts + (outcome.counts ? 1 : 0);
      if (attempts < MAX_ATTEMPTS && now - correction.createdAt < MAX_AGE_MS) {
        const learnDueAt = now + outcome.afterMs * 2 ** correction.attempts;
        tx.set(path, asData({ ...correction, attempts, lease: null, learnDueAt }));
        return 'later';
      }
    }
    tx.delete(path);
    if (outcome.kind !== 'lesson') return 'none';
    const lesson = newLesson(outcome.lesson, correction, now);
    if (lessons.some(({ id }) => id === lesson.id)) return 'learnt';
    const same = sameLesson(lessons, lesson);
    const least = lessons.length >= MAX_LESSONS && !same ? leastWanted(lessons) : null;
    if (lessons.length >= MAX_LESSONS && !same && !least) return 'none';
    if (least) tx.delete(paths.lesson(userId, least.id));
    writeLesson(tx, same ? confirmed(same, now) : lesson, owner);
    return 'learnt';
  });

/**
 * Makes a lesson of a correction, once, however often and by however many this is called. A model that fails is asked again; one
 * that says nothing useful has said that there is nothing to learn. Errors: StoreError; the event is then delivered again.
 */
export const learn =
  (deps: LearnDeps) =>
  async (named: Named): Promise<LearnOutcome> => {
    const begun = await begin(deps, named);
    if (begun === 'nothing' || begun === 'busy') return begun;
    const circumstances = await circumstancesOf(deps, begun);
    if (!circumstances) {
      await deps.store.delete(pathOf(begun));
      return 'none';
    }
    const understood = await understand(deps, begun, circumstances);
    const outcome: Understood =
      understood.kind === 'lesson'
        ? { ...understood, lesson: judged(understood.lesson, { correction: begun, circumstances }) }
        : understood;
    const tokens = outcome.usage.inputTokens + outcome.usage.outputTokens;
    if (tokens > 0) await deps.installationTokens?.spend(begun.userId, tokens);
    const done = await finish(deps, begun, outcome);
    deps.logger.info('correction_looked_at', { threadId: begun.threadId, kind: begun.kind, outcome: done });
    return done;
  };
