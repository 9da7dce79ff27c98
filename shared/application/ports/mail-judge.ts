import type { JudgedMail, MailToJudge } from '../../mail/judge.ts';

/**
 * Parses and classifies an untrusted mail in bounded time and memory. null: the mail exceeds the bounds, or our parser
 * fails on it; retrying gives the same result. May be called concurrently; large mails are processed one at a time.
 */
export interface MailJudge {
  judge(mail: MailToJudge): Promise<JudgedMail | null>;
}
