import type { MailAddress } from '../../domain/mail-address.ts';
import { attributionLine, whoWrote } from './attribution-line.ts';
import { directionOf, escapeHtml, linesHtml, textHtml } from './html-body.ts';

/** The answered mail, as it is quoted below the answer. */
export interface AnsweredMail {
  readonly from: MailAddress;
  /** Epoch ms. */
  readonly at: number;
  /** Its whole text including its own history, whose lines begin with `>`. */
  readonly text: string;
}

/** The owner's signature as Gmail stores it (`sendAs.signature`), with its visible text. */
export interface OwnSignature {
  readonly html: string;
  readonly text: string;
}

export interface ReplyBody {
  readonly text: string;
  readonly html: string;
}

export interface ReplyContent {
  readonly text: string;
  /** null for a mail that answers nothing. */
  readonly answered: AnsweredMail | null;
  /** IANA name of the time zone of the attribution. */
  readonly timeZone: string;
  /** BCP 47, for example `de`: the language of the attribution. */
  readonly language: string;
  readonly signature: OwnSignature | null;
}

/** Limits of the quoted text, in characters and lines. */
const MAX_HISTORY = 60_000;
const MAX_LINES = 1500;

const QUOTE_STYLE = 'margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex';

const historyLines = (text: string): readonly string[] => {
  const lines = text.slice(0, MAX_HISTORY).replace(/\r\n?/g, '\n').trimEnd().split('\n');
  return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES), '…'] : lines;
};

/** `> text`, and `>> text` for lines that were quoted already. */
const quoted = (line: string): string =>
  line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`;

const depthOf = (line: string): number => (/^(?:> ?)+/.exec(line)?.[0].match(/>/g) ?? []).length;

/** Quoted lines as nested blockquotes. */
const historyHtml = (lines: readonly string[], depth: number): string => {
  let html = '';
  for (let start = 0; start < lines.length; ) {
    const deeper = depthOf(lines[start] ?? '') > depth;
    let end = start;
    while (end < lines.length && depthOf(lines[end] ?? '') > depth === deeper) end++;
    const stretch = lines.slice(start, end);
    if (deeper && depth < MAX_DEPTH) {
      html += `<blockquote class="gmail_quote" style="${QUOTE_STYLE}">${historyHtml(stretch, depth + 1)}</blockquote>`;
    } else {
      const plain = stretch.map((line) => line.replace(/^(?:> ?)+/, '')).join('\n');
      const direction = directionOf(plain);
      html += `<div dir="${direction}">${linesHtml(plain, direction)}</div>`;
    }
    start = end;
  }
  return html;
};

const MAX_DEPTH = 8;

/**
 * A mail as Gmail writes it: the text, the signature, and below it the answered mail, in the text part with `>` and in
 * HTML as Gmail's quotation. So people outside Gmail have the context, and mail programs can collapse it.
 */
export const replyBody = ({ text, answered, timeZone, language, signature }: ReplyContent): ReplyBody => {
  const signed =
    signature && signature.text.trim() !== ''
      ? `${text.trimEnd()}\n\n-- \n${signature.text.trim()}`
      : text.trimEnd();
  const signatureHtml = signature
    ? `<div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">${signature.html}</div>`
    : '';
  const own = textHtml(text).replace(/<\/div>$/, `${signatureHtml}</div>`);
  if (!answered) return { text: signed, html: own };
  const when = { at: answered.at, timeZone, language };
  const { name, email } = whoWrote(answered.from);
  const spaced = name === '' ? '' : `${name} `;
  const address = `<span dir="ltr">&lt;<a href="mailto:${escapeHtml(email)}">${escapeHtml(email)}</a>&gt;</span>`;
  // The name comes from the sender, so a marker that no name contains finds the address again.
  const html = escapeHtml(attributionLine(when, `${spaced}\u0000`)).replace('\u0000', address);
  const lines = historyLines(answered.text);
  return {
    text: `${signed}\n\n${attributionLine(when, `${spaced}<${email}>`)}\n\n${lines.map(quoted).join('\n')}`,
    html: `${own}<br><div class="gmail_quote gmail_quote_container"><div dir="${directionOf(attributionLine(when, ''))}" class="gmail_attr">${html}<br></div><blockquote class="gmail_quote" style="${QUOTE_STYLE}">${historyHtml(lines, 0)}</blockquote></div>`,
  };
};
