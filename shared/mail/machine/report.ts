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

const CHALLENGE_SUBJECT =
  /^(?:please confirm your (?:message|e-?mail)|confirm your (?:message|e-?mail)|your (?:message|e-?mail) (?:requires|awaits|needs) (?:confirmation|verification|approval|moderat)|your message to \S+ awaits|\[?boxbe|verify your e-?mail to|re: .*\(boxbe|message (?:awaits|held for) (?:approval|moderat)|confirmation required)/;
const CHALLENGE_TEXT =
  /(?:to (?:prove|verify|confirm) (?:that )?you are (?:a )?(?:human|person)|i (?:have|'ve) (?:just )?(?:installed|started using) spam ?arrest|just this once, click|added to your guest list|protected by (?:spamarrest|boxbe|tmda|0spam)|this message was created automatically by the .{0,40}confirmation system|to release your (?:e-?mail|message) .{0,80}(?:click|reply)|(?:message|e-?mail|courriel|mail) (?:est|reste) en attente (?:de (?:validation|livraison)|d['’]authentification)|(?:cliquez|merci de cliquer) .{0,80}(?:vous authentifier|valider votre (?:message|e-?mail|envoi))|bestätigen sie .{0,60}(?:kein roboter|ein mensch)|verifi(?:ca|que) que (?:eres|es usted) (?:una persona|humano))/;

const says = (value: string, words: string): boolean => value.toLowerCase().includes(words);

/** Reports about mail that are not about a failure: abuse, receipts, success, requests to prove oneself. */
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
  const actions = mail.dsn.map((recipient) => recipient.action);
  if (actions.length > 0 && actions.every((action) => /^(?:delivered|relayed|expanded)$/.test(action))) {
    return 'delivery receipt (RFC 3464)';
  }
  const automatic =
    facts.nullReturnPath || facts.has('auto-submitted') || mail.contentType.type === 'multipart/report';
  if (RECEIPT.test(subject) && !facts.isReplySubject && (automatic || RECEIPT_TEXT.test(text)))
    return 'receipt';
  if (
    CHALLENGE_SUBJECT.test(subject) ||
    (CHALLENGE_TEXT.test(text.slice(0, 4000)) && /cli(?:ck|quez)|https?:\/\//.test(text)) ||
    facts.has('x-tmda-confirm-append')
  ) {
    return 'asks the sender to prove to be a person';
  }
  return null;
};
