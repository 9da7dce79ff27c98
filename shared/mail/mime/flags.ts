import { isProtected } from './protection.ts';

/** Why a mail is not a readable letter. */
export interface MailFlags {
  /** No text and no attachment. */
  readonly empty: boolean;
  /** No text, only pictures. */
  readonly imageOnly: boolean;
  /** No text, only attachments. */
  readonly attachmentsOnly: boolean;
  /** PGP/MIME (RFC 3156), S/MIME (RFC 8551) or inline PGP. */
  readonly encrypted: boolean;
  /** A notice and a link instead of the letter: rights management, confidential mode, a secure-mail portal. */
  readonly protected: boolean;
  /** Has an invitation or another calendar object (RFC 5546). */
  readonly calendar: boolean;
  /** Cannot be parsed, or its text cannot be decoded. */
  readonly unreadable: boolean;
  /** Exceeds the budget: part of it is missing. */
  readonly truncated: boolean;
}

interface Input {
  /** Types of the mail and of all its parts, in lower case. */
  readonly types: readonly string[];
  /** The visible text. */
  readonly visible: string;
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
  /** The parser failed. */
  readonly broken: boolean;
  readonly truncated: boolean;
}

const CALENDAR = new Set(['text/calendar', 'application/ics']);
const SMIME = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);
const SAMPLE = 20_000;

/** Control characters other than white space. */
const CONTROL = /[^\P{Cc}\s]/gu;

/**
 * Text in which every tenth character could not be decoded has the wrong character set. Bytes with several control
 * characters are not text.
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
