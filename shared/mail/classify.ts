import { returnDate } from './absence/return-date.ts';
import { type AutomaticSaying, automaticReply } from './machine/auto-reply.ts';
import { bounce, isBounceReport } from './machine/bounce.ts';
import { isChallenge } from './machine/challenge.ts';
import { isAddressed, isFromDesk, isSomebodysAnswer } from './machine/correspondence.ts';
import { isDepartureNote, type Successor, successorIn } from './machine/departure.ts';
import { factsOf, type MailFacts } from './machine/facts.ts';
import { bulkSign, listAddresses } from './machine/list-mail.ts';
import { isReceipt } from './machine/receipt-words.ts';
import { reportSign } from './machine/report.ts';
import { robotSign } from './machine/robot.ts';
import type { ParsedMail } from './parse.ts';

/**
 * What a machine's mail asks for. `ignore`: it says nothing new. `wait`: somebody will be back. `tell`: the owner has to
 * know, for it holds words that nobody has read, or something that only they can do.
 */
export type Outcome = 'ignore' | 'wait' | 'tell';

/** Who or what wrote a mail. `reason` names the sign that decided, for the owner and the log; it holds no content. */
export type MailClass =
  | { readonly kind: 'human'; readonly reason: string }
  | {
      readonly kind: 'bounce';
      /** `hard`: given up. `soft`: may still arrive. */
      readonly severity: 'hard' | 'soft';
      /** `sending_limit`: the sender has sent too much; the address is right, and the mail did not leave. */
      readonly cause: 'recipient' | 'sending_limit';
      readonly failedRecipient: string | null;
      /** RFC 3463, for example `5.1.1`. */
      readonly status: string | null;
      /** What the receiving server said, in one line. */
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
      /** Whom the note names instead, where its sender has left or is away; null where it names nobody. */
      readonly successor: Successor | null;
      readonly reason: string;
    }
  | { readonly kind: 'list'; readonly outcome: Outcome; readonly reason: string }
  | {
      readonly kind: 'machine';
      /**
       * `report`: on abuse, reading or success. `receipt`: a mail has arrived, and no more. `challenge`: asks the sender to prove to be a person. `reaction`: a person's
       * emoji. `notice`: anything else that a program writes.
       */
      readonly what: 'report' | 'receipt' | 'challenge' | 'reaction' | 'notice';
      readonly outcome: Outcome;
      readonly reason: string;
    };

/**
 * Tells people from machines by what mail says of itself: RFC 3464 (delivery reports), 5965 (abuse reports), 8098
 * (receipts), 3834 (automatic answers), 2369, 2919 and 8058 (lists), then by what programs write that follow none of
 * them. Hard signs come first, since real bounces carry `auto-replied` and real vacation notes `Precedence: bulk`. A mark
 * that a help desk, a CRM or a group puts on somebody's answer does not make it a machine's; whatever answers and is a
 * machine's, and yet says something, is to be told.
 * `own`: the addresses of the mailbox that received it, one of which may be a group.
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
  const answers = (): boolean => isSomebodysAnswer(facts) && isAddressed(facts, own, listAddresses(facts));
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

/** Whatever answers us and says something is to be told. */
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
