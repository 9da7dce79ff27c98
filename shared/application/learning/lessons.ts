import { z } from 'zod';
import { idSchema, userIdSchema } from '../../domain/ids.ts';
import {
  isSameScope,
  isShownWith,
  type Lesson,
  type LessonScope,
  lessonSchema,
  MAX_LESSONS,
  saysTheSame,
} from '../../domain/learning/lesson.ts';
import { subjectOf } from '../../domain/learning/subject.ts';
import { ok, type Result } from '../../domain/result.ts';
import { stored } from '../../domain/stored.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { Clock, Random } from '../ports/clock.ts';
import type { DocumentReader, DocumentStore, StoredDocument, Transaction } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

export interface LessonDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
}

interface Own {
  readonly userId: string;
  readonly assistantId: string;
}
type OwnLesson = Own & { readonly lessonId: string };

/** Only what is needed of the owner's document, so that one that is otherwise unreadable does not stand in the way. */
const ownerSchema = stored({
  taught: z.boolean().catch(false).default(false),
  deletionRequestedAt: z.number().nullable().default(null),
});

/** The owner, who may be taught for; null: there is none, or they are leaving and are to keep no trace. */
export const ownerOf = (document: StoredDocument | null): { readonly taught: boolean } | null => {
  const owner = document && ownerSchema.parse(document.data);
  return owner?.deletionRequestedAt === null ? owner : null;
};

/** All lessons of an owner. One that cannot be read hides no other. */
export const lessonsOf = async (
  { reader, logger }: { readonly reader: DocumentReader; readonly logger: Logger },
  userId: string,
): Promise<readonly Lesson[]> => {
  const all = await reader.query({ collection: paths.lessons(userId), limit: MAX_LESSONS * 2 });
  return all.flatMap((document) => parseReadable(logger, lessonSchema, document) ?? []);
};

/** Writes a lesson, and that there are any. `owner` was read in this transaction. */
export const writeLesson = (tx: Transaction, lesson: Lesson, owner: { readonly taught: boolean }): void => {
  tx.set(paths.lesson(lesson.userId, lesson.id), asData(lesson));
  if (!owner.taught) tx.update(paths.user(lesson.userId), { taught: true });
};

/** The lesson of this text that there is already, for the same assistant or person. */
export const sameLesson = (
  lessons: readonly Lesson[],
  { text, scope }: Pick<Lesson, 'text' | 'scope'>,
): Lesson | null =>
  lessons.find((one) => isSameScope(one.scope, scope) && saysTheSame(one.text, text)) ?? null;

export const confirmed = (lesson: Lesson, now: number): Lesson => ({
  ...lesson,
  confirmations: lesson.confirmations + 1,
  confirmedAt: now,
  updatedAt: now,
});

/** What an assistant was taught, and what holds for people; newest first. */
export const listLessons =
  (deps: Pick<LessonDeps, 'store' | 'logger'>) =>
  async ({ userId, assistantId }: Own): Promise<readonly Lesson[]> =>
    (await lessonsOf({ reader: deps.store, logger: deps.logger }, userId))
      .filter((lesson) => isShownWith(lesson, assistantId))
      .toSorted((a, b) => b.confirmedAt - a.confirmedAt || (a.id < b.id ? 1 : -1));

export const getLesson =
  (deps: Pick<LessonDeps, 'store'>) =>
  ({ userId, assistantId, lessonId }: OwnLesson): Promise<Lesson | null> =>
    readOwn(deps.store, { userId, assistantId, lessonId });

const readOwn = async (
  reader: DocumentReader,
  { userId, assistantId, lessonId }: OwnLesson,
): Promise<Lesson | null> => {
  const [assistant, lesson] = await Promise.all([
    reader.get(paths.assistant(userId, assistantId)),
    readDocument(reader, lessonSchema, paths.lesson(userId, lessonId)),
  ]);
  return assistant && lesson && isShownWith(lesson, assistantId) ? lesson : null;
};

export interface NewLesson {
  readonly text: string;
  readonly scope: LessonScope;
  readonly on: boolean;
}

/** The owner writes a lesson down. One that says the same is confirmed instead. */
export const addLesson =
  (deps: LessonDeps) =>
  ({
    userId,
    assistantId,
    lesson: given,
  }: Own & { readonly lesson: NewLesson }): Promise<Result<Lesson, AppError>> => {
    const id = idSchema.parse(`l${deps.random.id()}`);
    return deps.store.transaction<Result<Lesson, AppError>>(async (tx) => {
      const [user, assistant, lessons] = await Promise.all([
        tx.get(paths.user(userId)),
        tx.get(paths.assistant(userId, assistantId)),
        lessonsOf({ reader: tx, logger: deps.logger }, userId),
      ]);
      const owner = ownerOf(user);
      if (!owner || !assistant) return notFound;
      const now = deps.clock.now();
      const same = sameLesson(lessons, given);
      if (!same && lessons.length >= MAX_LESSONS) return appError('too_many_lessons');
      const lesson: Lesson = same
        ? { ...confirmed(same, now), text: given.text, on: given.on }
        : {
            schemaVersion: 1,
            id,
            userId: userIdSchema.parse(userId),
            ...given,
            about: subjectOf(given.text),
            origin: { kind: 'owner', threadId: null },
            confirmations: 1,
            confirmedAt: now,
            createdAt: now,
            updatedAt: now,
          };
      writeLesson(tx, lesson, owner);
      return ok(lesson);
    });
  };

export interface LessonChanges {
  readonly text?: string | undefined;
  readonly scope?: LessonScope | undefined;
  readonly on?: boolean | undefined;
}

/** Edits a lesson, or turns it on or off. To turn it on is to confirm it. */
export const updateLesson =
  (deps: LessonDeps) =>
  (input: OwnLesson & { readonly changes: LessonChanges }): Promise<Result<Lesson, AppError>> =>
    deps.store.transaction<Result<Lesson, AppError>>(async (tx) => {
      const before = await readOwn(tx, input);
      if (!before) return notFound;
      const { text = before.text, scope = before.scope, on = before.on } = input.changes;
      const now = deps.clock.now();
      const after: Lesson = {
        ...(on && !before.on ? confirmed(before, now) : before),
        text,
        scope,
        on,
        about: text === before.text ? before.about : subjectOf(text),
        updatedAt: now,
      };
      tx.set(paths.lesson(after.userId, after.id), asData(after));
      return ok(after);
    });

export const deleteLesson =
  (deps: Pick<LessonDeps, 'store' | 'logger'>) =>
  (own: OwnLesson): Promise<Result<void, AppError>> =>
    deps.store.transaction<Result<void, AppError>>(async (tx) => {
      const lesson = await readOwn(tx, own);
      if (!lesson) return notFound;
      tx.delete(paths.lesson(lesson.userId, lesson.id));
      return ok(undefined);
    });

/** An assistant is being deleted: what only it was taught goes with it. May be repeated. */
export const deleteLessonsOf =
  (deps: Pick<LessonDeps, 'store' | 'logger'>) =>
  async ({ userId, assistantId }: Own): Promise<void> => {
    for (const { id, scope } of await lessonsOf({ reader: deps.store, logger: deps.logger }, userId)) {
      if (scope.kind !== 'assistant' || scope.assistantId !== assistantId) continue;
      await deps.store.delete(paths.lesson(userId, id));
    }
  };
