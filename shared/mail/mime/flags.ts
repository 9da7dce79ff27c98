import { isProtected } from './protection.ts';

/** What keeps a mail from being read like a letter. */
export interface MailFlags {
  /** Nothing to read and nothing attached. */
  readonly empty: boolean;
  /** No text, only pictures. */
  readonly imageOnly: boolean;
  /** No text, only attachments. */
  readonly attachmentsOnly: boolean;
  /** PGP/MIME (RFC 3156), S/MIME (RFC 8551) or inline PGP. */
  readonly encrypted: boolean;
  /** A notice and a link where the letter should be: rights management, confidential mode, a secure-mail portal. */
  readonly protected: boolean;
  /** Carries an invitation or another calendar object (RFC 5546). */
  readonly calendar: boolean;
  /** Not to be parsed, or its text does not decode. */
  readonly unreadable: boolean;
  /** Larger than what is looked at: something of it is missing. */
  readonly truncated: boolean;
}

interface Input {
  /** Of the mail and of all its parts, in lower case. */
  readonly types: readonly string[];
  /** What a person sees of it. */
  readonly visible: string;
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
  /** The parser gave up. */
  readonly broken: boolean;
  readonly truncated: boolean;
}

const CALENDAR = new Set(['text/calendar', 'application/ics']);
const SMIME = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);
const SAMPLE = 20_000;

/** Control characters that are no white space. */
const CONTROL = /[^\P{Cc}\s]/gu;

/**
 * Text in which every tenth character could not be decoded was read in the wrong character set. One with several control
 * characters is no text.
 */
const undecodable = (text: string): boolean => {
  const sample = text.slice(0, SAMPLE);
  const length = sample.replace(/\s/g, '').length;
  const bad = sample.match(/\uFFFD/g)?.length ?? 0;
  const controls = sample.match(CONTROL)?.length ?? 0;
  return (bad > 3 && bad * 10 > length) || (controls > 1 && controls * 50 > length);
};

export const mailFlags = (mail: Input): MailFlags => {
  const { types, attachments } = mail;
  const text = mail.visible.trim();
  const pictures =
    attachments.some((attachment) => attachment.type.startsWith('image/')) ||
    /<img\s/i.test(mail.html?.slice(0, 200_000) ?? '');
  const files = attachments.filter((attachment) => !attachment.type.startsWith('image/'));
  return {
    empty: text === '' && attachments.length === 0 && !pictures,
    imageOnly: text === '' && pictures && files.length === 0,
    attachmentsOnly: text === '' && files.length > 0,
    encrypted:
      types.includes('multipart/encrypted') ||
      types.includes('application/pgp-encrypted') ||
      types.some((type) => SMIME.has(type)) ||
      /^[ \t]*-----BEGIN PGP MESSAGE-----/m.test(text.slice(0, SAMPLE)),
    protected: isProtected(mail),
    calendar:
      types.some((type) => CALENDAR.has(type)) ||
      attachments.some((attachment) => /\.(?:ics|vcs)$/i.test(attachment.name)),
    unreadable: mail.broken || undecodable(text),
    truncated: mail.truncated,
  };
};
