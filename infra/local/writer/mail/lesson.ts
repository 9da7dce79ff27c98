import {
  DRAFT_LABEL,
  LESSON_REQUEST,
  OWNER_LABEL,
} from '../../../../shared/domain/learning/lesson-prompt.ts';
import { detectLanguage, type Language } from './language.ts';
import { sentencesOf } from './sentences.ts';

interface Item {
  readonly role: string;
  readonly content: string;
}

export const asksForLesson = (items: readonly Item[]): boolean => items.at(-1)?.content === LESSON_REQUEST;

const between = (label: string, items: readonly Item[]): string => {
  const marked = items.find(({ content }) => content.includes(`from="${label}"`))?.content ?? '';
  return marked.split('\n').slice(1, -1).join('\n');
};

const words = (text: string): number => text.split(/\s+/).filter((word) => word !== '').length;

type Told = Readonly<Record<'shorter' | 'longer' | 'say' | 'omit' | 'figure', string>>;
const english: Told = {
  shorter: 'Write shorter emails.',
  longer: 'Write in more detail.',
  say: 'Say as well:',
  omit: 'Leave out:',
  figure: 'Keep to what the owner corrected:',
};
const told: Partial<Record<Language, Told>> = {
  de: {
    shorter: 'Schreib kürzere Mails.',
    longer: 'Schreib ausführlicher.',
    say: 'Schreib auch:',
    omit: 'Lass weg:',
    figure: 'Halte dich an das Berichtigte:',
  },
  ru: {
    shorter: 'Пиши короче.',
    longer: 'Пиши подробнее.',
    say: 'Пиши также:',
    omit: 'Не пиши:',
    figure: 'Держись исправленного:',
  },
};

const MAX_QUOTED = 160;

/** One line about the plainest difference: figures, length, then the first sentence that only one of them has. */
export const lessonOf = (items: readonly Item[]): string => {
  const draft = between(DRAFT_LABEL, items);
  const sent = between(OWNER_LABEL, items);
  const say = told[detectLanguage([sent])] ?? english;
  const drafted = new Set(sentencesOf(draft));
  const kept = new Set(sentencesOf(sent));
  const added = [...kept].find((sentence) => !drafted.has(sentence))?.slice(0, MAX_QUOTED);
  const removed = [...drafted].find((sentence) => !kept.has(sentence))?.slice(0, MAX_QUOTED);
  const figures = (text: string): string => (text.match(/\p{N}+/gu) ?? []).join(' ');
  if (added !== undefined && figures(draft) !== figures(sent)) return `facts: ${say.figure} ${added}`;
  if (words(sent) < words(draft) * 0.75) return `style: ${say.shorter}`;
  if (words(sent) > words(draft) * 1.5) return `style: ${say.longer}`;
  if (added !== undefined) return `style: ${say.say} ${added}`;
  return removed === undefined ? 'none' : `style: ${say.omit} ${removed}`;
};
