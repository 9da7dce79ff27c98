import type { DsnRecipient } from '../mime/delivery-status.ts';
import type { MailFacts } from './facts.ts';

const ABUSE_TEXT =
  /this is an e-?mail abuse report|abuse report for an e-?mail message|this is a (?:spam|abuse) (?:report|complaint)|spam ?trap hit/;
const ABUSE_SUBJECT =
  /^(?:complaint about message from|e-?mail feedback report|(?:\S+ )?abuse report|spam report|\[?spamcop|report domain:|\[?preview\]? report domain|dmarc (?:aggregate|forensic) report|tls(?:-rpt)? report)/;

/** Subjects of receipts, which mail programs translate. */
const RECEIPT =
  /^(?:read|read receipt|not read|delivered|delivery receipt|return receipt(?: \(.*\))?|relayed|expanded|gelesen|ungelesen(?: gelöscht)?|zugestellt|lesebestätigung|empfangsbestätigung|lu|non lu|accusé de (?:lecture|réception)|remis|leído|no leído|confirmación de (?:lectura|entrega)|letto|non letto|conferma di lettura|lida|não lida|gelezen|ontvangstbevestiging|leesbevestiging|przeczytane|прочитано|не прочитано|уведомление о (?:прочтении|доставке)|підтвердження прочитання|kvittering|läst|lest|開封済み|已读)\s*(?:[:：]|$)/;

const RECEIPT_TEXT =
  /(?:was|wurde|a été|ha sido|è stat[oa]|foi|został[ao]|было|було) .{0,80}(?:read|displayed|opened|delivered|gelesen|angezeigt|zugestellt|lu|affiché|leíd|letto|lida|przeczyt|прочитан|доставлен)|(?:return|read) receipt|lesebestätigung|accusé de (?:lecture|réception)/iu;

const says = (value: string, words: string): boolean => value.toLowerCase().includes(words);

/** Reports about mail that are not about a failure: abuse, receipts, success. */
export const reportSign = (facts: MailFacts): string | null => {
  const { mail, subject, text } = facts;
  const reportType = (mail.contentType.parameters.get('report-type') ?? '').toLowerCase();
  const part = (type: string): boolean =>
    mail.contentType.type === type || mail.attachments.some((attachment) => attachment.type === type);
  if (reportType === 'feedback-report' || part('message/feedback-report')) return 'abuse report (RFC 5965)';
  if (reportType === 'tlsrpt' || part('application/tlsrpt+gzip') || part('application/tlsrpt+json')) {
    return 'TLS report (RFC 8460)';
  }
  // Dovecot and Sieve refuse mail in the form of a receipt (RFC 5429 section 2.2.2).
  if (/^auto-replied\W+rejected/i.test(facts.header('auto-submitted'))) return null;
  if (
    reportType === 'disposition-notification' ||
    part('message/disposition-notification') ||
    part('message/global-disposition-notification')
  ) {
    return 'read receipt (RFC 8098)';
  }
  const aboutReturned = mail.returned.some(({ name }) => says(name, 'x-hmxmroriginalrecipient'));
  if (
    aboutReturned ||
    (ABUSE_SUBJECT.test(subject) && !facts.isReply) ||
    ABUSE_TEXT.test(text.slice(0, 2000))
  ) {
    return 'abuse or authentication report';
  }
  // Some programs invent their own actions; a success status counts anyway (RFC 3463).
  const succeeded = ({ action, status }: DsnRecipient): boolean =>
    /^(?:delivered|relayed|expanded)$/.test(action) ||
    (action !== 'failed' && action !== 'delayed' && /^2/.test(status ?? ''));
  if (mail.dsn.length > 0 && mail.dsn.every(succeeded)) return 'delivery receipt (RFC 3464)';
  const automatic =
    facts.nullReturnPath || facts.has('auto-submitted') || mail.contentType.type === 'multipart/report';
  if (RECEIPT.test(subject) && !facts.isReplySubject && (automatic || RECEIPT_TEXT.test(text)))
    return 'receipt';
  return null;
};
