/**
 * What mark-up of well-known mail programs says of a line: it introduces a quotation, from here on all is history, it is
 * part of a signature.
 */
export type LineMark = 'attribution' | 'history' | 'signature' | null;

/** One line of a body as a person sees it. */
export interface MailLine {
  readonly text: string;
  /** How many quotations it stands in by mark-up; leading `>` are part of the text. */
  readonly depth: number;
  /** In how many blockquotes that may as well be the writer's own indentation. */
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
