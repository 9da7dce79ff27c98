import { sameAddress } from '../address.ts';
import type { MailFacts } from './facts.ts';

const words = (list: string): readonly string[] => list.split(/\s+/);

/** Headers that list software writes (RFC 2369, 2919, 8058, and its own), and nobody else. */
const LIST_HEADERS =
  words(`list-id list-post list-unsubscribe list-unsubscribe-post list-help list-owner list-archive
  list-subscribe mailing-list x-mailing-list x-mailman-version x-beenthere x-list-id x-listname x-ml-name x-ml-count x-ml-info
  x-mlserver x-google-group-id x-ezmlm x-listserver x-majordomo x-sympa-to x-original-list x-list-unsubscribe`);

/** Headers of bulk senders. Services through which people answer write some of them as well. */
const BULK_HEADERS =
  words(`feedback-id x-feedback-id x-csa-complaints x-campaign x-campaign-id x-campaignid x-mailchimp-id
  x-mc-user x-report-abuse-to x-newsletter x-mailing x-mailingid x-bulkmail x-unsubscribe x-unsubscribe-web x-subscriber
  x-ymlpcode x-elqsiteid x-job x-jobid x-sfmc-stack x-mktmaildkim x-marketoid x-cm-list x-cmail-campaign x-list`);

const LIST_SENDER =
  /^(?:owner-.+|.+-owner|.+-bounces?(?:\+.*)?|.+-admin|.+-request|bounces?[-+=].+|majordomo|listserv|mailman|sympa)$/i;

const BULK_LOCAL =
  /^(?:e?-?news(?:[-_.]?(?:letter|flash|mail|alert)s?)?|newsletters?.*|.*[-_.]?news(?:letter|flash|mail)s?|mailings?|marketing|promo(?:tion)?s?|offers?|deals|campaigns?|specials|subscriptions?|updates|digest|announce(?:ments?)?|editor|survey(?:s)?)$/i;

const BULK_MAILER =
  /mailchimp|campaign|mailjet|sendinblue|brevo|customer\.io|hubspot|marketo|exacttarget|salesforce|constant contact|strongmail|lyris|bronto|icontact|aweber|getresponse|phplist|acymailing|groupmail|gammadyne|sendy|mailerlite|dotmailer|emarsys|responsys|cheetah|silverpop|vertical ?response|newsletter|bulk|ac mailer|interspire|oempro|mailwizz|cakemail|listserv|majordomo|mailman/i;

const BULK_HOST =
  /PowerMTA|ecelerity|StrongMail|GreenArrow|Momentum|\.(?:mcsv|mcdlv|rsgsv|exacttarget|sparkpostmail|cmail\d*|createsend|constantcontact|responsys|bronto|list-manage|outmailing)\.(?:net|com)\b/i;

