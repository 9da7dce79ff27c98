import { BUDGET } from './budget.ts';
import { afterEnvelope, type MailHeader, readHeaderBlock } from './header-block.ts';
import { type ContentType, contentTypeOf } from './headers.ts';

/** A mail, or a part of one (RFC 2045 section 2.4). */
export interface Entity {
  /** Unfolded, with encoded words not decoded. */
  readonly headers: readonly MailHeader[];
  readonly contentType: ContentType;
  /** Content-Transfer-Encoding in lower case. */
  readonly encoding: string;
  /** `inline`, `attachment` or empty. */
  readonly disposition: string;
  /** The position of its body in the raw mail. */
  readonly start: number;
  readonly end: number;
  readonly children: readonly Entity[];
}

export interface Structure {
  readonly root: Entity;
  /** Something exceeded the budget and is missing in `root`. */
  readonly truncated: boolean;
  /** Nested so deeply that its text may have been dropped. */
  readonly tooDeep: boolean;
}

/** A line that begins with two dashes. */
interface Delimiter {
  readonly start: number;
  readonly next: number;
  /** The text after the dashes, without trailing white space. */
  readonly text: string;
}

/** RFC 2046 section 5.1.1 allows 70 characters; some programs write more. */
const MAX_BOUNDARY = 200;

const delimiterAt = (raw: Buffer, start: number): Delimiter => {
  const found = raw.indexOf(0x0a, start);
  const end = found < 0 ? raw.length : found;
  const text = raw.toString('latin1', start + 2, Math.min(end, start + MAX_BOUNDARY + 6)).trimEnd();
  return { start, next: Math.min(end + 1, raw.length), text };
};

const findDelimiters = (raw: Buffer, from: number): readonly Delimiter[] => {
  const found: Delimiter[] = [];
  if (raw[from] === 0x2d && raw[from + 1] === 0x2d) found.push(delimiterAt(raw, from));
  for (let at = raw.indexOf('\n--', from); at >= 0; at = raw.indexOf('\n--', at + 3)) {
    if (found.length >= BUDGET.delimiters) break;
    found.push(delimiterAt(raw, at + 1));
  }
  return found;
};

/** The index of the first delimiter at or after `position`. */
const firstFrom = (delimiters: readonly Delimiter[], position: number): number => {
  let low = 0;
  let high = delimiters.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((delimiters[middle]?.start ?? 0) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

interface Part {
  readonly start: number;
  readonly end: number;
}

/** Without the line end, which belongs to the delimiter. */
const withoutLastBreak = (raw: Buffer, start: number, end: number): number => {
  if (end > start && raw[end - 1] === 0x0a) {
    return end - 1 > start && raw[end - 2] === 0x0d ? end - 2 : end - 1;
  }
  return end;
};

class Reader {
  truncated = false;
  tooDeep = false;
  #parts = 0;

  readonly #raw: Buffer;
  readonly #delimiters: readonly Delimiter[];

  constructor(raw: Buffer, delimiters: readonly Delimiter[]) {
    this.#raw = raw;
    this.#delimiters = delimiters;
  }

  entity(start: number, end: number, depth: number, defaultType: string): Entity {
    const block = readHeaderBlock(
      this.#raw,
      start,
      end,
      depth === 0 ? BUDGET.headerBytes : BUDGET.partHeaderBytes,
    );
    this.truncated ||= block.truncated;
    const value = (name: string): string =>
      block.headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
    const contentType = contentTypeOf(value('content-type') || defaultType);
    const entity: Entity = {
      headers: block.headers,
      contentType,
      encoding: (
        /[\w-]+/.exec(value('content-transfer-encoding').replace(/\([^()]*\)/g, ''))?.[0] ?? ''
      ).toLowerCase(),
      disposition: (/^\s*"?([\w-]+)/.exec(value('content-disposition'))?.[1] ?? '').toLowerCase(),
      start: block.end,
      end,
      children: [],
    };
    if (!contentType.type.startsWith('multipart/')) return entity;
    if (depth >= BUDGET.depth) {
      this.truncated = true;
      this.tooDeep = true;
      return { ...entity, start: end };
    }
    const childType = contentType.type === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
    const children: Entity[] = [];
    for (const part of this.#partsOf(entity)) {
      if (++this.#parts > BUDGET.parts) {
        this.truncated = true;
        break;
      }
      children.push(this.entity(part.start, part.end, depth + 1, childType));
    }
    return { ...entity, children };
  }

  /** The positions of the parts of a multipart. If its header has no boundary, the first delimiter defines it. */
  #partsOf({ contentType, start, end }: Entity): readonly Part[] {
    const from = firstFrom(this.#delimiters, start);
    const stated = (contentType.parameters.get('boundary') ?? '').trimEnd();
    const boundary = stated || this.#delimiters[from]?.text.trim() || '';
    if (boundary === '' || boundary.length > MAX_BOUNDARY) return [];
    const label = Buffer.from(boundary, 'utf8').toString('latin1');
    const parts: Part[] = [];
    let open: number | null = null;
    const close = (at: number): void => {
      if (open !== null)
        parts.push({ start: open, end: Math.max(open, withoutLastBreak(this.#raw, open, at)) });
      open = null;
    };
    for (let index = from; index < this.#delimiters.length && parts.length <= BUDGET.parts; index++) {
      const delimiter = this.#delimiters[index];
      if (!delimiter || delimiter.start >= end) break;
      if (delimiter.text === label) {
        close(delimiter.start);
        open = Math.min(delimiter.next, end);
      } else if (delimiter.text === `${label}--`) {
        close(delimiter.start);
        break;
      }
    }
    close(end);
    return parts;
  }
}

/**
 * The parts of a mail, not decoded. Looks once at each line that may be a delimiter, and stops at the limits of the
 * budget, so that the time is bounded.
 */
export const structureOf = (raw: Buffer): Structure => {
  const start = afterEnvelope(raw);
  const delimiters = findDelimiters(raw, start);
  const reader = new Reader(raw, delimiters);
  const root = reader.entity(start, raw.length, 0, 'text/plain');
  return {
    root,
    truncated: reader.truncated || delimiters.length >= BUDGET.delimiters,
    tooDeep: reader.tooDeep,
  };
};
