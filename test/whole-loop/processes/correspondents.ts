import { z } from 'zod';
import { composeMail } from '../../../infra/local/google/mail/compose-mail.ts';
import { signIn } from '../../../infra/local/google/testing/google-client.ts';

const mailsSchema = z.object({
  mails: z.array(
    z.object({
      messageId: z.string(),
      threadId: z.string(),
      labelIds: z.array(z.string()),
      subject: z.string(),
      headers: z.array(z.object({ name: z.string(), value: z.string() })),
    }),
  ),
});
export type Mail = z.infer<typeof mailsSchema>['mails'][number];

export const headerOf = (mail: Mail, name: string): string | null =>
  mail.headers.find((header) => header.name.toLowerCase() === name)?.value ?? null;

/** What is in a mailbox of the local Google, oldest first; null while nobody answers there. */
export const mailsOf = async (googleOrigin: string, email: string): Promise<readonly Mail[] | null> => {
  const answer = await fetch(`${googleOrigin}/control/mails?email=${encodeURIComponent(email)}`).catch(
    () => null,
  );
  return answer?.ok ? mailsSchema.parse(await answer.json()).mails.toReversed() : null;
};

/** Somebody who asks `questions` times, each time after the last question was answered, and keeps count. */
export interface Correspondent {
  readonly email: string;
  /** Looks into the mailbox and asks if it is their turn. true: everything asked and answered. */
  step(): Promise<boolean>;
  /** Ids of our mails that answer each question; the first entry is for the mail that began it. */
  answers(): Promise<readonly (readonly string[])[]>;
}

interface Counted {
  /** Our mails. */
  readonly ours: readonly Mail[];
  /** What the correspondent asked. */
  readonly asked: readonly Mail[];
}

const count = (mails: readonly Mail[]): Counted => ({
  ours: mails.filter((mail) => headerOf(mail, 'x-email-ai-message') !== null),
  asked: mails.filter((mail) => mail.labelIds.includes('SENT')),
});

const answersTo = ({ ours, asked }: Counted): readonly (readonly string[])[] => {
  const to = (messageId: string | null) =>
    ours
      .filter((mail) => headerOf(mail, 'in-reply-to') === messageId)
      .map((mail) => headerOf(mail, 'x-email-ai-message') ?? '');
  return [to(null), ...asked.map((mail) => to(mail.messageId))];
};

export const createCorrespondent = async (options: {
  readonly googleOrigin: string;
  readonly email: string;
  readonly owner: string;
  readonly questions: number;
}): Promise<Correspondent> => {
  const { googleOrigin, email, owner, questions } = options;
  const { accessToken } = await signIn(googleOrigin, email);

  const ask = async (last: Mail, number: number): Promise<void> => {
    const raw = composeMail({
      from: { name: '', address: email },
      to: [{ name: '', address: owner }],
      subject: last.subject.startsWith('Re:') ? last.subject : `Re: ${last.subject}`,
      text: `Question ${number}: what does it cost?`,
      inReplyTo: last.messageId,
      references: headerOf(last, 'references') ?? '',
    });
    // Whether a lost answer meant a lost mail is seen in SENT at the next step.
    await fetch(`${googleOrigin}/gmail/v1/users/me/messages/send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ raw: raw.toString('base64url'), threadId: last.threadId }),
    }).catch(() => null);
  };

  return {
    email,
    step: async () => {
      const mails = await mailsOf(googleOrigin, email);
      if (mails === null) return false;
      const counted = count(mails);
      const last = counted.ours.at(-1);
      const answered = answersTo(counted).at(-1) ?? [];
      if (!last || answered.length === 0) return false;
      if (counted.asked.length === questions) return true;
      await ask(last, counted.asked.length + 1);
      return false;
    },
    answers: async () => answersTo(count((await mailsOf(googleOrigin, email)) ?? [])),
  };
};
