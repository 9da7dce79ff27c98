import type { Source } from './sources.ts';

/** Words of a text that are marked; UTF-16 offsets. */
export interface Mark {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The marks in a text that was signed since they were made. One whose words are gone is dropped. */
export const marksIn = (text: string, marks: readonly Mark[]): readonly Mark[] =>
  marks.flatMap(({ text: words, start, end }) => {
    if (text.slice(start, end) === words) return [{ text: words, start, end }];
    const at = text.indexOf(words);
    return at === -1 ? [] : [{ text: words, start: at, end: at + words.length }];
  });

/** The sources of a text that was signed since: where their words stand, if they still do. */
export const sourcesIn = (text: string, body: string | null, sources: readonly Source[]): Source[] =>
  sources.map((source) => {
    const { start, end } = source;
    const isThere = start !== null && end !== null && text.slice(start, end) === body?.slice(start, end);
    return isThere ? { ...source } : { ...source, start: null, end: null };
  });

const MAX_WORDS_CHARS = 150;

/** The marked words on one line, each once. */
export const wordsOf = (marks: readonly Pick<Mark, 'text'>[]): string =>
  [...new Set(marks.map(({ text }) => text.replaceAll(/\s+/g, ' ')))]
    .map((words) => `“${words}”`)
    .join(', ')
    .slice(0, MAX_WORDS_CHARS)
    .toWellFormed();
