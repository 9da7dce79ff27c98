import type { LessonResource } from '../contract/lessons.ts';
import { assistantIdSchema } from '../domain/ids.ts';
import type { Lesson, LessonScope } from '../domain/learning/lesson.ts';
import { normaliseAddress } from '../mail/address.ts';

const PERSON = 'person:';

export const lessonResourceOf = (lesson: Lesson): LessonResource => ({
  id: lesson.id,
  text: lesson.text,
  scope: lesson.scope.kind === 'person' ? `${PERSON}${lesson.scope.email}` : 'assistant',
  on: lesson.on,
  about: lesson.about,
  origin: { kind: lesson.origin.kind, threadId: lesson.origin.threadId },
  confirmations: lesson.confirmations,
  createdAt: lesson.createdAt,
  updatedAt: lesson.updatedAt,
});

/** The scope that a request names; null: its address is none. */
export const lessonScopeOf = (scope: string, assistantId: string): LessonScope | null => {
  if (!scope.startsWith(PERSON))
    return { kind: 'assistant', assistantId: assistantIdSchema.parse(assistantId) };
  const email = normaliseAddress(scope.slice(PERSON.length));
  return email === null ? null : { kind: 'person', email };
};
