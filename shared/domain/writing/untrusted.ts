/** The tags around untrusted text. Anything similar inside the text is neutralised. */
export const UNTRUSTED_MAIL = 'untrusted-mail';
export const UNTRUSTED_FILE = 'untrusted-file';
export const UNTRUSTED_INVITATION = 'untrusted-invitation';
export const UNTRUSTED_SUMMARY = 'untrusted-summary';
export const UNTRUSTED_COMMITMENTS = 'untrusted-commitments';
export const UNTRUSTED_MEMORY = 'untrusted-memory';
export const UNTRUSTED_KNOWLEDGE = 'untrusted-knowledge';

/**
 * Invisible characters that a model reads or that break up words: zero width, bidi controls, soft hyphens, tag
 * characters and variation selectors (which can hide whole sentences), and blank letters.
 */
export const INVISIBLE = /\p{Cf}|\p{Variation_Selector}|[\u115f\u1160\u3164\uffa0]/gu;
const CONTROLS = /(?![\n\t])\p{Cc}/gu;
/** Any character that looks like `<` before our tags' name. */
const OUR_TAG = /[<\uff1c\ufe64\u2039\u3008\u27e8\u29fc]\s*([/\u2044\u2215\uff0f\\]?)\s*(?=untrusted)/giu;
/** Role markers of chat templates, which some servers interpret even inside a mail. */
const CHAT_TOKENS = /<(?=\|)|\[(?=\/?INST\])|<(?=<\/?SYS>>)|<(?=\/?s>)|<(?=(?:start|end)_of_turn>)/gi;

/**
 * Neutralises untrusted text, so that it can neither close our tags and speak as us, nor hide anything from a human
 * reader.
 */
export const defused = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replaceAll(INVISIBLE, '')
    .replaceAll(CONTROLS, ' ')
    .replaceAll(OUR_TAG, '($1')
    .replaceAll(CHAT_TOKENS, '(');

/** One line for an attribute, so that a display name cannot end the tag. */
const attribute = (text: string): string =>
  defused(text)
    .replaceAll(/["<>\s]+/g, ' ')
    .trim()
    .slice(0, 200);

/** `sent`: when the mail was written, as we state it, not the sender. */
export const untrustedMail = (from: string, sent: string, text: string): string =>
  `<${UNTRUSTED_MAIL} from="${attribute(from)}" sent="${attribute(sent)}">\n${defused(text)}\n</${UNTRUSTED_MAIL}>`;

/** A calendar object attached to a mail. */
export const untrustedInvitation = (text: string): string =>
  `<${UNTRUSTED_INVITATION}>\n${defused(text)}\n</${UNTRUSTED_INVITATION}>`;

/** A file attached to a mail; `text` null: it was not read. `read` says so, in our words. */
export const untrustedFile = (
  about: { readonly name: string; readonly type: string; readonly size: string; readonly read: string },
  text: string | null,
): string => {
  const { name, type, size, read } = about;
  const tag = `<${UNTRUSTED_FILE} name="${attribute(name)}" type="${attribute(type)}" size="${size}" read="${read}"`;
  return text === null ? `${tag}/>` : `${tag}>\n${defused(text)}\n</${UNTRUSTED_FILE}>`;
};

/** A passage of a document: others may have written it, and a web page can change. */
export const untrustedPassage = (
  { id, document, heading }: { readonly id: string; readonly document: string; readonly heading: string },
  text: string,
): string =>
  `<${UNTRUSTED_KNOWLEDGE} passage="${attribute(id)}" document="${attribute(document)}" heading="${attribute(heading)}">\n${defused(text)}\n</${UNTRUSTED_KNOWLEDGE}>`;

/** A summary consists of other people's words, so it is not trusted either. */
export const untrustedSummary = (text: string): string =>
  `<${UNTRUSTED_SUMMARY} of="earlier mails of this conversation">\n${defused(text)}\n</${UNTRUSTED_SUMMARY}>`;

/** Promises as a model understood them: made of other people's words as well. */
export const untrustedCommitments = (text: string): string =>
  `<${UNTRUSTED_COMMITMENTS}>\n${defused(text)}\n</${UNTRUSTED_COMMITMENTS}>`;

/** What somebody said earlier, and what a model made of it. */
export const untrustedMemory = (text: string): string =>
  `<${UNTRUSTED_MEMORY}>\n${defused(text)}\n</${UNTRUSTED_MEMORY}>`;

/** Our tags; no other text can look like them (`defused`). The third group: a self-closing tag. */
const TAGS = /<(\/?)(untrusted-[a-z]+)[^<>]*?(\/?)>/g;

/** Truncates a tagged text and closes its tag. */
export const cutMarked = (text: string, max: number): string => {
  if (text.length <= max) return text;
  const beginning = text
    .slice(0, max)
    .toWellFormed()
    .replace(/<\/?untrusted-[^<>]*$/, '');
  let open = '';
  for (const [, closing, name = '', selfClosing] of beginning.matchAll(TAGS)) {
    open = closing || selfClosing ? '' : name;
  }
  return `${beginning}\n[cut]${open === '' ? '' : `\n</${open}>`}`;
};
