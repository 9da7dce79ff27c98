import { automaticReply, type RehearsedMail } from '../../domain/rehearsal/correspondent.ts';
import { blankSaid, type Rehearsal, type Said } from '../../domain/rehearsal/rehearsal.ts';
import { simpleHtml, toMime } from '../../mail/compose.ts';
import type { MailJudge } from '../ports/mail-judge.ts';

const subjectOf = ({ messages }: Pick<Rehearsal, 'messages'>): string =>
  messages.find(({ author }) => author === 'assistant')?.subject ?? '';

/** How somebody answers in this rehearsal. */
export const answerMail = (rehearsal: Pick<Rehearsal, 'messages'>, text: string): RehearsedMail => ({
  subject: `Re: ${subjectOf(rehearsal)}`,
  text,
  headers: {},
});

export const absenceMail = (rehearsal: Pick<Rehearsal, 'messages'>, back: string): RehearsedMail =>
  automaticReply(subjectOf(rehearsal), back);

/** The mail as it is read when it arrives by Gmail: with our own judgement of who wrote it and what is new in it. */
export const readAsMail = async (
  { judge, at }: { readonly judge: MailJudge; readonly at: number },
  rehearsal: Rehearsal,
  owner: { readonly email: string; readonly name: string },
  mail: RehearsedMail,
): Promise<Said> => {
  const raw = await toMime(
    {
      from: rehearsal.recipient,
      to: [owner],
      cc: [],
      subject: mail.subject,
      inReplyTo: null,
      references: [],
      headers: mail.headers,
      text: mail.text,
      html: simpleHtml(mail.text),
    },
    `${rehearsal.id}-${rehearsal.messages.length}`,
    at,
  );
  const judged = await judge.judge({ raw, own: [owner.email] });
  return {
    ...blankSaid,
    author: 'correspondent',
    at,
    text: judged?.text ?? mail.text,
    automatic: judged !== null && judged.class.kind !== 'human',
  };
};
