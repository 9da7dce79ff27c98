import type { OutgoingMail } from '../../domain/outgoing-mail.ts';
import type { MailAddress } from '../../domain/people.ts';

const asAddress = ({ email, name }: MailAddress): { address: string; name: string } => ({
  address: email,
  name: name ?? '',
});

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
    headers: { ...mail.headers },
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
