import { returnDate } from '../absence/return-date.ts';
import { isAbsenceSubject, maySayAway, saysAway } from './absence-words.ts';
import { isAutomaticSubject, saysAutomaticAnswer, saysAutomaticMail } from './automatic-words.ts';
import { saysLeft } from './departure.ts';
import type { MailFacts } from './facts.ts';
import { saysReceived, statesNumber } from './receipt-words.ts';

/**
 * What an automatic answer says. `away`: back some day. `left`: gone permanently, or the address is no longer used.
 * `received`: only that a mail has arrived. `something`: a program's own words, perhaps another assistant's.
 */
export type AutomaticSaying = 'away' | 'left' | 'received' | 'something';

export interface AutomaticReply {
  readonly says: AutomaticSaying;
  readonly reason: string;
}

/** Headers that only automatic answers carry, with any value but "no". */
const HEADERS = [
  'x-autoreply',
  'x-auto-reply',
  'x-autorespond',
  'x-autoresponder',
  'x-autoreply-from',
  'x-autoresponse',
  'x-auto-response',
  'x-mail-autoreply',
  'x-vacation',
  'x-vacation-reply',
  'x-apple-vacation',
  'x-ms-exchange-inbox-rules-loop',
  'x-yahoo-autoreply',
  'x-amazon-auto-reply',
  'x-awayreply',
];

/** Why a mail is an automatic answer to another, and what it says. */
export const automaticReply = (facts: MailFacts): AutomaticReply | null => {
  const reason = signOf(facts);
  return reason === null ? null : { reason, says: sayingOf(facts) };
};

const sayingOf = (facts: MailFacts): AutomaticSaying => {
  const { subject, text } = facts;
  const whole = `${subject}\n${text}`;
  if (saysLeft(facts.newText || text)) return 'left';
  if (isAbsenceSubject(subject) || saysAway(whole)) return 'away';
  if (saysReceived(text)) return statesNumber(whole) || !maySayAway(whole) ? 'received' : 'away';
  // A mail that calls itself automatic without more is a vacation note; receipts have their own subjects.
  if (maySayAway(whole) || isAutomaticSubject(subject) || isVacationProgram(facts)) return 'away';
  if (returnDate(whole, facts.mail.date, facts) !== null) return 'away';
  return saysAutomaticMail(text) && /ticket|case|request|anfrage|demande/i.test(whole)
    ? 'received'
    : 'something';
};

const isVacationProgram = (facts: MailFacts): boolean =>
  /vacation|away|out[- ]of[- ]office|absence/i.test(
    `${facts.header('auto-submitted')} ${facts.header('x-apple-action')} ${facts.header('x-mailer')} ${facts.header('x-autoreply')} ${facts.header('message-id')}`,
  ) ||
  facts.has('x-vacation') ||
  facts.has('x-vacation-reply') ||
  facts.has('x-awayreply') ||
  facts.has('x-ms-exchange-inbox-rules-loop');

const signOf = (facts: MailFacts): string | null => {
  const { mail, subject, text } = facts;
  const submitted = facts.header('auto-submitted').trim().toLowerCase();
  if (submitted.startsWith('auto-replied')) return 'Auto-Submitted: auto-replied (RFC 3834)';
  const header = HEADERS.find((name) => facts.has(name) && !/^\s*(?:no|false|0)\b/i.test(facts.header(name)));
  if (header) return `${header} header`;
  if (/^(?:auto[-_]?reply)/i.test(facts.header('precedence').trim())) return 'Precedence: auto_reply';
  if (/vacation/i.test(facts.header('x-apple-action'))) return 'X-Apple-Action: VACATION';
  if (
    /autoresponder|vacation/i.test(facts.header('delivered-to')) ||
    /autoresponder/i.test(facts.header('x-post-messageclass'))
  ) {
    return 'autoresponder';
  }
  if (/vacation|auto-?(?:reply|respon)/i.test(`${facts.header('x-mailer')} ${facts.header('user-agent')}`))
    return 'program for automatic answers';
  const sender = `${facts.fromLocal} ${(mail.sender[0]?.email ?? '').split('@')[0] ?? ''}`;
  if (/(?:^|[-_.\s])(?:auto-?reply|auto-?responder|autorespond|vacation)(?:$|[-_.\s])/i.test(sender))
    return 'address of an autoresponder';
  if (
    /^<(?:auto-?(?:reply|response)|vacation|dovecot-sieve|sieve)[-.\d]/i.test(
      facts.header('message-id').trim(),
    )
  )
    return 'Message-ID of an autoresponder';
  return signInWords(facts, submitted) ?? signInText(facts.isInThread ? facts.newText : text, subject);
};

/** An absence or departure note whose text also says that it is automatic. */
const signInText = (text: string, subject: string): string | null => {
  const absent = saysAway(`${subject}\n${text}`) || saysLeft(text);
  if (saysAutomaticAnswer(text) && (absent || !saysReceived(text)))
    return 'says that it is an automatic answer';
  return absent && saysAutomaticMail(text) ? 'says that it is automatic' : null;
};

const signInWords = (facts: MailFacts, submitted: string): string | null => {
  const { subject, text } = facts;
  const beginning = text.slice(0, 2000);
  const speaks = saysAway(beginning) || maySayAway(beginning) || saysReceived(beginning);
  // Few vacation programs invent a subject, and none of them expects an answer.
  if (facts.nullReturnPath && facts.isReply && speaks)
    return 'null Return-Path and words of an automatic answer';
  if (facts.isReplySubject) return null;
  if (isAutomaticSubject(subject)) return 'subject of an automatic answer';
  const machine =
    facts.nullReturnPath ||
    submitted.startsWith('auto-') ||
    /oof|autoreply|all/i.test(facts.header('x-auto-response-suppress')) ||
    /^(?:bulk|junk)/i.test(facts.header('precedence'));
  if (isAbsenceSubject(subject) && (machine || saysAway(beginning) || maySayAway(beginning)))
    return 'subject of a vacation note';
  // Signs of vacation programs older than RFC 3834: not an answer to anybody, and low precedence, although not from a
  // list.
  if (
    facts.nullReturnPath &&
    /^(?:bulk|junk)/i.test(facts.header('precedence').trim()) &&
    !facts.mail.headers.some(({ name }) => /^list-/i.test(name)) &&
    (speaks || saysReceived(subject))
  ) {
    return 'null Return-Path and low Precedence';
  }
  return null;
};
