import { sameAddress } from '../address.ts';
import type { MailFacts } from './facts.ts';

const words = (list: string): readonly string[] => list.split(/\s+/);

/** Headers that only list software writes (RFC 2369, 2919, 8058, and its own). */
const LIST_HEADERS =
  words(`list-id list-post list-unsubscribe list-unsubscribe-post list-help list-owner list-archive
  list-subscribe mailing-list x-mailing-list x-mailman-version x-beenthere x-list-id x-listname x-ml-name x-ml-count x-ml-info
  x-mlserver x-google-group-id x-ezmlm x-listserver x-majordomo x-sympa-to x-original-list x-list-unsubscribe`);

/** Headers of bulk senders. Services that people answer with use some of them too. */
const BULK_HEADERS =
  words(`feedback-id x-feedback-id x-csa-complaints x-campaign x-campaign-id x-campaignid x-mailchimp-id
  x-mc-user x-report-abuse-to x-newsletter x-mailing x-mailingid x-bulkmail x-unsubscribe x-unsubscribe-web x-subscriber
  x-ymlpcode x-elqsiteid x-job x-jobid x-sfmc-stack x-mktmaildkim x-marketoid x-cm-list x-cmail-campaign x-list`);

const LIST_SENDER =
  /^(?:owner-.+|.+-owner|.+-bounces?(?:\+.*)?|.+-admin|.+-request|bounces?[-+=].+|majordomo|listserv|mailman|sympa)$/i;

const BULK_LOCAL =
  /^(?:e?-?news(?:[-_.]?(?:letter|flash|mail|alert)s?)?|newsletters?.*|.*[-_.]?news(?:letter|flash|mail)s?|mailings?|marketing|promo(?:tion)?s?|offers?|deals|campaigns?|mailing-?lists?|specials|subscriptions?|updates|digest|announce(?:ments?)?|editor|survey(?:s)?)$/i;

const BULK_MAILER =
  /mailchimp|campaign|mailjet|sendinblue|brevo|customer\.io|hubspot|marketo|exacttarget|salesforce|constant contact|strongmail|lyris|bronto|icontact|aweber|getresponse|phplist|acymailing|groupmail|gammadyne|sendy|mailerlite|dotmailer|emarsys|responsys|cheetah|silverpop|vertical ?response|newsletter|bulk|ac mailer|interspire|oempro|mailwizz|cakemail|listserv|majordomo|mailman/i;

const BULK_HOST =
  /PowerMTA|ecelerity|StrongMail|GreenArrow|Momentum|\.(?:mcsv|mcdlv|rsgsv|exacttarget|sparkpostmail|cmail\d*|createsend|constantcontact|responsys|bronto|list-manage|outmailing)\.(?:net|com)\b/i;

