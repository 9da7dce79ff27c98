import type { Passage } from './passage.ts';

/** What a passage should have at most, and what it never exceeds: one long table row. In characters. */
const TARGET = 1_000;
const MAX = 1_600;
const MAX_HEADING = 200;

const HEADING = /^(#{1,6})\s+(\S.*)$/;
/** A table row with its header, or a list item: kept whole where possible. */
const SENTENCE_END = /(?<=[.!?…]["'»”)]?)\s+|(?<=[。！？])/u;

interface Section {
  readonly heading: string;
  readonly blocks: readonly string[];
}

const headingOf = (path: readonly string[]): string =>
  path
    .filter((part) => part !== '')
    .join(' › ')
    .slice(0, MAX_HEADING)
    .toWellFormed();

/** Sections by Markdown headings, each with its paragraphs. */
const sectionsOf = (text: string): readonly Section[] => {
  const sections: { heading: string; blocks: string[] }[] = [{ heading: '', blocks: [] }];
  let path: string[] = [];
  let isFenced = false;
  let isOpen = false;
  for (const line of text.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) isFenced = !isFenced;
    const heading = isFenced ? null : HEADING.exec(line);
    const current = sections.at(-1);
    if (heading) {
      const level = heading[1]?.length ?? 1;
      path = [...path.slice(0, level - 1), (heading[2] ?? '').replace(/\s*#*\s*$/, '')];
      sections.push({ heading: headingOf(path), blocks: [] });
      isOpen = false;
    } else if (line.trim() === '') isOpen = false;
    else if (isOpen) current?.blocks.push(`${current.blocks.pop() ?? ''}\n${line}`);
    else {
      current?.blocks.push(line);
      isOpen = true;
    }
  }
  return sections.filter(({ blocks }) => blocks.length > 0);
};

/** A piece that is still too long is cut between words, or anywhere. */
const hardCut = (text: string): readonly string[] => {
  const pieces: string[] = [];
  let rest = text;
  while (rest.length > MAX) {
    const space = rest.lastIndexOf(' ', MAX);
    const at = space > TARGET / 2 ? space : MAX;
    // Not between the halves of a surrogate pair.
    const end = /[\uD800-\uDBFF]/.test(rest[at - 1] ?? '') ? at - 1 : at;
    pieces.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...pieces, rest];
};

const packed = (pieces: readonly string[], separator: string): readonly string[] => {
  const packs: string[] = [];
  for (const piece of pieces) {
    const last = packs.at(-1);
    if (last !== undefined && last.length + separator.length + piece.length <= TARGET) {
      packs[packs.length - 1] = last + separator + piece;
    } else packs.push(piece);
  }
  return packs;
};

/** Lines first, then sentences, then words. */
const broken = (block: string): readonly string[] => {
  if (block.length <= MAX) return [block];
  const lines = block.split('\n');
  if (lines.length > 1) return packed(lines.flatMap(broken), '\n');
  const sentences = block.split(SENTENCE_END).filter((sentence) => sentence.trim() !== '');
  if (sentences.length > 1) return packed(sentences.flatMap(hardCut), ' ');
  return hardCut(block);
};

/**
 * The passages of a text: paragraphs that follow each other below one heading, together as long as they are short. Pure and
 * repeatable. Markdown headings (`#`) divide; everything else is text.
 */
export const splitIntoPassages = (text: string): readonly Passage[] => {
  let n = 0;
  return sectionsOf(text.toWellFormed()).flatMap(({ heading, blocks }) =>
    packed(blocks.flatMap(broken), '\n\n').map((piece) => ({ n: ++n, heading, text: piece.trim() })),
  );
};
