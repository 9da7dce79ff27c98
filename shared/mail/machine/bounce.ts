import type { MailClass } from '../classify.ts';
import { type DsnRecipient, parseDeliveryStatus } from '../mime/delivery-status.ts';
import {
  DELAY,
  FAILURE_SUBJECT,
  FAILURE_TEXT,
  GIVEN_UP,
  LIST_DENIAL,
  LIST_DENIAL_SUBJECT,
  POSTMASTER_LOCAL,
  SENDING_LIMIT,
  SUCCESS,
  SYSTEM_LOCAL,
  SYSTEM_NAME,
} from './bounce-phrases.ts';
import type { MailFacts } from './facts.ts';

type Bounce = Extract<MailClass, { kind: 'bounce' }>;

/** An SMTP reply or an enhanced status (RFC 5321 section 4.2, RFC 3463). */
const CODE = /(?:^|[^\d.])(?:[45]\d\d[ -]+(?:#?[45]\.\d{1,3}\.\d{1,3}\b|\S)|\(?#?[45]\.\d{1,3}\.\d{1,3}\b)/;
const ENHANCED = /(?:^|[^\d.])([45]\.\d{1,3}\.\d{1,3})(?:[^\d.]|\.?$|\.\s)/m;
const REPLY_CODE = /(?:^|[^\d.@-])([45]\d\d)[ -](?=\D)/m;
/** A failed recipient in a report: alone on its line, or before the error. */
const RECIPIENT_LINE = /^\s*(?:<[^<>\s@]+@[^<>\s@]+>\s*(?::.*)?|["']?[^<>\s@"']+@[^<>\s@"']+["']?)\s*$/m;
const ADDRESS = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/;

/** Points for signs that a mail system wrote the mail. */
const senderPoints = (facts: MailFacts): number => {
  const { mail } = facts;
  const name = mail.from[0]?.name ?? '';
  let points = 0;
  if (SYSTEM_LOCAL.test(facts.fromLocal) || /^mailer-daemon\b/i.test(facts.header('from'))) points += 3;
  else if (POSTMASTER_LOCAL.test(facts.fromLocal)) points += 2;
  if (SYSTEM_NAME.test(name)) points += 2;
  if (facts.nullReturnPath) points += 2;
  // Some mail systems leave From empty as well (`From: <>`).
  if (facts.nullReturnPath && mail.from.length === 0) points += 1;
  if (facts.has('x-failed-recipients')) points += 3;
  if (facts.headers('received').some((received) => /\(qmail \d+ invoked for bounce\)/.test(received)))
    points += 3;
  if (mail.contentType.type === 'multipart/report') points += 2;
  if (
    /^auto-(?:generated|replied)\W+(?:failure|warning|postmaster|rejected)/i.test(
      facts.header('auto-submitted'),
    )
  )
    points += 2;
  if (facts.has('x-ms-exchange-message-is-ndr') || facts.has('x-ms-embedded-report')) points += 3;
  return points;
};

/** Whether a text only says that a mail was not delivered, and to whom. */
const isBriefReport = (facts: MailFacts): boolean => {
  const filled = facts.writtenText
    .slice(0, 2000)
    .split('\n')
    .filter((line) => /\p{L}/u.test(line));
  const [first = '', second = ''] = filled;
  return filled.length <= 6 && FAILURE_TEXT.test(first) && RECIPIENT_LINE.test(second);
};

/** Whether a mail reports that another one was not, or not yet, delivered. */
export const isBounceReport = (facts: MailFacts): boolean => {
  const { mail, text } = facts;
  if (mail.dsn.some(({ action }) => action === 'failed' || action === 'delayed')) return true;
  if (/^auto-replied\W+rejected/i.test(facts.header('auto-submitted'))) return true;
  const reportType = (mail.contentType.parameters.get('report-type') ?? '').toLowerCase();
  if (reportType === 'delivery-status' || mail.dsn.some(({ status }) => /^[45]/.test(status ?? ''))) {
    return !SUCCESS.test(text);
  }
  if (isListDenial(facts)) return true;
  // Gmail reports its sending limit from an address that looks like a person's, but that nobody can have.
  if (mail.from[0]?.email === 'nobody@gmail.com' && SENDING_LIMIT.test(`${facts.subject}\n${text}`))
    return true;
  const sender = senderPoints(facts);
  if (sender >= 2 && SUCCESS.test(text) && !CODE.test(text)) return false;
  const subject = !facts.isReplySubject && FAILURE_SUBJECT.test(facts.subject) ? 3 : 0;
  const failure = FAILURE_TEXT.test(text) || DELAY.test(text) ? 2 : 0;
  const code = CODE.test(text) ? 1 : 0;
  const returned =
    mail.returned.length > 0 || mail.attachments.some(({ type }) => type === 'message/rfc822') ? 1 : 0;
  const evidence = failure + code + returned;
  // A null return path from a mail system's address is a report, in any language.
  if (SYSTEM_LOCAL.test(facts.fromLocal) && facts.nullReturnPath) return !SUCCESS.test(text);
  // The sender of a mail system needs one more sign. Words alone need all signs, and no mail program.
  if (sender >= 3) return subject + evidence >= 1;
  if (sender >= 2) return subject + evidence >= 3;
  if (!facts.isInThread && isBriefReport(facts)) return true;
  const recipient = RECIPIENT_LINE.test(facts.writtenText.slice(0, 2000)) ? 1 : 0;
  return (
    subject > 0 &&
    failure > 0 &&
    code + returned + recipient > 0 &&
    !facts.isReply &&
    !isFromMailProgram(facts)
  );
};

/** Whether a list manager says that it did not accept a mail. */
const isListDenial = (facts: MailFacts): boolean => {
  const beginning = facts.text.slice(0, 3000);
  if (!LIST_DENIAL.test(beginning)) return false;
  return (
    LIST_DENIAL_SUBJECT.test(facts.subject) ||
    facts.nullReturnPath ||
    LIST_ADDRESS.test(`${facts.fromLocal} ${facts.returnPath.split('@')[0] ?? ''}`)
  );
};

/** `team+owner`, `team-bounces`, `mailman-bounces`, `majordomo` */
const LIST_ADDRESS =
  /(?:^|[\s+._-])(?:owner|bounces?|request|help|admin|mailman|majordomo|listserv|sympa|listmaster|noreply)(?:$|[\s+._-])/i;

const isFromMailProgram = (facts: MailFacts): boolean =>
  /thunderbird|outlook|apple mail|iphone|ipad|evolution|mutt|kmail|the bat|roundcube|squirrelmail|webmail|gmail|yahoo|zimbra|claws|sylpheed|airmail|k-9|bluemail/i.test(
    `${facts.header('user-agent')} ${facts.header('x-mailer')}`,
  );

const oneLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 500);

/** The failed recipient of a report without machine-readable fields. */
const recipientIn = (facts: MailFacts): string | null => {
  const named = ADDRESS.exec(facts.header('x-failed-recipients'))?.[0];
  if (named) return named.toLowerCase();
  const own = new Set([...facts.mail.to, ...facts.mail.from].map(({ email }) => email));
  const lines = facts.writtenText.split('\n').slice(0, 200);
  const marked = lines.find((line) =>
    /^\s*(?:to\s*:\s*)?<[^<>@\s]+@[^<>\s]+>\s*:?|(?:rcpt to|recipient|delivery failed)\s*:/i.test(
      line.slice(0, 300),
    ),
  );
  for (const line of marked ? [marked, ...lines] : lines) {
    for (const address of line.slice(0, 500).match(new RegExp(ADDRESS, 'g')) ?? []) {
      const email = address.toLowerCase().replace(/[.'`]+$/, '');
      if (!own.has(email)) return email;
    }
  }
  return null;
};

/** Extracts what a bounce says about the failed mail. */
export const bounce = (facts: MailFacts): Bounce => {
  const { mail, text } = facts;
  // Some systems write the fields of a delivery report into the text.
  const inText = /final-recipient\s*:/i.test(facts.writtenText) ? parseDeliveryStatus(facts.writtenText) : [];
  const recipients: readonly DsnRecipient[] = mail.dsn.length > 0 ? mail.dsn : inText;
  const failed =
    recipients.find(({ action }) => action === 'failed') ??
    recipients.find(({ action }) => action === 'delayed') ??
    recipients.find(({ status }) => /^[45]/.test(status ?? ''));
  const code = facts.writtenText.split('\n').find((line) => CODE.test(line.slice(0, 500))) ?? null;
  const reply = REPLY_CODE.exec(code ?? '')?.[1];
  const stated = failed?.status && !/\.0\.0$/.test(failed.status) ? failed.status : null;
  const status =
    stated ??
    ENHANCED.exec(failed?.diagnostic ?? '')?.[1] ??
    ENHANCED.exec(facts.writtenText)?.[1] ??
    failed?.status ??
    (reply ? `${reply.charAt(0)}.0.0` : null);
  const action = failed?.action ?? '';
  const said = `${facts.subject}\n${text}`;
  // The report's words count, not the class of the status: Gmail reports dead domains permanently failed with 4.0.0.
  const delayed = action === 'delayed' || (action !== 'failed' && DELAY.test(said) && !GIVEN_UP.test(text));
  const diagnostic = failed?.diagnostic ?? code;
  const limited = status === '5.4.5' || SENDING_LIMIT.test(`${said}\n${diagnostic ?? ''}`);
  return {
    kind: 'bounce',
    cause: limited ? 'sending_limit' : 'recipient',
    severity: delayed || limited ? 'soft' : 'hard',
    failedRecipient: failed?.finalRecipient ?? failed?.originalRecipient ?? recipientIn(facts),
    status,
    diagnostic: diagnostic === null ? null : oneLine(diagnostic),
    reason:
      mail.dsn.length > 0
        ? 'delivery report (RFC 3464)'
        : 'written by a mail system about a mail that failed',
  };
};
