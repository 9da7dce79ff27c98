import { saysAutomaticAnswer, saysAutomaticMail } from './automatic-words.ts';
import type { MailFacts } from './facts.ts';

/** Addresses that are not read. */
const UNREAD =
  /(?:^|[-_.+])(?:no|do[-_.]?not|dont|never|not)[-_.]?(?:reply|respond|response|answer)(?:[-_.+\d]|$)|noreply|no-reply|donotreply|(?:ne[-_.]?pas[-_.]?repondre|pas[-_.]?de[-_.]?reponse|nicht[-_.]?antworten|keine[-_.]?antwort|no[-_.]?responder|nao[-_.]?responda|non[-_.]?rispondere|niet[-_.]?antwoorden|nie[-_.]?odpowiadaj|ne[-_.]?otvechat)/i;
/** Addresses that only programs write from. */
const PROGRAM =
  /^(?:auto(?:mated|matic)?[-_.]?(?:mail(?:er)?|reply|response|responder|respond|confirm)|.*[-_.]?notifications?|notif(?:y|ier)|alerts?|.*[-_.]alerts?|mailer|mail-?robot|robot|.*-daemon|daemon|cron|cron-?daemon|www(?:-data|run)?|(?:spam-?)?quarantine(?:-?digest)?|apache2?|nginx|httpd|nobody|anonymous|wordpress|bounces?|unattended|mailer-?daemon|majordomo|listserv|uucp)$/i;
/** Addresses that programs usually write from, and sometimes people. */
const LIKELY_PROGRAM =
  /^(?:auto|automat\w*|bot|root|system|sys|server|web-?server|web-?forms?|forms?|drupal|joomla|jenkins|gitlab|github|jira|bugzilla|nagios|zabbix|monitor(?:ing)?|backup|verify|verification|confirm(?:ation)?s?|receipts?|e?-?tickets?|order-?(?:confirm(?:ation)?|update|status)s?|account-?(?:update|security|services)|postmaster|production|deploy|svn|git|cvs|build|ci|webmaster|service|leads?|online-?leads?|report(?:s|ing)?|status|statements?|billing-?notice)$/i;

const LIBRARY =
  /phpmailer|php\/|php mail|mime::lite|mime-tools|mime::tools|mail::sender|mail::sendmail|perl|python|swiftmailer|symfony|zend|laravel|codeigniter|nodemailer|javamail|microsoft cdo|cdo for|cdosys|coldfusion|aspmail|asp\.?net|aspemail|w3 jmail|jmail|sendemail|swaks|blat|actionmailer|ruby|mandrill|sendgrid|mailgun|amazon ?ses|ses\b|drupal|wordpress|joomla|magento|prestashop|formmail|jangosmtp|geezmail|eudora for robots/i;
const WEBMAIL_SCRIPT =
  /rcube|roundcube|squirrel|horde|imp\/|compose|zimbra|rainloop|snappymail|nextcloud|sogo/i;

const LIBRARY_ID =
  /(?:\.tmail>|\.mail>$|\.rails>|@(?:email|[a-z0-9-]+\.)?amazonses\.com|\.sendgrid\.net|@ismtpd|@geopod|mandrillapp\.com|@phpmailer|@swift\.generated|\.javamail\.(?:tomcat|jboss|www|app|prod|root@local)|@sendgrid\.|@mail\.gandi)/i;

