import type { MailFacts } from './mail-facts.ts';

/** Addresses that nobody reads. */
const UNREAD =
  /(?:^|[-_.+])(?:no|do[-_.]?not|dont|never|not)[-_.]?(?:reply|respond|response|answer)(?:[-_.+\d]|$)|noreply|no-reply|donotreply|(?:ne[-_.]?pas[-_.]?repondre|pas[-_.]?de[-_.]?reponse|nicht[-_.]?antworten|keine[-_.]?antwort|no[-_.]?responder|nao[-_.]?responda|non[-_.]?rispondere|niet[-_.]?antwoorden|nie[-_.]?odpowiadaj|ne[-_.]?otvechat)/i;
/** Addresses that programs write from. */
const PROGRAM =
  /^(?:(?:auto|automated?|automatic)(?:[-_.].*|mail(?:er)?|reply|response|responder|confirm)?|.*[-_.]?notifications?|notif(?:y|ier)(?:[-_.].*)?|alerts?|.*[-_.]alerts?|mailer|mail-?robot|robot|bot|daemon|.*-daemon|cron|root|www(?:-data)?|apache2?|nginx|httpd|nobody|anonymous|system|sys|server|web-?server|webform|web-?form|forms?|wordpress|drupal|joomla|jenkins|gitlab|github|jira|bugzilla|nagios|zabbix|monitor(?:ing)?|backup|bounces?|unattended|verify|verification|confirm(?:ation)?s?|receipts?|e?-?tickets?|orders?-?(?:confirm(?:ation)?|update)?|invoice-?noreply|account-?(?:update|security|services)|security-?noreply|postmaster|mailer-?daemon|uucp|listserv|majordomo|production|deploy|svn|git|cvs|build|ci)$/i;

const LIBRARY =
  /phpmailer|php\/|php mail|mime::lite|mime-tools|mime::tools|mail::sender|mail::sendmail|perl|python|swiftmailer|symfony|zend|laravel|codeigniter|nodemailer|javamail|microsoft cdo|cdo for|cdosys|coldfusion|aspmail|asp\.?net|aspemail|w3 jmail|jmail|sendemail|swaks|blat|actionmailer|ruby|mandrill|sendgrid|mailgun|amazon ?ses|ses\b|drupal|wordpress|joomla|magento|prestashop|formmail|jangosmtp|geezmail|eudora for robots/i;
const WEBMAIL_SCRIPT =
  /rcube|roundcube|squirrel|horde|imp\/|compose|zimbra|rainloop|snappymail|nextcloud|sogo/i;

const LIBRARY_ID =
  /(?:\.tmail>|\.mail>$|\.rails>|@(?:email|[a-z0-9-]+\.)?amazonses\.com|\.sendgrid\.net|@ismtpd|@geopod|mandrillapp\.com|@phpmailer|@swift\.generated|\.javamail\.(?:tomcat|jboss|www|app|prod|root@local)|@sendgrid\.|@mail\.gandi|@localhost(?:\.localdomain)?>)/i;

/** In the words of the mail itself, in its first lines or its last. */
const AUTOMATIC_TEXT =
  /(?:this is an?|this) (?:an )?(?:auto(?:matic(?:ally)?|mated)?[- ]?(?:generated|created|sent)?|system[- ]generated|computer[- ]generated) ?(?:generated |created |sent )?(?:e-?mail|message|notification|response|reply|notice|mail)|this (?:e-?mail|message|mail|notification) (?:was|is|has been) (?:auto(?:matically)?|system)[- ]?(?:generated|created|sent)|(?:automatically|auto)[- ]generated (?:e-?mail|message|notification|response|mail)|sent from an? (?:unmonitored|unattended|notification[- ]only)|(?:mailbox|inbox|address) is (?:not|un)[- ]?monitored|diese (?:e-?mail|nachricht|mail) wurde automatisch|automatisch (?:generiert|erstellt|erzeugt|versand)|(?:ce(?:ci|t)?|cette|ce) (?:e-?mail|message|courriel|courrier|mail)? ?(?:est|a été) .{0,30}automatique(?:ment)?|(?:este|esta) (?:es un )?(?:mensaje|correo|e-?mail|mensagem|é uma mensagem) .{0,30}autom[áa]tic|questa? (?:è un|e-?mail|messaggio) .{0,40}automatic|dit (?:is een )?(?:automatisch|bericht is automatisch)|automatisch gegenereerd|wiadomość (?:została )?(?:wygenerowana|wysłana) automatycznie|(?:это|данное) (?:письмо|сообщение) .{0,30}автоматически|автоматическ(?:ое|и) (?:сообщение|уведомление|сгенерирован|отправлен|создан)|(?:це|цей лист|це повідомлення) .{0,30}автоматичн|自動(?:送信|配信|返信)|自动(?:发送|回复|生成)/iu;
