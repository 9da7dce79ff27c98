import { LineWriter } from '../body/line-writer.ts';
import { type LineMark, type MailLine, RULE } from '../body/mail-line.ts';
import { hasBackground, hasPaperColour, hasTextColour, hidingRules, styleHides } from './hidden.ts';
import { holdsHistory, markOf, namesOf, quotes } from './marks.ts';
import { type Attributes, htmlTokens } from './tokens.ts';

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

const VOID = words('area base br col embed hr img input link meta param source track wbr');
/** Elements that begin and end a line. */
const BLOCKS = words(
  `address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2
   h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table tbody tfoot thead tr ul`,
);
const PARAGRAPHS = words('p ul ol dl table h1 h2 h3 h4 h5 h6 pre blockquote figure');
const UNSEEN = words('head script style template object audio video svg math select datalist');
/** How many open elements are searched for the start of an inline element. */
const REACH = 100;

interface Frame {
  readonly name: string;
  readonly hidden: boolean;
  /** The text has its own background colour. */
  readonly hasBackground: boolean;
  /** The text has the colour of paper. */
  readonly paper: boolean;
  readonly depth: number;
  readonly indent: number;
  readonly mark: LineMark;
  readonly preformatted: boolean;
  /** Separated from the text before and after. */
  readonly apart: boolean;
  readonly href: string | null;
  /** The position in the line when the element began. */
  readonly start: number;
}

const ROOT: Frame = {
  name: '',
  hidden: false,
  hasBackground: false,
  paper: false,
  depth: 0,
  indent: 0,
  mark: null,
  preformatted: false,
  apart: false,
  href: null,
  start: 0,
};

const NO_NAMES: readonly string[] = [];

/** Converts an HTML body to lines. Hidden text is left out, unless there is no other. */
export const htmlLines = (html: string): readonly MailLine[] => {
  const lines = render(html, true);
  // If all text has the colour of paper, the mail was written in dark mode and is not hidden.
  return lines.some((line) => line.text !== '') ? lines : render(html, false);
};

/** The text that a person sees of an HTML body. */
export const visibleText = (html: string): string =>
  htmlLines(html)
    .map((line) => line.text)
    .join('\n');

const tight = (attributes: Attributes): boolean =>
  /mso|no-?spacing/i.test(attributes.get('class') ?? '') ||
  /margin\s*:\s*0/i.test(attributes.get('style') ?? '');

const render = (html: string, paperHides: boolean): readonly MailLine[] => {
  const stack: Frame[] = [ROOT];
  const open = new Map<string, number>();
  const hiddenNames = { classes: new Set<string>(), ids: new Set<string>() };
  const writer = new LineWriter();

  const top = (): Frame => stack.at(-1) ?? ROOT;
  const pop = (): void => {
    const frame = stack.pop();
    if (!frame) return;
    if (BLOCKS.has(frame.name) || frame.depth > top().depth) writer.endLine(frame);
    if (frame.href !== null && !frame.hidden) writer.link(frame.href, frame.start);
    open.set(frame.name, (open.get(frame.name) ?? 1) - 1);
  };
  const close = (name: string): void => {
    if ((open.get(name) ?? 0) === 0) return;
    if (!BLOCKS.has(name)) {
      // The end of an inline element does not end the blocks that began inside it.
      const recent = stack.slice(-REACH).reverse();
      const at = recent.findIndex((frame) => frame.name === name);
      if (at < 0 || recent.slice(0, at).some((frame) => BLOCKS.has(frame.name))) return;
    }
    while (stack.length > 1) {
      const closed = top();
      pop();
      if (closed.apart) writer.paragraph();
      if (closed.name === name) break;
    }
  };
  const begin = (name: string, attributes: Attributes): void => {
    const bare = attributes.size === 0;
    const names = bare ? NO_NAMES : namesOf(attributes);
    if (BLOCKS.has(name)) {
      if ((open.get('p') ?? 0) > 0 && stack.slice(-8).some((frame) => frame.name === 'p')) close('p');
      writer.endLine(top());
    }
    const parent = top();
    const mark = bare ? null : markOf(attributes, names);
    if (!parent.hidden) {
      if (mark === 'history') writer.mark('history');
      if (name === 'br') writer.lineBreak(parent);
      if (name === 'hr') {
        writer.write(RULE);
        writer.endLine(parent);
      }
      if (name === 'td' || name === 'th') writer.space();
      if (name === 'li') writer.write('- ');
    }
    const apart = PARAGRAPHS.has(name) && !tight(attributes);
    if (apart) writer.paragraph();
    if (VOID.has(name)) return;
    const quoting = name === 'blockquote' && quotes(attributes, names);
    const holds = !bare && holdsHistory(name, attributes, names);
    // Outlook for Mac puts the earlier mail into a span.
    if (holds) writer.endLine(parent);
    const href = name === 'a' ? (attributes.get('href') ?? '').trim() : '';
    stack.push({
      name,
      hidden:
        parent.hidden ||
        UNSEEN.has(name) ||
        (!bare &&
          (attributes.has('hidden') ||
            styleHides(attributes.get('style') ?? '') ||
            names.some((entry) => hiddenNames.classes.has(entry)) ||
            hiddenNames.ids.has(attributes.get('id') ?? ''))),
      hasBackground: parent.hasBackground || (!bare && hasBackground(attributes)),
      paper: bare ? parent.paper : !hasTextColour(attributes) && (parent.paper || hasPaperColour(attributes)),
      depth: parent.depth + (quoting || holds ? 1 : 0),
      indent: parent.indent + (name === 'blockquote' && !quoting ? 1 : 0),
      mark: mark === 'history' ? parent.mark : (mark ?? parent.mark),
      preformatted: parent.preformatted || name === 'pre',
      apart,
      href: /^https?:\/\//i.test(href) ? href : null,
      start: writer.position,
    });
    open.set(name, (open.get(name) ?? 0) + 1);
  };

  for (const token of htmlTokens(html)) {
    if (token.kind === 'style') {
      const rules = hidingRules(token.css);
      for (const name of rules.classes) hiddenNames.classes.add(name);
      for (const name of rules.ids) hiddenNames.ids.add(name);
    } else if (token.kind === 'close') close(token.name);
    else if (token.kind === 'open') begin(token.name, token.attributes);
    else {
      const frame = top();
      if (frame.hidden || (paperHides && frame.paper && !frame.hasBackground)) continue;
      if (frame.preformatted) writer.preformatted(token.text, frame);
      else writer.words(token.text);
    }
  }
  writer.endLine(top());
  return writer.lines;
};
