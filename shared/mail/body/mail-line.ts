/**
 * What the mark-up of known mail programs says about a line: it introduces a quotation, everything from here is
 * history, or it is part of a signature.
 */
export type LineMark = 'attribution' | 'history' | 'signature' | null;

/** One line of a body as a person sees it. */
export interface MailLine {
  readonly text: string;
  /** The number of quotations around it by mark-up; leading `>` are part of the text. */
  readonly depth: number;
  /** The number of blockquotes around it that may be the writer's own indentation. */
  readonly indent: number;
  readonly mark: LineMark;
}

/** A rule across the page, as mail programs write it in plain text. */
export const RULE = '________________________________';

/** The lines of a plain-text body. Hard spaces count as spaces. */
export const plainLines = (text: string): readonly MailLine[] =>
  text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .map((line) => ({ text: line, depth: 0, indent: 0, mark: null }));
