import type { MailAddress } from '../domain/mail-address.ts';
import { type MailLine, plainLines } from './body/mail-line.ts';
import { htmlLines } from './html/lines.ts';
import type { Block } from './mime/blocks.ts';
import type { ParsedMail } from './parse.ts';
import { findAnswers } from './quotation/answers.ts';
import { saysAnswersBelow } from './quotation/answers-below.ts';
import { type Context, dropOuterQuotes, type Kind, type Line, label } from './quotation/line-kinds.ts';
import { isBlank, isQuoted } from './quotation/quoted-lines.ts';
import { splitRunIn } from './quotation/run-in.ts';
import { surroundingsOf } from './quotation/surroundings.ts';
import { dropSignatures } from './signature/drop-signatures.ts';

/** Longer bodies are truncated. Enough for the longest history. */
const MAX_TEXT = 1_000_000;
const MAX_LINES = 10_000;

export interface NewText {
  /** The newly written text, with the quotations that it answers. */
  readonly text: string;
  /** The rest: history, signatures, small print. */
  readonly quoted: string;
}

/** Context of the mail. */
export interface Known {
  /** The texts that we sent to this person in this conversation, oldest first. */
  readonly ownTexts: readonly string[];
}

const NOTHING_KNOWN: Known = { ownTexts: [] };

/** Adds quotation marks to our own words if the mail has none. */
const asWritten = ({ text, kind, ours }: Line): string =>
  kind === 'quote' && ours && !isQuoted(text) ? `> ${text.trimStart()}` : text;

const join = (lines: readonly Line[], keep: (kind: Kind) => boolean): string => {
  const kept = lines.filter(({ kind }) => keep(kind)).map(asWritten);
  const first = kept.findIndex((text) => !isBlank(text));
  return first < 0 ? '' : kept.slice(first).join('\n').trimEnd();
};

const isKept = (kind: Kind): boolean => kind === 'own' || kind === 'quote';

const separate = (source: readonly MailLine[], context: Context): NewText => {
  const lines = label(splitRunIn(source.slice(0, MAX_LINES)), context);
  findAnswers(lines, context.surroundings);
  dropSignatures(lines, context);
  const own = join(lines, (kind) => kind === 'own');
  // If the writer says that the answers are in the earlier mail, the whole text is kept.
  if (saysAnswersBelow(own)) {
    const whole = (kind: Kind): boolean => kind !== 'dropped';
    return { text: join(lines, whole), quoted: join(lines, (kind) => !whole(kind)) };
  }
  dropOuterQuotes(lines);
  return { text: join(lines, isKept), quoted: join(lines, (kind) => !isKept(kind)) };
};

/** `This message is in HTML. Please use a client that displays it.` */
const isPlaceholder = (text: string): boolean =>
  text.trim().length < 300 &&
  /html/i.test(text) &&
  /view|client|display|support|reader|browser|anzeig|affich/i.test(text);

const ofBlock = ({ text, html }: Block, context: Context): NewText => {
  const plain =
    text !== null && /\S/.test(text) ? separate(plainLines(text.slice(0, MAX_TEXT)), context) : null;
  if (html === null || (plain && plain.quoted !== '')) return plain ?? { text: '', quoted: '' };
  const lines = htmlLines(html.slice(0, MAX_TEXT));
  const tells = lines.some(
    (line) => line.depth > 0 || line.mark === 'history' || line.mark === 'attribution',
  );
  if (plain && !tells && !isPlaceholder(text ?? '')) return plain;
  let rendered = separate(lines, context);
  if (rendered.text === '' && lines.some((line) => line.mark === 'signature')) {
    // Only a signature is left: the writer may have typed into it.
    rendered = separate(
      lines.map((line) => (line.mark === 'signature' ? { ...line, mark: null } : line)),
      context,
    );
  }
  return plain && rendered.text === '' ? plain : rendered;
};

type Mail = Pick<ParsedMail, 'text' | 'html'> &
  Partial<Pick<ParsedMail, 'blocks' | 'subject'>> & {
    readonly [header in 'from' | 'to' | 'cc']?: readonly MailAddress[];
  };

/**
 * Separates the newly written text from quoted history, signatures, disclaimers and mobile footers. Quotations between
 * answers are kept with their `>`, because the answers make no sense without them. The plain text is used if there is
 * one, unless only the HTML mark-up shows where history begins; of HTML only the visible text is used. In doubt a line
 * is kept, and if the writer says that the answers are below, everything is kept.
 *
 * `known.ownTexts`: our own words are history, wherever they are and however a mail program changed them, and text
 * between them is an answer. From, To and Subject help too: they distinguish the author's own contact details from
 * those of others, and identify a header block of the earlier mail in any language.
 */
export const newlyWrittenText = (mail: Mail, known: Known = NOTHING_KNOWN): NewText => {
  const context: Context = {
    surroundings: surroundingsOf(mail),
    ownTexts: known.ownTexts,
    author: mail.from?.[0] ?? null,
    continues: false,
  };
  const blocks = mail.blocks && mail.blocks.length > 1 ? mail.blocks : [{ text: mail.text, html: mail.html }];
  const parts: NewText[] = [];
  for (const block of blocks) {
    const continues = parts.some(({ text }) => text !== '');
    parts.push(ofBlock(block, { ...context, continues }));
  }
  const joined = (texts: readonly string[]): string =>
    texts.filter((text) => text.trim() !== '').join('\n\n');
  return {
    text: joined(parts.map(({ text }) => text)),
    quoted: joined(parts.map(({ quoted }) => quoted)),
  };
};

/**
 * The text of a mail that the owner wrote: everything except the earlier mails, because their signature is part of it.
 * null: there are no words.
 */
export const textOfOwn = (mail: ParsedMail): string | null => {
  const { text } = newlyWrittenText(mail);
  if (text.trim() === '') return null;
  const lines = mail.text?.trim()
    ? plainLines(mail.text.slice(0, MAX_TEXT))
    : htmlLines((mail.html ?? '').slice(0, MAX_TEXT));
  const context: Context = {
    surroundings: surroundingsOf(mail),
    ownTexts: [],
    author: null,
    continues: false,
  };
  const labels = label(
    lines.slice(0, MAX_LINES).map((line) => (line.mark === 'signature' ? { ...line, mark: null } : line)),
    context,
  );
  dropOuterQuotes(labels);
  return join(labels, isKept) || text;
};
