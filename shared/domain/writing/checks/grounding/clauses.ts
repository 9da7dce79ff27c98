import type { Span } from './tokens.ts';

/** A part of a sentence that says one thing. */
export interface Clause extends Span {
  readonly text: string;
  /** It denies, or it asks. */
  readonly isOpen: boolean;
}

const NEGATION =
  /(?<!\p{L})(?:no|not|never|without|cannot|unable|nor|neither|none|nicht|kein\p{L}{0,2}|nie|niemals|ohne|weder|pas|aucun\p{L}{0,2}|jamais|sans|sin|ning[uú]n\p{L}{0,2}|nunca|tampoco|jam[aá]s|non|nessun\p{L}{0,2}|senza|mai|nemmeno|neanche|не|нет|ни|без|никак\p{L}{0,3}|нельзя)(?!\p{L})|n['’]t(?!\p{L})/iu;
/** "no problem", "why not", "not only": no denial. */
const NO_NEGATION =
  /(?<!\p{L})(?:no (?:problem|worries|doubt|matter|rush|hard feelings|later than)|not only|why not|nicht nur|kein(?:e)? (?:problem|sorge)|pas de (?:souci|probl[eè]me)|sans (?:souci|probl[eè]me|doute|engagement)|non seulement|sin (?:problema|duda|compromiso)|no solo|non solo|nessun problema|senza (?:problemi|dubbio|impegno)|не только|без (?:проблем|сомнени\p{L}|обязательств))(?!\p{L})/giu;

const CLAUSE = /(?:[^.!?…;:,\n–—]|[.,:](?=\d)|(?<=\p{L})\.(?=\p{L}))+[.!?…;:,\n–—]*/gu;

/** The clauses of a text, in order. */
export const clausesOf = (text: string): readonly Clause[] =>
  [...text.matchAll(CLAUSE)].map((match) => {
    const [found] = match;
    const isDenied = NEGATION.test(found.replaceAll(NO_NEGATION, ' '));
    return {
      text: found,
      start: match.index,
      end: match.index + found.length,
      isOpen: isDenied || /\?/.test(found),
    };
  });

const MAX_SENTENCE = 400;

const endsAt = (text: string, at: number): boolean => {
  const char = text[at];
  return (
    char === '\n' || ((char === '.' || char === '!' || char === '?') && /\s|^$/.test(text[at + 1] ?? ''))
  );
};

/** The whole sentence around a place. */
export const sentenceAround = (text: string, { start, end }: Span): string => {
  let from = start;
  while (from > 0 && from > start - MAX_SENTENCE && !endsAt(text, from - 1)) from--;
  let to = end;
  while (to < text.length && to < end + MAX_SENTENCE && !endsAt(text, to)) to++;
  return text.slice(from, to + 1);
};
