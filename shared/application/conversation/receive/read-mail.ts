import type { Attachment } from '../../../domain/conversation/attachment.ts';
import type { MessageId } from '../../../domain/ids.ts';
import type { Mailbox } from '../../../domain/mailbox/mailbox.ts';
import type { MailClass } from '../../../mail/classify.ts';
import { type JudgedMail, judgeMail } from '../../../mail/judge.ts';
import { type ParsedMail, parseMail } from '../../../mail/parse.ts';
import type { Logger } from '../../ports/logger.ts';
import type { RawMail } from '../../ports/mail-gateway.ts';
import type { MailJudge } from '../../ports/mail-judge.ts';
import { filesUnread } from './read-files.ts';
import { withRealSizes } from './real-sizes.ts';

/** A mail with all that can be said of it without knowing its thread. */
export interface ReadMail {
  readonly raw: Omit<RawMail, 'raw'>;
  readonly parsed: ParsedMail;
  readonly class: MailClass;
  readonly text: string;
  readonly quoted: string;
  /** What came with it; read only where the mail may be answered. */
  readonly files: readonly Attachment[];
  /** Sent without our header while this message's draft, which waited for approval, is gone: it may be what became of it. */
  readonly inPlaceOf: MessageId | null;
  /** Found by a search, in another Gmail thread than the conversation's. */
  readonly isOutside: boolean;
  /** Gmail ids of mails in this mailbox that a report refers to; looked for where it came outside a conversation. */
  readonly about: readonly string[];
}

export const addressesOf = ({ email, aliases }: Mailbox): readonly string[] => [email, ...aliases];

const inPlace: MailJudge = { judge: judgeMail };

/** Bytes of a mail that cannot be judged of which the headers are read all the same. */
const BEGINNING = 64 * 1024;

/** What is known of a mail that nobody can read: who says that they sent it, and that it is there. */
const unreadable = async (raw: Uint8Array): Promise<JudgedMail> => {
  const parsed = await parseMail(raw.subarray(0, BEGINNING));
  return {
    parsed: { ...parsed, flags: { ...parsed.flags, unreadable: true } },
    class: { kind: 'human', reason: 'unreadable' },
    text: '',
    quoted: '',
  };
};

/** A mail that our own reading stumbles over, or that is too much for it, is held for the owner. */
export const readMail = async (
  mail: RawMail,
  mailbox: Mailbox,
  logger: Logger,
  judge: MailJudge = inPlace,
): Promise<ReadMail> => {
  const { raw, ...rest } = mail;
  const judged = await judge.judge({ raw, own: addressesOf(mailbox) }).catch(() => null);
  if (!judged) logger.error('mail_unreadable', { gmailMessageId: mail.id, bytes: raw.byteLength });
  const known = judged ?? (await unreadable(raw));
  const parsed = withRealSizes(known.parsed, rest.attachments);
  return {
    ...known,
    raw: rest,
    parsed,
    files: filesUnread(parsed),
    inPlaceOf: null,
    isOutside: false,
    about: [],
  };
};