/** Other phrases of programs that confirm receipt. */
const CONFIRMS =
  /(?:we (?:have )?received|received your|has been (?:received|registered|created|logged|opened|assigned)|thank you for (?:contacting|your)|ticket|case (?:number|id|#)|reference (?:number|id|#)|do not reply|nicht antworten|ne pas (?:y )?répondre|(?:avons|bien) reçu|hemos recibido|recibido su|recebemos|abbiamo ricevuto|è stata ricevuta|haben .{0,40}erhalten|eingegangen|ontvangen|otrzymaliśmy|зарегистрирован|получ(?:ено|или)|зареєстрован|отримано|no responda|não responda|non rispondere|nie odpowiada|не отвечайте|не відповідайте)/iu;
const DO_NOT_REPLY =
  /(?:please )?do(?:n['’]t| not) (?:reply|respond) (?:directly )?(?:to|back|via)|replies to this (?:e-?mail|message|address) (?:are|will) (?:not|go)|cannot (?:accept|receive) (?:incoming )?(?:e-?mail|replies)|(?:bitte )?(?:antworten sie|nicht) .{0,30}nicht auf diese|bitte nicht (?:auf diese .{0,20})?antworten|(?:merci de )?ne pas répondre|(?:por favor,? )?no (?:responda|conteste|responder)|(?:por favor,? )?não (?:responda|responder)|(?:si prega di )?non rispondere|niet (?:te )?(?:beantwoorden|antwoorden)|prosimy (?:o )?nie odpowiada|(?:пожалуйста, )?не отвечайте|отвечать на него не нужно|не відповідайте/iu;

const MACHINE_TEXT = /^\s*(?:<\?xml|<\?adf|\{\s*"|\[\s*\{|begin:vcalendar)/i;
/** Plain text that begins with a tag: a program without MIME support. */
const TAGGED_TEXT = /^\s*<(?:!doctype|html|head|body|table|div|p|b|h\d|center|font|pre)\b/i;

/** A submitted web form: labels with or without a value, line by line. */
const isForm = (text: string): boolean => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const labels = lines.filter((line) => /^[\p{L}][\p{L}\p{N} _/()?-]{0,40}\s*[:=](?!\/\/)/u.test(line));
  return lines.length >= 3 && labels.length >= 3 && labels.length >= lines.length * 0.6;
};

const local = (address: string | undefined): string => (address ?? '').split('@')[0] ?? '';

/**
 * Why a mail is a machine's, although it has no sign of bulk or automatic mail. Ticket systems mark their agents' mail
 * in the same way.
 */
export const robotSign = (facts: MailFacts): string | null => {
  const { mail, text } = facts;
  const submitted = facts.header('auto-submitted').trim().toLowerCase();
  if (submitted !== '' && !/^no\b/.test(submitted)) return 'Auto-Submitted (RFC 3834)';
  const suppressed = facts.header('x-auto-response-suppress');
  // Some companies set it on all their mail; only Outlook and Exchange write Thread-Index.
  const fromOutlook = facts.isInThread && facts.has('thread-index') && !/\ball\b/i.test(suppressed);
  if (/\b(?:all|oof|autoreply)\b/i.test(suppressed) && !fromOutlook) return 'X-Auto-Response-Suppress';
  for (const name of [
    'x-loop',
    'x-autogenerated',
    'x-auto-generated',
    'x-cron-env',
    'x-github-reason',
    'x-jira-fingerprint',
    'x-bugzilla-type',
    'x-gitlab-project',
    'x-trac-version',
    'x-redmine-host',
    'x-rt-loop-prevention',
    'x-otrs-loop',
    'x-fc-machinegenerated',
  ]) {
    if (facts.has(name)) return `${name} header`;
  }
  if (facts.nullReturnPath) return 'null Return-Path';
  for (const address of [mail.from[0]?.email, mail.sender[0]?.email]) {
    if (UNREAD.test(local(address))) return 'sender that nobody reads';
    if (PROGRAM.test(local(address))) return 'sender that is a program';
  }
  // In answers a second sign is needed, because a person may complain about automatic mail.
  const automatic = saysAutomaticMail(text) && (!facts.isReply || CONFIRMS.test(text));
  if (automatic || saysAutomaticAnswer(text)) return 'says that it is automatic';
  if (MACHINE_TEXT.test(text)) return 'data, not a letter';
  // The following only counts for first mails: a person may answer with any program.
  if (facts.isReply) return null;
  const envelope = local(facts.returnPath);
  if (UNREAD.test(envelope) || PROGRAM.test(envelope)) return 'envelope of a program';
  if (LIKELY_PROGRAM.test(facts.fromLocal)) return 'sender that is likely a program';
  if (UNREAD.test(local(mail.replyTo[0]?.email))) return 'answers that nobody reads';
  if (DO_NOT_REPLY.test(text)) return 'asks not to be answered';
  const script = facts.header('x-php-originating-script') || facts.header('x-php-script');
  if (script !== '' && !WEBMAIL_SCRIPT.test(script)) return 'sent by a script';
  const mailer = `${facts.header('x-mailer')} ${facts.header('user-agent')}`;
  if (LIBRARY.test(mailer) && !WEBMAIL_SCRIPT.test(mailer)) return 'sent by a library';
  if (LIBRARY_ID.test(facts.header('message-id'))) return 'sent by a library';
  if (mail.html === null && TAGGED_TEXT.test(text)) return 'data, not a letter';
  if (isForm(facts.writtenText)) return 'a filled-in form';
  return null;
};
