import { correctionSchema } from '../../domain/learning/correction.ts';
import { lessonSchema } from '../../domain/learning/lesson.ts';
import { collection, overall } from './collection.ts';

/** What assistants learn from their owner. */
export const learningCollections = {
  corrections: collection({
    path: 'users/{userId}/threads/{threadId}/corrections/{correctionId}',
    one: 'correction',
    schema: correctionSchema,
    owner: 'user',
    exported: {
      kind: 'correction',
      description: 'What you changed in a draft, until it was seen what is to be learnt from it.',
      nulled: ['lease'],
    },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [overall('learnDueAt')],
  }),
  lessons: collection({
    path: 'users/{userId}/lessons/{lessonId}',
    one: 'lesson',
    schema: lessonSchema,
    owner: 'user',
    exported: { kind: 'lesson', description: 'A sentence that your assistants have learnt from you.' },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [],
  }),
};
