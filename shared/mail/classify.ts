import { returnDate } from './absence/return-date.ts';
import { automaticReply } from './machine/auto-reply.ts';
import { bounce, isBounceReport } from './machine/bounce.ts';
import { factsOf } from './machine/facts.ts';
import { bulkSign } from './machine/list-mail.ts';
import { reportSign } from './machine/report.ts';
import { robotSign } from './machine/robot.ts';
import type { ParsedMail } from './parse.ts';

/** Who or what wrote a mail. `reason` names the sign that decided, for the owner and the log; it holds no content. */
export type MailClass =
  | { readonly kind: 'human'; readonly reason: string }
  | {
      readonly kind: 'bounce';
      /** `soft`: may still arrive, or may be tried again later. */
      readonly severity: 'hard' | 'soft';
      readonly failedRecipient: string | null;
      /** RFC 3463, for example `5.1.1`. */
      readonly status: string | null;
      /** What the receiving server said, in one line. */
      readonly diagnostic: string | null;
      readonly reason: string;
    }
  | {
      readonly kind: 'out_of_office';
      /** Epoch ms of the day on which the sender says to be back, or null. */
      readonly returnsAt: number | null;
      /** Whether somebody is away, rather than a machine that confirms receipt. */
      readonly absence: boolean;
      readonly reason: string;
    }
  | { readonly kind: 'list'; readonly reason: string }
  | { readonly kind: 'machine'; readonly reason: string };

/**
 * Tells people from machines by what mail says of itself: RFC 3464 (delivery reports), 5965 (abuse reports), 8098
 * (receipts), 3834 (automatic answers), 2369, 2919 and 8058 (lists), then by what programs write that follow none of
 * them. Hard signs come first, since real bounces carry `auto-replied` and real vacation notes `Precedence: bulk`.
 * `own`: the addresses of the mailbox that received it, one of which may be a group.
 */
export const classifyMail = (mail: ParsedMail, own: readonly string[] = []): MailClass => {
  const facts = factsOf(mail);
  const report = reportSign(facts);
  if (report) return { kind: 'machine', reason: report };
  if (isBounceReport(facts)) return bounce(facts);
  const automatic = automaticReply(facts);
  if (automatic) {
    return {
      kind: 'out_of_office',
      returnsAt: automatic.absence
        ? returnDate(`${mail.subject}\n${facts.writtenText}`, mail.date, facts)
        : null,
      ...automatic,
    };
  }
  const bulk = bulkSign(facts, own);
  if (bulk) return { kind: 'list', reason: bulk };
  const robot = robotSign(facts);
  if (robot) return { kind: 'machine', reason: robot };
  return { kind: 'human', reason: 'no sign of a machine' };
};
