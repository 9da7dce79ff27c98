import { outsideCode } from './outside-code.ts';
import { withoutTables } from './tables.ts';

const FENCED = /^\s*```[^\n`]*\n([\s\S]*?)\n?```\s*$/;

const IMAGE = /!\[([^\]\n]{0,300})\]\(\s*<?[^\s)>]{0,2000}>?[^)\n]{0,300}\)/g;
const LINK =
  /\[([^\]\n]{1,300})\]\(\s*<?((?:https?:\/\/|mailto:|tel:|www\.)[^\s)>]+)>?(?:\s+"[^"\n]*")?\s*\)/gi;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>]+|[^\s<>@]+@[^\s<>@]+\.[a-z]{2,24})>/gi;

const withoutScheme = (link: string): string =>
  link.replace(/^(?:https?:\/\/(?:www\.)?|mailto:|tel:)/i, '').replace(/\/$/, '');

/** "our prices (https://acme.com/prices)", or only the address if the link text is the address. */
const spelledOut = (text: string, target: string): string => {
  const address = target.replace(/^(?:mailto|tel):/i, '');
  const same = withoutScheme(text.trim()).toLowerCase() === withoutScheme(target).toLowerCase();
  return same ? address : `${text.trim()} (${address})`;
};

const HEADING = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/gm;
/** Horizontal rules and underlines of headings. The signature delimiter "-- " is kept. */
const RULE = /^[ \t]*(?:\*{3,}|_{3,}|={3,}|(?:\*[ \t]){2,}\*|(?:-[ \t]){2,}-)[ \t]*$\n?/gm;
const BULLET = /^([ \t]*)\*[ \t]+(?=\S)/gm;
const BOLD = /(\*\*\*|\*\*)(?=[^\s*])([^*\n]*[^\s*])\1/g;
const ITALIC = /(?<![\p{L}\p{N}*\\])\*(?=[^\s*])([^*\n]*[\p{L}\p{N}][^*\n]*(?<!\s))\*(?![\p{L}\p{N}*])/gu;
const UNDERLINED = /(?<=^|[\s("'«“])(_{1,3})(?=[^\s_])([^_\n]*[^\s_])\1(?![\p{L}\p{N}_])/gmu;
const ESCAPED = /(?<![:\\])\\([*_#[\]()~`>|!+-])|(?<=^[ \t]*\d{1,3})\\(\.)/gm;

const plain = (part: string, known: string): string =>
  withoutTables(part)
    .replaceAll(IMAGE, '$1')
    .replaceAll(LINK, (_whole, text: string, target: string) => spelledOut(text, target))
    .replaceAll(AUTOLINK, (_whole, link: string) => link.replace(/^mailto:/i, ''))
    .replaceAll(HEADING, '$1')
    .replaceAll(RULE, '')
    .replaceAll(BULLET, '$1- ')
    .replaceAll(BOLD, '$2')
    .replaceAll(ITALIC, '$1')
    .replaceAll(UNDERLINED, (whole, _marks, inside: string) => (known.includes(whole) ? whole : inside))
    .replaceAll(ESCAPED, '$1$2');

/**
 * Removes Markdown: marks around words and before headings are dropped, links are written out, tables become lists.
 * Code is kept.
 */
export const withoutMarkdown = (text: string, known: string): string => {
  const inside = FENCED.exec(text)?.[1];
  const body = inside !== undefined && !inside.includes('```') ? inside : text;
  return outsideCode(body, (part) => plain(part, known));
};