/** In the words of the mail itself. */
const BULK_TEXT =
  /you (?:are receiving|received|have received|'re receiving) this (?:e-?mail|message|newsletter|mailing) (?:because|as)|this (?:e-?mail|message|newsletter) was sent to .{1,80}(?:because|by)|to unsubscribe|unsubscribe (?:from|here|instantly|at any time|link)|click here to unsubscribe|if you (?:no longer wish|do not wish|don['’]t want|would like) to (?:receive|unsubscribe|stop)|opt[- ]out of|manage (?:your )?(?:subscription|e-?mail preferences)|update your preferences|view (?:this (?:e-?mail|message|newsletter) )?(?:in|online in) your (?:web )?browser|add us to your address book|um sich (?:vom newsletter )?abzumelden|newsletter ab(?:be)?stellen|abbestellen|(?:se )?désabonner|désinscrire|cancelar (?:su|la|tu) suscripción|darse de baja|cancelar (?:a )?inscrição|descadastrar|annulla(?:re)? l['’]iscrizione|disiscriver|uitschrijven|afmelden voor|wypisać się|zrezygnować z (?:subskrypcji|otrzymywania)|отписаться|відписатися|配信停止|退订|取消订阅/i;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** A return path made for one mail to one recipient, so that its bounce tells whom to strike off the list (VERP). */
const isVerp = (facts: MailFacts): boolean => {
  const local = facts.returnPath.split('@')[0] ?? '';
  // Forwarders and anti-forgery tags rewrite people's mail as well.
  if (/^(?:srs[01]|prvs|btv\d|caf_?)[=+]/i.test(local) || local.includes('+caf_=')) return false;
  if (/^(?:(?:bounces?|bnc|errors?|returns?|verp)[-+=._].*\d|b[-+=].*\d{4}|bounces?$)/i.test(local))
    return true;
  return facts.mail.to.some(({ email }) => {
    const [name = '', host = ''] = email.split('@');
    return name !== '' && local.length > name.length && local.includes(`${name}=${host}`);
  });
};

/** The addresses to which one writes to reach the list, as it says itself. */
const listAddresses = (facts: MailFacts): readonly string[] =>
  ['x-beenthere', 'list-post', 'mailing-list', 'x-mailing-list', 'x-original-list']
    .flatMap((name) => facts.headers(name))
    .flatMap((value) => value.slice(0, 1000).match(/[^\s<>@:;,"]{1,64}@[^\s<>@:;,"]{1,255}/g) ?? []);

/**
 * Why a mail is one of many: from a list, or the same to a multitude. `own`: the addresses of the mailbox. A group alias
 * among them, such as `hello@`, hands mail on with the headers of a list, though it was written to its owner alone.
 */
export const bulkSign = (facts: MailFacts, own: readonly string[]): string | null => {
  const { mail } = facts;
  const alias =
    own.length > 0 && listAddresses(facts).some((list) => own.some((address) => sameAddress(list, address)));
  if (alias) return null;
  const precedence = facts.header('precedence').trim().toLowerCase();
  const header = LIST_HEADERS.find((name) => facts.has(name));
  if (header) return `${header} header`;
  // Ticket systems and other notifiers call their mail bulk as well.
  const notifies = /^auto-(?:generated|notified)/i.test(facts.header('auto-submitted').trim());
  if (/^list\b/.test(precedence) || (!notifies && /^(?:bulk|junk)\b/.test(precedence)))
    return `Precedence: ${precedence.slice(0, 4)}`;
  const sender = (mail.sender[0]?.email ?? '').split('@')[0] ?? '';
  if (LIST_SENDER.test(sender)) return 'sent by list software';
  if (
    facts
      .headers('received')
      .some((received) => /\(from (?:majordom[o]?|listserv|mailman|sympa)@/i.test(received))
  ) {
    return 'sent by list software';
  }
  // What follows are habits of bulk senders. People's answers show some of them too, so they count for first mails only.
  if (facts.isInThread) return null;
  const service = BULK_HEADERS.find((name) => facts.has(name));
  if (service) return `${service} header`;
  if (facts.isReply) return null;
  if (facts.has('errors-to') && domainOf(facts.header('errors-to')) !== domainOf(mail.from[0]?.email ?? '')) {
    return 'Errors-To elsewhere';
  }
  const mailer = `${facts.header('x-mailer')} ${facts.header('user-agent')}`;
  if (BULK_MAILER.test(mailer)) return 'program for bulk mail';
  if (BULK_LOCAL.test(facts.fromLocal) || BULK_LOCAL.test(sender)) return 'address for bulk mail';
  if (/^\d+(?:\.\d+){5,}@/.test(mail.replyTo[0]?.email ?? '')) return 'an address for each recipient';
  const hosts = [...facts.headers('received'), facts.header('message-id')].some((value) =>
    BULK_HOST.test(value),
  );
  const signs = [hosts, isVerp(facts), BULK_TEXT.test(facts.text), facts.has('errors-to')].filter(
    Boolean,
  ).length;
  if (signs >= 2 || BULK_TEXT.test(facts.text)) return 'wording and envelope of bulk mail';
  if (isVerp(facts) && !/^bounces?$/i.test(facts.returnPath.split('@')[0] ?? ''))
    return 'an envelope for each recipient';
  if (isVerp(facts) && domainOf(facts.returnPath) !== domainOf(mail.from[0]?.email ?? ''))
    return 'bounces go elsewhere';
  return null;
};
