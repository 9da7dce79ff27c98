import type { LineMark, MailLine } from './mail-line.ts';

interface Place {
  readonly depth: number;
  readonly indent: number;
  readonly mark: LineMark;
}

/** Zero-width characters and soft hyphens; newsletters pad their previews with the combining grapheme joiner. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u00AD]|\u034F/g;

/**
 * Collects rendered text into lines. The current line is kept in pieces until it ends, so that a huge line is not
 * copied repeatedly.
 */
export class LineWriter {
  readonly lines: MailLine[] = [];
  #pieces: string[] = [];
  #afterSpace = true;
  #blank = true;
  #paragraph = false;
  #mark: LineMark = null;

  /** The position in the current line at which the next text will be. */
  get position(): number {
    return this.#pieces.length;
  }

  write(text: string): void {
    if (text === '') return;
    this.#pieces.push(text);
    this.#afterSpace = /\s$/.test(text.slice(-1));
    if (this.#blank && /\S/.test(text)) this.#blank = false;
  }

  /** Text with collapsed white space. */
  words(text: string): void {
    const collapsed = text.replace(INVISIBLE, '').replace(/[\t\n\f\r ]+/g, ' ');
    const fitted = this.#afterSpace && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed;
    this.write(fitted.replaceAll('\u00A0', ' '));
  }

  preformatted(text: string, place: Place): void {
    const [first = '', ...rest] = text.replace(/\r\n?/g, '\n').split('\n');
    this.write(first);
    for (const line of rest) {
      this.lineBreak(place);
      this.write(line);
    }
  }

  space(): void {
    if (!this.#afterSpace) this.write(' ');
  }

  /** Adds the target of a link if its text does not contain it. */
  link(url: string, from: number): void {
    const text = this.#pieces.slice(from, from + 20).join('');
    if (text.trim() !== '' && !text.includes(url.replace(/^https?:\/\/|\/$/gi, ''))) this.write(` <${url}>`);
  }

  /** Marks the next line that is written. */
  mark(mark: LineMark): void {
    this.#mark = mark;
  }

  /** Separates the next line from the previous one. */
  paragraph(): void {
    this.#paragraph = true;
  }

  /** Ends the current line; if it is empty, adds an empty line. */
  lineBreak(place: Place): void {
    if (this.#blank) {
      this.#reset();
      this.lines.push({ text: '', depth: place.depth, indent: place.indent, mark: null });
    } else this.endLine(place);
  }

  /** Ends the current line unless it is empty. */
  endLine(place: Place): void {
    if (this.#blank) return this.#reset();
    const { depth, indent } = place;
    const last = this.lines.at(-1);
    if (this.#paragraph && last) {
      this.lines.push({
        text: '',
        depth: Math.min(last.depth, depth),
        indent: Math.min(last.indent, indent),
        mark: null,
      });
    }
    this.lines.push({
      text: this.#pieces.join('').trimEnd(),
      depth,
      indent,
      mark: this.#mark ?? place.mark,
    });
    this.#paragraph = false;
    this.#mark = null;
    this.#reset();
  }

  #reset(): void {
    this.#pieces = [];
    this.#afterSpace = true;
    this.#blank = true;
  }
}
