import { classifyMail, type MailClass } from './classify.ts';
import { type ParsedMail, parseMail } from './parse.ts';
import { newlyWrittenText } from './reply-text.ts';

/** The content and the kind of a mail, independent of its conversation. */
export interface JudgedMail {
  readonly parsed: ParsedMail;
  readonly class: MailClass;
  readonly text: string;
  readonly quoted: string;
}

export interface MailToJudge {
  /** RFC 5322 bytes. */
  readonly raw: Uint8Array;
  /** The owner's addresses. */
  readonly own: readonly string[];
}

/** Throws if the parser fails. */
export const judgeMail = async ({ raw, own }: MailToJudge): Promise<JudgedMail> => {
  const parsed = await parseMail(raw);
  return { parsed, class: classifyMail(parsed, own), ...newlyWrittenText(parsed) };
};

/** Characters of a text that are used after judging: twice the number that is stored. */
const MAX_TEXT = 200_000;

const shortText = (text: string | null): string | null => (text === null ? null : text.slice(0, MAX_TEXT));
/** Truncated HTML would be unreliable, so long HTML is dropped. */
const shortHtml = (html: string | null): string | null => (html && html.length <= MAX_TEXT ? html : null);

const slimParsed = (parsed: ParsedMail): ParsedMail => ({
  ...parsed,
  blocks: parsed.blocks.map(({ text, html }) => ({ text: shortText(text), html: shortHtml(html) })),
  text: shortText(parsed.text),
  html: shortHtml(parsed.html),
});

/** Drops the texts that are no longer used, so that a large mail takes no more memory than a small one. */
export const slim = (judged: JudgedMail): JudgedMail => ({
  ...judged,
  parsed: slimParsed(judged.parsed),
  text: judged.text.slice(0, MAX_TEXT),
  quoted: judged.quoted.slice(0, MAX_TEXT),
});