const DO_NOT_REPLY =
  /(?:please )?do(?:n['’]t| not) (?:reply|respond) (?:directly )?(?:to|back|via)|replies to this (?:e-?mail|message|address) (?:are|will) (?:not|go)|cannot (?:accept|receive) (?:incoming )?(?:e-?mail|replies)|(?:bitte )?(?:antworten sie|nicht) .{0,30}nicht auf diese|bitte nicht (?:auf diese .{0,20})?antworten|(?:merci de )?ne pas répondre|(?:por favor,? )?no (?:responda|conteste|responder)|(?:por favor,? )?não (?:responda|responder)|(?:si prega di )?non rispondere|niet (?:te )?(?:beantwoorden|antwoorden)|prosimy (?:o )?nie odpowiada|(?:пожалуйста, )?не отвечайте|отвечать на него не нужно|не відповідайте/iu;

const MACHINE_TEXT = /^\s*(?:<\?xml|<\?adf|\{\s*"|\[\s*\{|begin:vcalendar|-----begin )/i;

/** A form that somebody filled in on a web site: labels with or without a value, line by line. */
const isForm = (text: string): boolean => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const labels = lines.filter((line) => /^[\p{L}][\p{L}\p{N} _/()?-]{0,40}\s*[:=]/u.test(line));
  return lines.length >= 3 && labels.length >= 3 && labels.length >= lines.length * 0.6;
};

const local = (address: string | undefined): string => (address ?? '').split('@')[0] ?? '';

/** Why a mail is a machine's, though it says neither that it is bulk nor that it answers by itself. */
export const robotSign = (facts: MailFacts): string | null => {
  const { mail, text } = facts;
  const submitted = facts.header('auto-submitted').trim().toLowerCase();
  if (submitted !== '' && !/^no\b/.test(submitted)) return 'Auto-Submitted (RFC 3834)';
  if (/\b(?:all|oof|autoreply)\b/i.test(facts.header('x-auto-response-suppress')))
    return 'X-Auto-Response-Suppress';
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
  if (AUTOMATIC_TEXT.test(text.slice(0, 3000)) || AUTOMATIC_TEXT.test(text.slice(-2000)))
    return 'says that it is automatic';
  if (MACHINE_TEXT.test(text)) return 'data, not a letter';
  // What follows counts for first mails only: a person's answer may come through any program.
  if (facts.isReply) return null;
  const envelope = local(facts.returnPath);
  if (UNREAD.test(envelope) || PROGRAM.test(envelope)) return 'envelope of a program';
  if (UNREAD.test(local(mail.replyTo[0]?.email))) return 'answers that nobody reads';
  if (DO_NOT_REPLY.test(text)) return 'asks not to be answered';
  const script = facts.header('x-php-originating-script') || facts.header('x-php-script');
  if (script !== '' && !WEBMAIL_SCRIPT.test(script)) return 'sent by a script';
  const mailer = `${facts.header('x-mailer')} ${facts.header('user-agent')}`;
  if (LIBRARY.test(mailer) && !WEBMAIL_SCRIPT.test(mailer)) return 'sent by a library';
  if (LIBRARY_ID.test(facts.header('message-id'))) return 'sent by a library';
  if (isForm(facts.writtenText)) return 'a filled-in form';
  return null;
};
