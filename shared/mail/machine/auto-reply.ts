import type { MailFacts } from './facts.ts';

export interface AutomaticReply {
  /** Whether somebody is away, rather than a machine that confirms receipt. */
  readonly absence: boolean;
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

/** Subjects that programs give to vacation notes. */
const ABSENCE_SUBJECT =
  /^\W{0,4}(?:auto(?:matic|mated)?[- :]*(?:reply|response|answer|mail)?\W{0,4})?(?:out of (?:the )?office(?: (?:auto|reply|re:|message|notification|response)|\W|$)|ooo\b|out-of-office|away from (?:the |my )?(?:office|mail|desk|e-?mail)|i(?:['’]m| am) (?:away|out of|on (?:holiday|vacation|leave))|on (?:vacation|holiday|annual leave|leave)(?:\W|$)|vacation (?:reply|message|response|notice)|away (?:until|till|from)|absence (?:notice|message)|abwesen(?:d|heit)|ich bin (?:nicht im|im urlaub|abwesend|außer haus)|urlaub(?:s|\W|$)|nicht im (?:büro|hause?)|außer haus|absent?e? du bureau|absence(?: du bureau)?(?:\W|$)|je suis absente?|en congés?|message d['’]absence|fuera de (?:la )?oficina|ausencia|estoy (?:fuera|de vacaciones)|de vacaciones|fora do escritório|ausência|estou (?:fora|ausente|de férias)|em férias|fuori (?:sede|ufficio)|assen(?:za|te)|sono (?:fuori|assente|in ferie)|in ferie|afwezig(?:heid)?|niet (?:op kantoor|aanwezig)|met vakantie|op vakantie|nieobecno|nie ma mnie|jestem na urlopie|poza biurem|urlop|вне офиса|нет на месте|в отпуске|отсутству|автоответ.{0,20}отпуск|поза офісом|немає на місці|у відпустці|відсутн|ikke på kontoret|ikke til ?stede|fravær|på ferie|ferie\W|frånvaro(?:meddelande)?|inte på kontoret|semester|poissa(?:olo)?|lomalla|mimo kancelář|nepřítomn|dovolená|házon kívül|szabadságon|ofis dışında|izinde|în afara biroului|concediu|不在(?:通知|連絡)?|休暇|休假|外出|부재|휴가)/iu;
const AUTOMATIC_SUBJECT =
  /^\W{0,4}(?:auto(?:matic|mated)?[- ]?(?:reply|response|respons|answer|responder|acknowledg\w*)|automatic e-?mail reply|auto\s*:|autoreply|autoresponse|autorespons|auto-?re:|automatische (?:antwort|beantwortung|reactie|e-?mail-?antwort)|automatisch (?:antwoord|bericht)|autoantwort|automatisk (?:svar|svarmelding)|autosvar|automaattinen vastaus|réponse automatique|réponse d['’]absence|respuesta autom[áa]tica|resposta autom[áa]tica|risposta automatica|automatyczna odpowiedź|autoodpowiedź|odpowiedź automatyczna|автоматическ(?:ий|ое) ответ|автоответ|автоматична відповідь|автовідповідь|automatická odpověď|automatikus válasz|otomatik yanıt|răspuns automat|αυτόματη απάντηση|自動(?:返信|応答)|自动(?:回复|答复)|자동 ?(?:회신|응답))(?:\s*[:：(\-–[\])】]|\s*$|\s+(?:from|re|to|von|de|aus|su|на)(?:\W|$)|(?<=[:：]))/iu;

/** Somebody is away, in the words of the mail. */
const ABSENCE_TEXT =
  /out of (?:the )?office|away from (?:the |my )?(?:office|desk|e-?mail|mail)|(?:am|be|is|will be|currently|'m) (?:currently )?(?:away|out|on (?:annual |parental |maternity |sick |paternity )?(?:leave|vacation|holiday)|travell?ing|unavailable|absent|abroad)|limited (?:or no )?access to (?:my )?e-?mail|(?:i |we )?(?:will )?(?:return|be back|am back|returning)\b|until (?:i return|my return)|during my absence|in my absence|no longer (?:work|with|employed)|(?:nicht|erst wieder) (?:im (?:büro|haus)|erreichbar|am arbeitsplatz)|abwesen|im urlaub|außer haus|wieder (?:im büro|da|erreichbar|zurück)|absente?\b|en congés?|de retour|en vacances|mon retour|fuera de (?:la )?oficina|de vacaciones|ausente|regres(?:o|aré)|estaré|fora do escritório|de férias|retorno|volto|fuori (?:sede|ufficio)|in ferie|assente|rientr(?:o|erò)|afwezig|op vakantie|met (?:vakantie|verlof)|terug op|weer aanwezig|nieobecn|na urlopie|poza biurem|wracam|wrócę|powrót|powrocie|в отпуске|вне офиса|отсутств|вернусь|на больничном|в командировке|возвращ|у відпустці|відсутн|повернуся|повертаюся|поза офісом|на лікарняному|ikke på kontoret|på ferie|frånvar|semester|lomalla|dovolen|nepřítomn|szabadság|不在|休暇|休假|부재|휴가/iu;

/** A program confirms that a mail arrived. */
const RECEIVED_TEXT =
  /(?:thank you for (?:your? (?:e-?mail|message|inquiry|enquiry|interest)|contacting|reaching out|writing)|we have received your|your (?:e-?mail|message|request|ticket|enquiry|inquiry) has been (?:received|registered|created|logged)|this is an automat|automatic(?:ally)? (?:reply|response|generated)|automated (?:reply|response)|autoresponder|no longer (?:in use|active|monitored|valid)|ticket (?:#|number|id))/i;

/** Why a mail is an automatic answer to another, and whether it says that somebody is away. */
export const automaticReply = (facts: MailFacts): AutomaticReply | null => {
  const reason = signOf(facts);
  if (reason === null) return null;
  const { subject, text } = facts;
  return {
    reason,
    absence:
      ABSENCE_SUBJECT.test(subject) ||
      ABSENCE_TEXT.test(`${subject}\n${text.slice(0, 4000)}`) ||
      !RECEIVED_TEXT.test(text),
  };
};

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
  const beginning = text.slice(0, 2000);
  const speaks = ABSENCE_TEXT.test(beginning) || RECEIVED_TEXT.test(beginning);
  // Few programs for vacation notes invent a subject, and none of them wants an answer.
  if (facts.nullReturnPath && facts.isReply && speaks)
    return 'null Return-Path and words of an automatic answer';
  if (facts.isReplySubject) return null;
  if (AUTOMATIC_SUBJECT.test(subject)) return 'subject of an automatic answer';
  const machine =
    facts.nullReturnPath ||
    submitted.startsWith('auto-') ||
    /oof|autoreply|all/i.test(facts.header('x-auto-response-suppress')) ||
    /^(?:bulk|junk)/i.test(facts.header('precedence'));
  if (ABSENCE_SUBJECT.test(subject) && (machine || ABSENCE_TEXT.test(beginning)))
    return 'subject of a vacation note';
  // What vacation programs have sent since before RFC 3834: answered by nobody, and of low precedence, though no list.
  if (
    facts.nullReturnPath &&
    /^(?:bulk|junk)/i.test(facts.header('precedence').trim()) &&
    !facts.mail.headers.some(({ name }) => /^list-/i.test(name)) &&
    (speaks || RECEIVED_TEXT.test(subject))
  ) {
    return 'null Return-Path and low Precedence';
  }
  return null;
};
