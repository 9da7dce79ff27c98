import { givenLessons, type Lesson } from '../../domain/learning/lesson.ts';
import { NOTHING_TAUGHT, type Taught } from '../../domain/writing/lessons-text.ts';
import { sameAddress } from '../../mail/address.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import { lessonsOf } from './lessons.ts';

const PERSON_CHARS = 1_500;
const PERSON_LESSONS = 15;

/** The lessons that a prompt is given. No store operation for an owner who never taught anything. Errors: StoreError. */
export const taughtFor = async (
  deps: { readonly store: DocumentStore; readonly logger: Logger },
  asked: {
    readonly user: { readonly id: string; readonly taught: boolean };
    readonly assistantId: string;
    readonly recipient: string;
  },
): Promise<Taught> => {
  if (!asked.user.taught) return NOTHING_TAUGHT;
  const all = await lessonsOf({ reader: deps.store, logger: deps.logger }, asked.user.id);
  const isFor = ({ scope }: Lesson): boolean =>
    scope.kind === 'assistant' && scope.assistantId === asked.assistantId;
  const isAbout = ({ scope }: Lesson): boolean =>
    scope.kind === 'person' && sameAddress(scope.email, asked.recipient);
  return {
    general: givenLessons(all.filter(isFor)),
    ofPerson: givenLessons(all.filter(isAbout), PERSON_CHARS, PERSON_LESSONS),
  };
};
