import { visibleText } from '../html/lines.ts';
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
  /** Carries an invitation or another calendar object (RFC 5546). */
  readonly calendar: boolean;
  /** Not to be parsed, or its text does not decode. */
  readonly unreadable: boolean;
}

interface Input {
  readonly contentType: { readonly type: string; readonly parameters: ReadonlyMap<string, string> };
  readonly text: string | null;
  readonly html: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string }[];
  /** The parser gave up. */
  readonly broken: boolean;
}

const CALENDAR = new Set(['text/calendar', 'application/ics']);
const SMIME = new Set(['application/pkcs7-mime', 'application/x-pkcs7-mime']);
const SAMPLE = 20_000;

/** Text in which every tenth character could not be decoded was read in the wrong character set. */
const undecodable = (text: string): boolean => {
  const sample = text.slice(0, SAMPLE);
  const bad = sample.match(/[\uFFFD\0]/g)?.length ?? 0;
  return bad > 3 && bad * 10 > sample.replace(/\s/g, '').length;
};

export const mailFlags = (mail: Input): MailFlags => {
  const { type } = mail.contentType;
  const types = [type, ...mail.attachments.map((attachment) => attachment.type)];
  const text = `${mail.text ?? ''}\n${mail.html === null ? '' : visibleText(mail.html)}`.trim();
  const pictures =
    mail.attachments.some((attachment) => attachment.type.startsWith('image/')) ||
    /<img\s/i.test(mail.html?.slice(0, 200_000) ?? '');
  const files = mail.attachments.filter((attachment) => !attachment.type.startsWith('image/'));
  return {
    empty: text === '' && mail.attachments.length === 0 && !pictures,
    imageOnly: text === '' && pictures && files.length === 0,
    attachmentsOnly: text === '' && files.length > 0,
    encrypted:
      types.includes('multipart/encrypted') ||
      types.includes('application/pgp-encrypted') ||
      types.some((entry) => SMIME.has(entry)) ||
      /^[ \t]*-----BEGIN PGP MESSAGE-----/m.test(text.slice(0, SAMPLE)),
    calendar:
      types.some((entry) => CALENDAR.has(entry)) ||
      mail.attachments.some((attachment) => /\.(?:ics|vcs)$/i.test(attachment.name)),
    unreadable: mail.broken || undecodable(text),
  };
};