/** Words by which a mail says that it is from a list. */
const BULK_TEXT =
  /(?:unsubscribe|opt[- ]?out|abmelden|abbestellen|austragen|désabonn\p{L}*|désinscri\p{L}*|desuscrib\p{L}*|darse de baja|cancelar (?:suscripci[óo]n|inscri[çc][ãa]o)|descadastr\p{L}*|disiscriv\p{L}*|cancella(?:ti| iscrizione)|uitschrijven|afmelden|wypisz\p{L}*|odhlásit|leiratkoz\p{L}*|dezabon\p{L}*|отписаться|відписатися|отпиши се|avregistrera|afmeld|meld deg av|peruuta tilaus|abonelikten çık|配信停止|退订|退訂|取消订阅|수신거부)[^\n]{0,30}<?https?:|(?:manage|update|change|edit) (?:your |my |e-?mail |newsletter |subscription |notification )*(?:newsletters?|subscriptions?|preferences|settings|profile)[^\n]{0,30}<?https?:|you (?:are receiving|received|have received|'re receiving) this (?:e-?mail|message|newsletter|mailing) (?:because|as)|this (?:e-?mail|message|newsletter) was sent to .{1,80}(?:because|by)|to unsubscribe|unsubscribe (?:from|here|instantly|at any time|link)|click here to unsubscribe|if you (?:no longer wish|do not wish|don['’]t want|would like) to (?:receive|unsubscribe|stop)|opt[- ]out of|manage (?:your )?(?:subscription|e-?mail preferences)|update your preferences|view (?:this (?:e-?mail|message|newsletter) )?(?:in|online in) your (?:web )?browser|add us to your address book|um sich (?:vom newsletter )?abzumelden|newsletter ab(?:be)?stellen|abbestellen|(?:se )?désabonner|désinscrire|cancelar (?:su|la|tu) suscripción|darse de baja|cancelar (?:a )?inscrição|descadastrar|annulla(?:re)? l['’]iscrizione|disiscriver|uitschrijven|afmelden voor|wypisać się|zrezygnować z (?:subskrypcji|otrzymywania)|отписаться|відписатися|配信停止|退订|取消订阅/iu;

/** Words of newsletters that nobody uses towards one person. At the end of a text one of them is enough. */
const NEWSLETTER_TEXT =
  /(?:change|modify|update|cancel|manage|edit) (?:your |my )?(?:mailing list|(?:text-only |e-?mail |newsletter )?subscription|account preferences|e-?mail options|delivery options)|mailing list options|(?:this (?:e-?mail|message|newsletter)|it) (?:was|is|has been) (?:sent|mailed|delivered) to (?:the following|you|your|\S+@)|(?:to be|if you (?:wish|want|would like) to be|please) removed? (?:from|me)|remove (?:yourself|your (?:name|address|e-?mail))|(?:you |have )(?:are |have )?(?:currently )?(?:subscribed|signed up|opted in|registered) (?:to|for|at|on|with)|(?:newsletter|digest|e-?zine|bulletin) (?:is )?(?:published|sent|distributed|mailed)|(?:subscribe|unsubscribe|sign up|abonnieren) (?:to|from|here|at|by|via|online)|forward (?:this (?:e-?mail|newsletter) )?to a friend|view (?:this|the) .{0,20}(?:online|in (?:your|a) browser)|why did (?:i|you) (?:get|receive) this|all rights reserved|newsletter abbestellen|vous recevez cet? (?:e-?mail|message|newsletter)|recibe este (?:correo|mensaje|boletín)|riceve questa (?:e-?mail|newsletter)|sie erhalten diese(?:n)? (?:e-?mail|newsletter|nachricht)/g;
const ENOUGH_WORDS = 2;

/** A subdomain that only sends mailings: `newsletter.example.com`. */
const BULK_DOMAIN =
  /(?:^|[.@])(?:e?-?news(?:letters?)?|newsmail|lists?|listserv|bulk(?:mail)?\d*|promo(?:tion)?s?|marketing|campaigns?|offers?|alerts?|notifications?|mailers?|mailings?|e?-?blast|edm|um(?:mail)?\d+)\.[\w-]+\.\w/i;
/** An address generated for one mail: many digits among other characters. Telephone numbers belong to people. */
const isGenerated = (local: string): boolean =>
  local.includes('#') ||
  (/\D/.test(local) && (local.match(/\d/g) ?? []).length >= 10) ||
  /^\d+\.\d+\.[\w-]+-[\w-]+\.\d+$/.test(local);

/** Click-tracking links and tracking pixels. */
const COUNTED_LINK =
  /href\s*=\s*["']?https?:\/\/[^"'\s>]*(?:click|track|redirect|predirect|\/[rtc]\/[\w-]{10}|\?(?:\w+=)?[\w%-]{30}|servlet\/|\/ls\/click|utm_campaign)/gi;
const POINT = /<img\s[^>]*(?:(?:width|height)\s*=\s*["']?1["'\s>][^>]*){2}/i;
const MANY_LINKS = 8;

const looksLikeMailing = (html: string | null): boolean => {
  if (html === null) return false;
  const sample = html.slice(0, 100_000);
  const counted = (sample.match(COUNTED_LINK) ?? []).length;
  return counted >= MANY_LINKS || (counted >= 2 && POINT.test(sample) && /<table/i.test(sample));
};

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** A return path generated for one mail and recipient, so that its bounce identifies the subscriber (VERP). */
const isVerp = (facts: MailFacts): boolean => {
  const local = facts.returnPath.split('@')[0] ?? '';
  // Forwarders and anti-forgery tags also rewrite people's mail.
  if (/^(?:srs[01]|prvs|btv\d|caf_?)[=+]/i.test(local) || local.includes('+caf_=')) return false;
  if (/^(?:(?:bounces?|bnc|errors?|returns?|verp)[-+=._].*\d|b[-+=].*\d{4}|bounces?$)/i.test(local))
    return true;
  return facts.mail.to.some(({ email }) => {
    const [name = '', host = ''] = email.split('@');
    return name !== '' && local.length > name.length && local.includes(`${name}=${host}`);
  });
};

/** `friends-bounces@example.org` → `friends@example.org` */
const withoutRole = (address: string): string =>
  address
    .replace(/^owner-/i, '')
    .replace(/[-+.](?:owner|bounces?|admin|request|help|return|errors?)(?:[-+=].*)?(?=@)/i, '');

/** The posting addresses of the list, from its List headers and its other addresses. */
export const listAddresses = (facts: MailFacts): readonly string[] => {
  const stated = ['x-beenthere', 'list-post', 'mailing-list', 'x-mailing-list', 'x-original-list']
    .flatMap((name) => facts.headers(name))
    .slice(0, 20)
    .flatMap((value) => value.slice(0, 1000).match(/[^\s<>@:;,"]{1,64}@[^\s<>@:;,"]{1,255}/g) ?? []);
  const [, name, domain] = /<?([\w-]{1,60})\.([\w.-]{3,200})>?\s*$/.exec(facts.header('list-id')) ?? [];
  const from = new Set(facts.mail.from.map(({ email }) => email));
  return [
    ...stated,
    ...(name && domain ? [`${name}@${domain}`] : []),
    ...[...facts.mail.sender.map(({ email }) => email), facts.returnPath]
      .map((address) => withoutRole(address))
      .filter((address, nth) => address !== (facts.mail.sender[nth]?.email ?? facts.returnPath)),
    // A list that wants answers to go to itself.
    ...facts.mail.replyTo.map(({ email }) => email).filter((email) => !from.has(email)),
  ];
};

/**
 * Why a mail is bulk: from a list, or the same mail to many people. `own`: the addresses of the mailbox. A group alias
 * among them, such as `hello@`, relays mail with the headers of a list, although it was written to its owner.
 */
export const bulkSign = (facts: MailFacts, own: readonly string[]): string | null => {
  const { mail } = facts;
  const alias =
    own.length > 0 && listAddresses(facts).some((list) => own.some((address) => sameAddress(list, address)));
  if (alias) return null;
  const precedence = facts.header('precedence').trim().toLowerCase();
  const header = LIST_HEADERS.find((name) => facts.has(name));
  if (header) return `${header} header`;
  // Ticket systems and other notifiers also mark their mail as bulk.
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
  // The following are habits of bulk senders. People's answers show some of them too, so they only count for first
  // mails.
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
  const footer = new Set(facts.ending.match(NEWSLETTER_TEXT) ?? []).size;
  const worded = BULK_TEXT.test(facts.text) || BULK_TEXT.test(facts.ending) || footer >= ENOUGH_WORDS;
  const from = mail.from[0]?.email ?? '';
  const signs = [
    hosts,
    isVerp(facts),
    facts.has('errors-to'),
    footer > 0,
    BULK_DOMAIN.test(from) || BULK_DOMAIN.test(facts.returnPath),
    isGenerated(facts.fromLocal),
    looksLikeMailing(mail.html),
    /newsletter|digest|e-?zine|bulletin|\b(?:issue|vol(?:ume)?|ausgabe) (?:no\.? ?)?#?\d/i.test(mail.subject),
  ].filter(Boolean).length;
  if (signs >= 2 || worded || BULK_DOMAIN.test(from)) return 'wording and envelope of bulk mail';
  if (isVerp(facts) && !/^bounces?$/i.test(facts.returnPath.split('@')[0] ?? ''))
    return 'an envelope for each recipient';
  if (isVerp(facts) && domainOf(facts.returnPath) !== domainOf(mail.from[0]?.email ?? ''))
    return 'bounces go elsewhere';
  return null;
};
