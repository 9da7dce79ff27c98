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

/** Longer bodies are cut; far more than anybody writes, and enough for the longest history. */
const MAX_TEXT = 1_000_000;
const MAX_LINES = 10_000;

export interface NewText {
  /** What the sender newly wrote, with the quotations between which it stands. */
  readonly text: string;
  /** What is left: history, signatures, small print. */
  readonly quoted: string;
}

/** What is known beside the mail. */
export interface Known {
  /** The texts that were sent to this person in this conversation, oldest first. */
  readonly ownTexts: readonly string[];
}

const NOTHING_KNOWN: Known = { ownTexts: [] };

/** Our own words get the mark of a quotation where the mail gave them none. */
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
  // Somebody who says that the answers are in the earlier mail is given the word: all of it is theirs to be read.
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
    // Nothing but the signature: somebody may have typed into it.
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
 * Separates what the sender newly wrote from quoted history, signatures, disclaimers and mobile footers. Quotations
 * between answers stay, with their `>`, since the answers mean nothing without them. The plain text counts where there
 * is one, unless only the mark-up of the HTML tells where history begins; of HTML only what a reader would see. In
 * doubt a line stays, and where somebody says that the answers are below, all stays.
 *
 * `known.ownTexts`: our own words, wherever they stand and whatever a mail program made of them, are history, and what
 * stands between them is an answer. From, To and Subject help as well: they tell the author's own contact details from
 * somebody else's, and a header of the earlier mail from a text in whatever language.
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
 * What a mail of the owner's own says: all of it but the earlier mails below, for what they sign with belongs to it. Null
 * where there is no word.
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
