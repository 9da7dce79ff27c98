import { unflow } from '../body/flowed-text.ts';
import { BUDGET } from './budget.ts';
import { decodeText } from './charset.ts';
import type { Entity } from './entities.ts';
import { decodeTransfer } from './transfer.ts';
import { type EncodedFile, withoutEncodedFiles } from './uuencode.ts';

/** One text of a mail, or one text in two formats. Most mails have one block. */
export interface Block {
  readonly text: string | null;
  readonly html: string | null;
}

/** Whether a part is displayed inline, not offered as a file. */
const isShown = ({ contentType, disposition, children }: Entity): boolean =>
  children.length === 0 &&
  disposition !== 'attachment' &&
  (contentType.type === 'text/plain' || contentType.type === 'text/html');

/** Whether a part has a file name. */
export const isNamed = ({ contentType, headers }: Entity): boolean =>
  (contentType.parameters.get('name') ?? '') !== '' ||
  headers.some(
    ({ name, value }) =>
      name.toLowerCase() === 'content-disposition' && /;\s*filename\*?\d?\*?\s*=\s*"?[^\s";]/i.test(value),
  );

export interface Body {
  readonly blocks: readonly Block[];
  /** The parts that belong to blocks. */
  readonly shown: ReadonlySet<Entity>;
  /** Files inside the text itself (uuencode). */
  readonly files: readonly EncodedFile[];
  readonly truncated: boolean;
  /** More lines than a person writes. */
  readonly shredded: boolean;
}

const join = (texts: readonly string[]): string | null => (texts.length === 0 ? null : texts.join('\n'));

/** Reads the texts of a mail within their common budget. */
class BodyReader {
  truncated = false;
  shredded = false;
  readonly shown = new Set<Entity>();
  readonly files: EncodedFile[] = [];
  #left = { text: BUDGET.text as number, html: BUDGET.html as number, lines: BUDGET.lines as number };

  readonly #raw: Buffer;

  constructor(raw: Buffer) {
    this.#raw = raw;
  }

  blocksOf(entity: Entity, isAlternative = false): readonly Block[] {
    const { type } = entity.contentType;
    if (type.startsWith('multipart/')) {
      // The multipart has no delimiter as its header states: its content may be the whole text.
      if (entity.children.length === 0) return this.#leaf(entity, 'text/plain');
      const alternative = type === 'multipart/alternative';
      const blocks = entity.children.flatMap((child) => this.blocksOf(child, alternative));
      return alternative ? this.#alternatives(blocks) : blocks;
    }
    // A file beside a text; if there is no other text, it is the mail's text.
    if (isNamed(entity) && this.shown.size > 0 && !isAlternative) return [];
    return isShown(entity) ? this.#leaf(entity, type) : [];
  }

  #alternatives(blocks: readonly Block[]): readonly Block[] {
    if (blocks.length === 0) return [];
    return [
      {
        text: join(blocks.flatMap(({ text }) => (text === null ? [] : [text]))),
        html: join(blocks.flatMap(({ html }) => (html === null ? [] : [html]))),
      },
    ];
  }

  #leaf(entity: Entity, type: string): readonly Block[] {
    this.shown.add(entity);
    const kind = type === 'text/html' ? 'html' : 'text';
    const text = this.#decode(entity, this.#left[kind]);
    this.#left[kind] -= text.length;
    if (kind === 'html') return [{ text: null, html: text }];
    const { parameters } = entity.contentType;
    const flowed = (parameters.get('format') ?? '').toLowerCase() === 'flowed';
    const { text: whole, files } = withoutEncodedFiles(this.#withinLines(text));
    this.files.push(...files);
    const plain = flowed ? unflow(whole, (parameters.get('delsp') ?? '').toLowerCase() === 'yes') : whole;
    return [{ text: plain, html: null }];
  }

  #decode(entity: Entity, left: number): string {
    // No encoding takes more than three bytes per byte, and no character set more than four bytes per character.
    const end = Math.min(entity.end, entity.start + left * 4);
    const bytes = decodeTransfer(this.#raw.subarray(entity.start, end), entity.encoding);
    const text = decodeText(bytes, entity.contentType.parameters.get('charset') ?? null);
    this.truncated ||= end < entity.end || text.length > left;
    return text.slice(0, left).replace(/\r\n?/g, '\n');
  }

  #withinLines(text: string): string {
    let at = -1;
    do {
      at = text.indexOf('\n', at + 1);
      if (at >= 0 && --this.#left.lines < 0) {
        this.truncated = true;
        this.shredded = true;
        return text.slice(0, at);
      }
    } while (at >= 0);
    return text;
  }
}

/** The displayed texts of a mail, in order. */
export const bodyOf = (root: Entity, raw: Buffer): Body => {
  const reader = new BodyReader(raw);
  const blocks = reader.blocksOf(root);
  return {
    blocks,
    shown: reader.shown,
    files: reader.files,
    truncated: reader.truncated,
    shredded: reader.shredded,
  };
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>\n');

/** All plain texts of a mail; null: none. */
export const textOf = (blocks: readonly Block[]): string | null =>
  join(blocks.flatMap(({ text }) => (text === null ? [] : [text])));

/** The mail as HTML; null: no part is HTML. */
export const htmlOf = (blocks: readonly Block[]): string | null =>
  blocks.some(({ html }) => html !== null)
    ? join(blocks.map(({ html, text }) => html ?? `<div>${escaped((text ?? '').trimEnd())}</div>`))
    : null;
