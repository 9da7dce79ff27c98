import type { JudgedMail, MailToJudge } from '../../mail/judge.ts';

/**
 * Judges a mail that a stranger sent. Takes bounded time and memory whatever it holds; null: it is beyond them, or our own
 * reading stumbles over it. Trying again gives the same. May be called concurrently; large mails are judged one after the other.
 */
export interface MailJudge {
  judge(mail: MailToJudge): Promise<JudgedMail | null>;
}
