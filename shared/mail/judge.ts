import { classifyMail, type MailClass } from './classify.ts';
import { type ParsedMail, parseMail } from './parse.ts';
import { newlyWrittenText } from './reply-text.ts';

/** What a mail says and what kind of mail it is, without knowing its conversation. */
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

/** Throws where our own reading stumbles. */
export const judgeMail = async ({ raw, own }: MailToJudge): Promise<JudgedMail> => {
  const parsed = await parseMail(raw);
  return { parsed, class: classifyMail(parsed, own), ...newlyWrittenText(parsed) };
};

/** Characters of a text that somebody looks at once a mail is judged: twice what is kept of it. */
const MAX_TEXT = 200_000;

const shortText = (text: string | null): string | null => (text === null ? null : text.slice(0, MAX_TEXT));
/** Half of it would show nothing that could be relied on. */
const shortHtml = (html: string | null): string | null => (html && html.length <= MAX_TEXT ? html : null);

const slimParsed = (parsed: ParsedMail): ParsedMail => ({
  ...parsed,
  blocks: parsed.blocks.map(({ text, html }) => ({ text: shortText(text), html: shortHtml(html) })),
  text: shortText(parsed.text),
  html: shortHtml(parsed.html),
});

/** The same without the texts that nobody looks at any more: a large mail takes the memory of a small one afterwards. */
export const slim = (judged: JudgedMail): JudgedMail => ({
  ...judged,
  parsed: slimParsed(judged.parsed),
  text: judged.text.slice(0, MAX_TEXT),
  quoted: judged.quoted.slice(0, MAX_TEXT),
});
