import type { RawMail } from '../../ports/mail-gateway.ts';

/** What a mail or draft of the owner's says: `text` is null where they wrote nothing. */
export interface OwnWords {
  readonly messageId: string | null;
  readonly subject: string;
  readonly text: string | null;
}

/** The reading of mails is loaded here, because most turns only write. */
export const ownWordsIn = async (raw: RawMail['raw']): Promise<OwnWords> => {
  const [{ parseMail }, { textOfOwn }] = await Promise.all([
    import('../../../mail/parse.ts'),
    import('../../../mail/reply-text.ts'),
  ]);
  const mail = await parseMail(raw);
  return { messageId: mail.messageId, subject: mail.subject, text: textOfOwn(mail) };
};
