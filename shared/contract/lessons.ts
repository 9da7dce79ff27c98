import { z } from 'zod';
import { lessonOrigins, lessonSubjects, MAX_LESSON_CHARS } from '../domain/learning/lesson.ts';
import { line } from '../domain/text.ts';
import { epochMs, pageOf } from './common.ts';

const scope = z
  .string()
  .trim()
  .max(400)
  .regex(/^(?:assistant|person:[^\s:]+)$/, 'must be `assistant` or `person:` and an address')
  .meta({
    description: '`assistant`, or `person:ada@example.com`: it then holds in every conversation with them.',
  });

export const addLessonBody = z
  .strictObject({ text: line(1, MAX_LESSON_CHARS), scope: scope.optional(), on: z.boolean().optional() })
  .meta({ id: 'AddLesson' });
export type AddLessonBody = z.infer<typeof addLessonBody>;

export const updateLessonBody = z
  .strictObject({
    text: line(1, MAX_LESSON_CHARS).optional(),
    scope: scope.optional(),
    on: z.boolean().optional().meta({ description: 'To turn it on is to confirm it.' }),
  })
  .meta({ id: 'UpdateLesson' });

export const lessonResource = z
  .object({
    id: z.string(),
    text: z.string(),
    scope: z.string(),
    on: z.boolean().meta({ description: 'Whether the assistant heeds it.' }),
    about: z.enum(lessonSubjects).meta({
      description: 'A lesson about facts that nobody wrote down is off until you turn it on.',
    }),
    origin: z.object({
      kind: z.enum(lessonOrigins),
      threadId: z.string().nullable().meta({ description: 'The conversation in which it was learnt.' }),
    }),
    confirmations: z.int().meta({ description: 'How often you said so.' }),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Lesson', description: 'A sentence that an assistant has learnt from its owner.' });
export type LessonResource = z.infer<typeof lessonResource>;

export const lessonPage = pageOf(lessonResource).meta({ id: 'LessonPage' });
