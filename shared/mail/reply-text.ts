import { type MailLine, plainLines } from './body/mail-line.ts';
import { htmlLines } from './html/lines.ts';
import type { ParsedMail } from './parse.ts';
import {
  dropOuterQuotes,
  dropSignatures,
  isBlank,
  type Kind,
  type Line,
  label,
} from './quotation/line-kinds.ts';
import { splitRunIn } from './quotation/run-in.ts';
import type { Author } from './signature/contact-card.ts';

/** Longer bodies are cut; far more than anybody writes, and enough for the longest history. */
const MAX_TEXT = 1_000_000;
const MAX_LINES = 50_000;

const join = (lines: readonly Line[], keep: (kind: Kind) => boolean): string => {
  const kept = lines.filter(({ kind }) => keep(kind)).map(({ text }) => text);
  const first = kept.findIndex((text) => !isBlank(text));
  return first < 0 ? '' : kept.slice(first).join('\n').trimEnd();
};

interface NewText {
  readonly text: string;
  readonly quoted: string;
}

const separate = (source: readonly MailLine[], author: Author | null): NewText => {
  const lines = label(splitRunIn(source.slice(0, MAX_LINES)));
  dropSignatures(lines, author);
  dropOuterQuotes(lines);
  return {
    text: join(lines, (kind) => kind === 'own' || kind === 'quote'),
    quoted: join(lines, (kind) => kind === 'dropped'),
  };
};

/** `This message is in HTML. Please use a client that displays it.` */
const isPlaceholder = (text: string): boolean =>
  text.trim().length < 300 &&
  /html/i.test(text) &&
  /view|client|display|support|reader|browser|anzeig|affich/i.test(text);

/**
 * Separates what the sender newly wrote from quoted history, signatures, disclaimers and mobile footers. Quotations
 * between answers stay, with their `>`, since the answers mean nothing without them. The plain text counts where there
 * is one, unless only the mark-up of the HTML tells where history begins; of HTML only what a reader would see. In
 * doubt a line stays. `from`: the From header, which tells the author's own contact details from somebody else's.
 */
export const newlyWrittenText = ({
  text,
  html,
  from = [],
}: {
  readonly text: string | null;
  readonly html: string | null;
  readonly from?: readonly Author[];
}): NewText => {
  const author = from[0] ?? null;
  const plain =
    text !== null && /\S/.test(text) ? separate(plainLines(text.slice(0, MAX_TEXT)), author) : null;
  if (html === null || (plain && plain.quoted !== '')) return plain ?? { text: '', quoted: '' };
  const lines = htmlLines(html.slice(0, MAX_TEXT));
  const tells = lines.some(
    (line) => line.depth > 0 || line.mark === 'history' || line.mark === 'attribution',
  );
  if (plain && !tells && !isPlaceholder(text ?? '')) return plain;
  let rendered = separate(lines, author);
  if (rendered.text === '' && lines.some((line) => line.mark === 'signature')) {
    // Nothing but the signature: somebody may have typed into it.
    rendered = separate(
      lines.map((line) => (line.mark === 'signature' ? { ...line, mark: null } : line)),
      author,
    );
  }
  return plain && rendered.text === '' ? plain : rendered;
};

/** What a mail of the owner's own says: all of it, for what they sign with belongs to it. Null where there is no word. */
export const textOfOwn = (mail: ParsedMail): string | null => {
  const { text } = newlyWrittenText(mail);
  return text.trim() === '' ? null : mail.text?.trim() || text;
};
