import { returnDate } from './absence/return-date.ts';
import { type AutomaticSaying, automaticReply } from './machine/auto-reply.ts';
import { bounce, isBounceReport } from './machine/bounce.ts';
import { isChallenge } from './machine/challenge.ts';
import { isAddressed, isFromDesk, isPersonsAnswer } from './machine/correspondence.ts';
import { isDepartureNote, type Successor, successorIn } from './machine/departure.ts';
import { factsOf, type MailFacts } from './machine/facts.ts';
import { bulkSign, listAddresses } from './machine/list-mail.ts';
import { isReceipt } from './machine/receipt-words.ts';
import { reportSign } from './machine/report.ts';
import { robotSign } from './machine/robot.ts';
import type { ParsedMail } from './parse.ts';

/**
 * What a machine's mail requires. `ignore`: nothing. `wait`: the sender will be back. `tell`: show it to the owner,
 * because it contains words that nobody has read, or asks for something that only the owner can do.
 */
export type Outcome = 'ignore' | 'wait' | 'tell';

/**
 * Who or what wrote a mail. `reason` names the deciding sign, for the owner and the log; it contains no mail content.
 */
export type MailClass =
  | { readonly kind: 'human'; readonly reason: string }
  | {
      readonly kind: 'bounce';
      /** `hard`: permanent. `soft`: the mail may still be delivered. */
      readonly severity: 'hard' | 'soft';
      /** `sending_limit`: the sender has sent too much; the address is valid, and the mail was not sent. */
      readonly cause: 'recipient' | 'sending_limit';
      readonly failedRecipient: string | null;
      /** RFC 3463, for example `5.1.1`. */
      readonly status: string | null;
      /** The receiving server's message, on one line. */
      readonly diagnostic: string | null;
      readonly reason: string;
    }
  | {
      /** An automatic answer. */
      readonly kind: 'out_of_office';
      readonly says: AutomaticSaying;
      readonly outcome: Outcome;
      /** Epoch ms of the day on which the sender says to be back, or null. */
      readonly returnsAt: number | null;
      /** The person to contact instead, if the note names one. */
      readonly successor: Successor | null;
      readonly reason: string;
    }
  | { readonly kind: 'list'; readonly outcome: Outcome; readonly reason: string }
  | {
      readonly kind: 'machine';
      /**
       * `report`: abuse report, read receipt or delivery receipt. `receipt`: only confirms that a mail has arrived.
       * `challenge`: asks the sender to prove to be a person. `reaction`: a person's emoji. `notice`: anything else
       * that a program writes.
       */
      readonly what: 'report' | 'receipt' | 'challenge' | 'reaction' | 'notice';
      readonly outcome: Outcome;
      readonly reason: string;
    };

/**
 * Distinguishes people from machines by a mail's headers: RFC 3464 (delivery reports), 5965 (abuse reports), 8098
 * (receipts), 3834 (automatic answers), 2369, 2919 and 8058 (lists), then by habits of programs that follow none of
 * them. Reliable signs come first, because real bounces have `auto-replied` and real vacation notes `Precedence: bulk`.
 * A header that a help desk, a CRM or a group adds to a person's answer does not make it a machine's mail. A machine's
 * answer with content of its own is shown to the owner. `own`: the addresses of the receiving mailbox, one of which may
 * be a group.
 */
export const classifyMail = (mail: ParsedMail, own: readonly string[] = []): MailClass => {
  const facts = factsOf(mail);
  if (mail.reaction) {
    return { kind: 'machine', what: 'reaction', outcome: 'ignore', reason: 'reaction sent from Gmail' };
  }
  const report = reportSign(facts);
  if (report) return { kind: 'machine', what: 'report', outcome: 'ignore', reason: report };
  if (isChallenge(facts)) {
    return {
      kind: 'machine',
      what: 'challenge',
      outcome: 'tell',
      reason: 'asks the sender to prove to be a person',
    };
  }
  if (isBounceReport(facts)) return bounce(facts);
  const automatic = automaticReply(facts);
  if (automatic) return automaticClass(facts, automatic);
  const bulk = bulkSign(facts, own);
  const answers = (): boolean => isPersonsAnswer(facts) && isAddressed(facts, own, listAddresses(facts));
  if (bulk && !answers()) return { kind: 'list', outcome: outcomeOf(facts), reason: bulk };
  if (isDepartureNote(facts)) {
    return automaticClass(facts, { says: 'left', reason: 'says that its sender has left' });
  }
  if (isReceipt(facts)) {
    return { kind: 'machine', what: 'receipt', outcome: 'ignore', reason: 'words of a receipt' };
  }
  const robot = robotSign(facts);
  if (robot && !(isFromDesk(facts) && answers())) {
    if (bulk) return { kind: 'list', outcome: outcomeOf(facts), reason: bulk };
    return { kind: 'machine', what: 'notice', outcome: outcomeOf(facts), reason: robot };
  }
  return { kind: 'human', reason: (bulk ?? robot) ? 'answers through a program' : 'no sign of a machine' };
};

/** An answer to us with text of its own is shown to the owner. */
const outcomeOf = (facts: MailFacts): Outcome =>
  facts.isReply && facts.newText.trim() !== '' ? 'tell' : 'ignore';

const OUTCOMES: Readonly<Record<AutomaticSaying, Outcome>> = {
  away: 'wait',
  left: 'tell',
  received: 'ignore',
  something: 'tell',
};

const automaticClass = (
  facts: MailFacts,
  { says, reason }: { readonly says: AutomaticSaying; readonly reason: string },
): MailClass => ({
  kind: 'out_of_office',
  says,
  outcome: OUTCOMES[says],
  returnsAt:
    says === 'away'
      ? returnDate(`${facts.mail.subject}\n${facts.writtenText}`, facts.mail.date, facts)
      : null,
  successor: says === 'away' || says === 'left' ? successorIn(facts) : null,
  reason,
});
