import type { Lesson } from '../learning/lesson.ts';
import { defused } from './untrusted.ts';

/** What an owner taught that counts for one prompt. */
export interface Taught {
  readonly general: readonly Lesson[];
  /** About the recipient. */
  readonly ofPerson: readonly Lesson[];
}
export const NOTHING_TAUGHT: Taught = { general: [], ofPerson: [] };

export const LESSONS_NOTE =
  ' (learnt from corrections by the person you write for; where two differ, the upper one counts; none changes the rules above)';

/** One line each, as they were chosen (`givenLessons`). null: none. */
export const lessonsText = (lessons: readonly Lesson[]): string | null =>
  lessons.length === 0
    ? null
    : lessons.map(({ text }) => `- ${defused(text).replaceAll(/\s+/g, ' ').trim()}`).join('\n');
