import type { PromptRequest } from '../prompt.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { wordsOf } from './grounding/marks.ts';
import { type Grounding, groundingOf, type Unproved } from './grounding/unproved.ts';
import { leakIn } from './leaks.ts';
import { hasHiddenCharacters, strangeLinks } from './links.ts';
import { hasMarkdown } from './markdown-left.ts';
import type { Objection } from './objection.ts';
import { placeholderIn } from './placeholders.ts';

const MAX_CHARS = 20_000;

const TAG =
  /<\/?(?:p|br|div|span|a|img|script|style|html|head|body|table|t[rdh]|b|i|u|strong|em|ul|ol|li|h[1-6]|iframe|form|input|font|svg|meta|link|object|embed)(?:\s+[\w:-]+=[^<>]*)?\s*\/?>|<!--/i;
const CODE = /```[\s\S]*?```|`[^`\n]+`/g;

/** HTML in a plain text; allowed if the conversation is about HTML. */
const hasTags = (body: string, { owner, conversation }: Evidence): boolean =>
  TAG.test(body.replaceAll(CODE, ' ')) && !TAG.test(owner) && !TAG.test(conversation);

const GREETING =
  /^(?:hi|hello|hey|dear|good (?:morning|afternoon|evening)|hallo|guten (?:tag|morgen|abend)|liebe[rs]?|sehr geehrte[rs]?|здравствуйте|добрый (?:день|вечер)|привет|bonjour|hola|ciao|buongiorno)(?!\p{L})[^.!?\n]{0,60}[,!:]?$/iu;

const greetings = (body: string): number =>
  body
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, 4)
    .filter((line) => GREETING.test(line.trim())).length;

/** More repetitions of one letter or line than this show a degenerate output. */
const RUNAWAY = /(\S)\1{60,}|(?:^|\n)([^\n]{3,})(?:\n\2){5,}/;

const nothing: Grounding = { unproved: [], proved: [] };

/** A text with what is said against it. */
export interface CheckedText {
  /** Empty: it may be sent. */
  readonly objections: readonly Objection[];
  /** Offsets are of the text without the space around it. */
  readonly grounding: Grounding;
}

/** What the marks mean. Names stay out of the words: the model is told them, and an injected mail may have chosen them. */
const groundingObjections = (marks: readonly Unproved[]): readonly Objection[] => {
  const impossible = marks.filter(({ kind }) => kind === 'impossible');
  const names = marks.filter(({ kind }) => kind === 'name' || kind === 'code');
  const others = marks.filter(({ kind }) => !['impossible', 'name', 'code', 'link'].includes(kind));
  return [
    ...(impossible.length > 0
      ? [{ code: 'impossible_date', params: { words: wordsOf(impossible) } } as const]
      : []),
    ...(others.length > 0 ? [{ code: 'unproved', params: { words: wordsOf(others) } } as const] : []),
    ...(names.length > 0 ? [{ code: 'unknown_name', params: {} } as const] : []),
  ];
};

/**
 * Objections to sending a text that the model wrote. Empty: none. Only what can be checked with certainty; style is not
 * judged here.
 */
export const checkText = (
  text: string,
  request: Omit<PromptRequest, 'objections' | 'purpose'>,
): CheckedText => {
  const body = text.trim();
  const alone = (objection: Objection): CheckedText => ({ objections: [objection], grounding: nothing });
  if (body.length === 0) return alone({ code: 'empty', params: {} });
  if (body.length > MAX_CHARS) return alone({ code: 'too_long', params: { maxChars: MAX_CHARS } });
  const evidence = evidenceOf(request);
  const objections: Objection[] = [];
  const placeholder = placeholderIn(body, evidence);
  if (placeholder) objections.push({ code: 'placeholder', params: { placeholder } });
  const leak = leakIn(body, evidence);
  if (leak) objections.push({ code: leak, params: {} });
  const links = strangeLinks(body, evidence);
  const [link] = links;
  if (link !== undefined) objections.push({ code: 'strange_link', params: { link } });
  const signs: readonly (readonly [boolean, SignCode])[] = [
    [hasHiddenCharacters(body), 'hidden_characters'],
    [hasTags(body, evidence), 'html_tags'],
    [hasMarkdown(body, evidence), 'markdown'],
    [greetings(body) > 1, 'greets_twice'],
    [RUNAWAY.test(body), 'repeats_itself'],
  ];
  for (const [found, code] of signs) if (found) objections.push({ code, params: {} });
  const grounding = groundingOf(body, request);
  objections.push(...groundingObjections(grounding.unproved));
  const unproved = [...grounding.unproved, ...links.flatMap((one) => linkMark(body, one))];
  return {
    objections,
    grounding: { ...grounding, unproved: unproved.toSorted((a, b) => a.start - b.start) },
  };
};

const linkMark = (body: string, link: string): readonly Unproved[] => {
  const start = body.indexOf(link);
  return start === -1 ? [] : [{ text: link, start, end: start + link.length, kind: 'link' }];
};

type SignCode = 'hidden_characters' | 'html_tags' | 'markdown' | 'greets_twice' | 'repeats_itself';
