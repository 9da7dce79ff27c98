import type { Evidence } from './evidence.ts';

/** Words in an unfinished template, in the languages in which models leave them. */
const WORDS =
  'name|first|last|full|your|my|our|insert|company|date|time|day|link|url|number|title|position|role|phone|e-?mail|' +
  'address|price|amount|product|signature|topic|details?|contact|city|recipient|sender|placeholder|calendar|' +
  'ihr|ihre|vorname|nachname|firma|datum|uhrzeit|betrag|имя|фамилия|ваше?|компания|дата|время|должность|ссылка|' +
  'nom|pr[ée]nom|votre|entreprise|nombre|apellido|empresa|fecha|su|nome|azienda|data|imię|firma';

const VOCABULARY = new RegExp(`(?<!\\p{L})(?:${WORDS})(?!\\p{L})`, 'iu');

/** Bracketed words that people write on purpose. */
const EDITORIAL =
  /^(?:sic|note|edit|update|draft|external|extern|attachments?|images?|redacted|translated|pdf|fyi|re|fwd?|aw|wg|urgent|ok|yes|no|x|https?:.*)$/i;

const BRACKETS = /(?<![\p{L}\p{N}_)\]])\[\[?([^\][\n]{2,60})\]\]?(?!\()/gu;
const BRACES = /\{\{\s*[^{}\n]{1,60}\s*\}\}|(?<![\p{L}\p{N}$])\{[\p{L}_ ]{2,40}\}|\$\{[^}\n]{1,40}\}/gu;
const ANGLES = /<([\p{L}][^<>\n@=/]{1,60})>/gu;
const PERCENTS = /%[A-Z][A-Z_]{2,30}%|\*\|[A-Z_:]{2,30}\|\*/g;
const BLANKS = /_{4,}|(?<!\p{L})X{3,}(?!\p{L})|(?<!\p{L})TBD(?!\p{L})/gu;

/** Text between backticks is quoted code. */
const withoutCode = (text: string): string => text.replaceAll(/```[\s\S]*?```|`[^`\n]+`/g, ' ');

const isBracketPlaceholder = (inside: string): boolean => {
  const text = inside.trim();
  if (!/\p{L}{2}/u.test(text) || EDITORIAL.test(text)) return false;
  if (VOCABULARY.test(text.replaceAll('_', ' '))) return true;
  // "[Meeting Room]" is a placeholder; "[JIRA-123]" and "[2]" are references, "[laughs]" and "[emphasis mine]" are
  // remarks.
  return /^\p{Lu}/u.test(text) && !/\d/.test(text);
};

/** A placeholder that was not filled in; null: none. One that the correspondent wrote may be repeated. */
export const placeholderIn = (body: string, { conversation }: Evidence): string | null => {
  const text = withoutCode(body);
  const found = [
    ...[...text.matchAll(BRACKETS)].filter((match) => isBracketPlaceholder(match[1] ?? '')),
    ...[...text.matchAll(ANGLES)].filter((match) => VOCABULARY.test((match[1] ?? '').replaceAll('_', ' '))),
    ...text.matchAll(BRACES),
    ...text.matchAll(PERCENTS),
    ...text.matchAll(BLANKS),
  ].map((match) => match[0]);
  return found.find((placeholder) => !conversation.includes(placeholder)) ?? null;
};
