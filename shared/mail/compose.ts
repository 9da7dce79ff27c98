import type { MailAddress } from '../domain/mail-address.ts';
import { textHtml } from './composition/html-body.ts';
import { type ReplyBody, type ReplyContent, replyBody } from './composition/reply-body.ts';

/** Everything that a mail needs besides Gmail's own headers. Recipients and headers come from here only (P3). */
export interface OutgoingMail {
  readonly from: MailAddress;
  readonly to: readonly MailAddress[];
  readonly cc: readonly MailAddress[];
  readonly subject: string;
  readonly inReplyTo: string | null;
  readonly references: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly html: string;
}

const asAddress = ({ email, name }: MailAddress): { address: string; name: string } => ({
  address: email,
  name: name ?? '',
});

/**
 * A word that is longer than a line stays on the line of its name: some readers take a name with nothing behind it for an empty
 * header. Anything else is folded and encoded.
 */
const asHeader = (value: string): string | { prepared: true; value: string } =>
  /^[!-~]{60,900}$/.test(value) ? { prepared: true, value } : value;

/**
 * The mail as RFC 5322 bytes. `messageId` goes into Message-ID, which Gmail may replace; `date` is epoch ms.
 * nodemailer folds and encodes every header, so that no value can start another one.
 */
export const toMime = async (mail: OutgoingMail, messageId: string, date: number): Promise<Uint8Array> => {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js');
  const composer = new MailComposer({
    from: asAddress(mail.from),
    to: mail.to.map(asAddress),
    cc: mail.cc.map(asAddress),
    subject: mail.subject,
    ...(mail.inReplyTo ? { inReplyTo: mail.inReplyTo } : {}),
    references: [...mail.references],
    headers: Object.fromEntries(Object.entries(mail.headers).map(([name, value]) => [name, asHeader(value)])),
    messageId: `<${messageId}@${mail.from.email.split('@').at(-1) ?? 'localhost'}>`,
    date: new Date(date),
    text: mail.text,
    html: mail.html,
    baseBoundary: messageId,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
};

/** The text as the HTML of a mail typed in Gmail: lines, lists, links, in the direction of the text. */
export const simpleHtml = (text: string): string => textHtml(text);

/**
 * The body of a reply, as text and HTML: the words, the owner's own signature if there is one, and below them the
 * answered mail, as Gmail quotes it. Pure; see `ReplyContent` for the units.
 */
export const composeReply = (content: ReplyContent): ReplyBody => replyBody(content);
