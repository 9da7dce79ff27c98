import { z } from 'zod';
import { sameAddress } from '../../mail/address.ts';
import { assistantIdSchema, idSchema, threadIdSchema, userIdSchema } from '../ids.ts';
import { stored } from '../stored.ts';

/** Of one owner, whatever they are attached to. */
export const MAX_LESSONS = 300;
export const MAX_LESSON_CHARS = 500;

/** A lesson about facts (amounts, dates, names, promises) counts only once its owner has confirmed it. */
export const lessonSubjects = ['style', 'facts'] as const;
export type LessonSubject = (typeof lessonSubjects)[number];

/** What it was learnt from. `owner`: they wrote it down. */
export const lessonOrigins = ['owner', 'feedback', 'edit', 'by_hand'] as const;
export type LessonOrigin = (typeof lessonOrigins)[number];

/** What it is attached to. A lesson about a person holds in every conversation with them. */
export const lessonScopeSchema = z.union([
  stored({ kind: z.literal('assistant'), assistantId: assistantIdSchema }),
  stored({ kind: z.literal('person'), email: z.string() }),
]);
export type LessonScope = z.infer<typeof lessonScopeSchema>;

/** `users/{userId}/lessons/{id}`: one sentence that an owner taught their assistant. */
export const lessonSchema = stored({
  schemaVersion: z.literal(1),
  id: idSchema,
  userId: userIdSchema,
  scope: lessonScopeSchema,
  text: z.string(),
  about: z.enum(lessonSubjects),
  /** Whether it is in the prompt. */
  on: z.boolean(),
  origin: stored({ kind: z.enum(lessonOrigins), threadId: threadIdSchema.nullable() }),
  /** How often the owner said so: by the same correction, by turning it on, or by writing it down. */
  confirmations: z.number(),
  /** When they did last; epoch ms. */
  confirmedAt: z.number(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Lesson = z.infer<typeof lessonSchema>;

export const isSameScope = (a: LessonScope, b: LessonScope): boolean =>
  a.kind === 'assistant'
    ? b.kind === 'assistant' && a.assistantId === b.assistantId
    : b.kind === 'person' && sameAddress(a.email, b.email);

/** Whose lessons an assistant shows: its own, and those about people. */
export const isShownWith = ({ scope }: Lesson, assistantId: string): boolean =>
  scope.kind !== 'assistant' || scope.assistantId === assistantId;

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The same lesson, but for case and punctuation. */
export const saysTheSame = (a: string, b: string): boolean => bare(a) === bare(b);

/** What a prompt has room for. */
export const GIVEN_CHARS = 4_000;
export const GIVEN_LESSONS = 40;

/**
 * The lessons that are given, with room shared between the newest and those that were confirmed most often, so that neither keeps
 * the other out. The newest come first: where two differ, the upper one counts.
 */
export const givenLessons = (
  lessons: readonly Lesson[],
  maxChars = GIVEN_CHARS,
  maxCount = GIVEN_LESSONS,
): readonly Lesson[] => {
  const newest = lessons
    .filter(({ on }) => on)
    .toSorted((a, b) => b.confirmedAt - a.confirmedAt || (a.id < b.id ? 1 : -1));
  const confirmed = newest.toSorted((a, b) => b.confirmations - a.confirmations);
  const given = new Set<Lesson>();
  let chars = 0;
  for (const [n, lesson] of newest.entries()) {
    for (const one of [lesson, confirmed[n]]) {
      if (!one || given.has(one) || given.size >= maxCount || chars + one.text.length > maxChars) continue;
      given.add(one);
      chars += one.text.length;
    }
  }
  return newest.filter((lesson) => given.has(lesson));
};
