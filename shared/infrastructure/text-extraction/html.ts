import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';
import { decodeText } from '../../mail/mime/charset.ts';
import { readable } from './readable.ts';

/** What no reader of the page sees, or what is not its text. */
const NOT_TEXT = 'script,style,noscript,template,svg,iframe,object,canvas,[hidden],[aria-hidden="true"]';
const HIDES =
  /display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])/i;
/** An article that is a small part of the page is a teaser or a comment; then the whole page is taken. */
const MIN_SHARE = 0.3;

const BLOCKS: ReadonlySet<string> = new Set(
  'P DIV SECTION ARTICLE MAIN HEADER FOOTER ASIDE NAV UL OL DL DT DD TABLE FIGURE FIGCAPTION BLOCKQUOTE PRE FORM FIELDSET ADDRESS HR DETAILS SUMMARY'.split(
    ' ',
  ),
);

/** The text as Markdown headings, paragraphs, list items and rows. */
const textOf = (root: Node): string => {
  let text = '';
  const walk = (node: Node, isPreformatted: boolean): void => {
    if (node.nodeType === 3) {
      const value = node.textContent ?? '';
      text += isPreformatted ? value : value.replaceAll(/\s+/g, ' ');
      return;
    }
    if (node.nodeType !== 1 && node.nodeType !== 11) return;
    const name = node.nodeName.toUpperCase();
    if (name === 'BR') text += '\n';
    const heading = /^H([1-6])$/.exec(name);
    if (heading) text += `\n\n${'#'.repeat(Number(heading[1]))} `;
    else if (name === 'LI') text += '\n- ';
    else if (name === 'TR') text += '\n';
    else if (BLOCKS.has(name)) text += '\n\n';
    if ((name === 'TD' || name === 'TH') && node.previousSibling) text += ' | ';
    for (const child of node.childNodes) walk(child, isPreformatted || name === 'PRE');
    if (heading || BLOCKS.has(name)) text += '\n\n';
  };
  walk(root, false);
  return text
    .split('\n')
    .map((line) => line.replaceAll(/[^\S\n]+/g, ' ').trim())
    .join('\n');
};

/** A page's declared charset; the byte order mark outranks it. */
const charsetOf = (content: Uint8Array): string | null => {
  const head = Buffer.from(content.subarray(0, 2_048)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1] ?? null;
};

/** A page or an HTML file: its main text if it has one, without navigation, advertisements and what is hidden. */
export const textOfHtml = ({ content, maxChars }: FileToRead): Extraction => {
  const html = decodeText(content, charsetOf(content)).replace(/^\uFEFF/, '');
  if (!/<[a-z!]/i.test(html)) return readable(html, maxChars, false);
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  for (const element of document.querySelectorAll(NOT_TEXT)) element.remove();
  for (const element of document.querySelectorAll('[style]')) {
    if (HIDES.test(element.getAttribute('style') ?? '')) element.remove();
  }
  const title = document.querySelector('title')?.textContent?.trim() ?? '';
  for (const element of document.querySelectorAll('title')) element.remove();
  const whole = textOf(document.body ?? document.documentElement);
  const article = new Readability(document).parse();
  const main = article?.content
    ? textOf(parseHTML(`<html><body>${article.content}</body></html>`).document.body)
    : '';
  const text = main.length >= whole.length * MIN_SHARE ? main : whole;
  return readable(title !== '' && !/^\s*# /.test(text) ? `# ${title}\n\n${text}` : text, maxChars, false);
};
