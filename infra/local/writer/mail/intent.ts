/** The intent of a correspondent's mail, as far as phrases reveal it. */
export type Intent =
  | 'opt_out'
  | 'escalate'
  | 'decline'
  | 'promise'
  | 'kept'
  | 'later'
  | 'agree'
  | 'thanks'
  | 'question'
  | 'other';

// `\b` knows ASCII letters only, hence the lookarounds.
const phrases = (...alternatives: readonly string[]): RegExp =>
  new RegExp(`(?<!\\p{L})(?:${alternatives.join('|')})(?!\\p{L})`, 'iu');

const OPT_OUT = phrases(
  'unsubscribe',
  'remove (?:me|us|my)',
  'take me off',
  "(?:do not|don['’]t|never|stop) (?:ever )?(?:contact|contacting|e-?mail|e-?mailing|mail|mailing|writ(?:e|ing)|send|sending|messag(?:e|ing)|spamming|bother|bothering)(?: (?:to )?(?:me|us)| again| any)?",
  'leave (?:me|us) alone',
  'no more (?:e-?)?mails?',
  'отпишите',
  '(?:больше )?не пишите(?: мне| нам| больше)?',
  'не надо (?:мне )?(?:больше )?писать',
  'удалите (?:меня|мой)',
  'оставьте (?:меня|нас) в покое',
  'прекратите',
  'abmelden',
  'austragen',
  'nicht (?:mehr|weiter|wieder) (?:an)?(?:schreiben|kontaktieren|mailen|anschreiben)',
  'schreiben Sie (?:mir|uns) (?:bitte )?nicht',
  'keine (?:weiteren |mehr )?(?:e-?mails?|mails?|nachrichten)',
  'in ruhe',
  'aus (?:Ihrem|dem|der|Ihrer) (?:Verteiler|Liste)',
  "ne (?:plus|pas) (?:me|m['’]|nous) ?(?:contacter|écrire|envoyer)",
  "ne (?:me|m['’]|nous) (?:contactez|écrivez) (?:plus|pas)",
  'désabonne[rz](?:-moi)?',
  'no (?:me|nos) (?:escrib|contact|env[ií])\\p{L}+ más',
  'd(?:arme|eme|éme) de baja',
  'non (?:scrive|contatta)(?:te)?(?:mi|ci)(?: più)?',
  'cancella(?:te)?mi',
);

/** The opt-out keyword of text messages. */
const STOP = /^\s*stopp?[.!]*\s*$/i;

const ESCALATE = phrases(
  'lawyers?',
  'attorney',
  'legal (?:action|department|counsel)',
  'sue you',
  'lawsuit',
  'gdpr',
  'data protection',
  'scam(?:mers?)?',
  'fraud',
  '(?:is|just|as) spam',
  'spammers?',
  'spamming',
  'outrag(?:e|eous)',
  'unverschämt(?:heit)?',
  'beschweren?',
  'refund',
  'sign the (?:attached )?contract',
  'furious',
  'unacceptable',
  'how dare you',
  'complain(?:t)?',
  'report you',
  '(?:real|actual) (?:person|human)',
  '(?:speak|talk) (?:to|with) (?:a|an|some)\\s?(?:human|person|one|body|manager)',
  'are you (?:a )?(?:bot|robot|an? ai|human)',
  '(?:ignore|disregard|forget) (?:all |any |the |your )*(?:previous|prior|above|earlier|instructions|rules)',
  'system prompt',
  'юрист\\p{L}*',
  'адвокат\\p{L}*',
  'в суд',
  'жалоб\\p{L}*',
  'мошенник\\p{L}*',
  'это спам',
  'спамер\\p{L}*',
  'возмутительно',
  'безобразие',
  '(?:живой|живым|реальн\\p{L}+) человек\\p{L}*',
  '(?:вы|ты) (?:бот|робот)',
  'Rechtsanw(?:alt|ältin|älte)',
  'Anwalt',
  'rechtliche Schritte',
  'DSGVO',
  'Abmahnung',
  'Beschwerde',
  'Betrug',
  'Frechheit',
  'unverschämt',
  'echte[nmr]? (?:Mensch(?:en)?|Person)',
  'mit einem Menschen',
  'sind Sie ein (?:Bot|Roboter)',
);

const DECLINE = phrases(
  'not (?:really |currently |particularly )?interested',
  'no,? thank(?:s| you)',
  "(?:I|we)(?:['’]ll| will)? (?:have to |must |would rather )?(?:pass|decline)",
  'not (?:a (?:good )?fit|for (?:us|me)|at th(?:is|e) (?:time|moment)|right now)',
  "(?:do not|don['’]t) (?:need|want|see a need)",
  '(?:already|happy with what) (?:have|use|using|we|I)',
  'all set',
  'have to say no',
  'no (?:nos|me) interesa',
  'pas (?:intéressée?s?|besoin)',
  'non (?:ci|mi) interessa',
  'не ?интересно',
  'не ?интересует',
  'не заинтересован\\p{L}*',
  'не (?:нужн\\p{L}+|актуально|подходит|планируем)',
  'спасибо,? (?:но )?нет',
  'нет,? спасибо',
  'откаж\\p{L}+',
  'отказаться',
  'kein(?:en)? (?:Interesse|Bedarf)',
  'nicht interessiert',
  'nein,? danke',
  'lehn\\p{L}* (?:\\p{L}+ )?(?:dankend )?ab',
  'leider nicht',
  'passt (?:für uns |bei uns |uns |mir )?(?:leider )?nicht',
  'brauchen (?:wir |das )?nicht',
);

const LATER = phrases(
  "(?:will|['’]ll) (?:get|come|be) back (?:to you)?",
  "(?:will|['’]ll) let you know",
  'let me (?:think|check)',
  'need (?:some|more|a little) time',
  'отвечу (?:позже|вам позже|на)',
  'вернусь с ответом',
  'подумаю',
  'дам знать',
  'melde mich',
  'überlege',
  'gebe (?:Ihnen )?Bescheid',
);

/** They will do something. */
export const PROMISE = phrases(
  "(?:will|['’]ll|shall) (?:\\p{L}+ )?(?:pay|transfer|send|sign|deliver|share|forward|return|provide|submit|decide|confirm)",
  '(?:payment|transfer|invoice) (?:will|is going to)',
  '(?:zahlen|überweisen|schicken|senden|liefern|unterschreiben) (?:wir|ich)',
  '(?:werden|werde) (?:\\p{L}+ ){0,5}(?:zahlen|bezahlen|überweisen|schicken|senden|liefern|unterschreiben)',
  '(?:wir|ich) (?:zahlen?|überweisen?|schicken?|senden?)',
  '(?:оплатим|заплатим|переведём|переведем|пришлём|пришлем|отправим|подпишем|оплачу|пришлю|отправлю)',
);

/** They have done it. */
const KEPT = phrases(
  "(?:have|has|['’]ve|was|were|just) (?:just |already |been )*(?:paid|sent|transferred|signed)",
  '(?:haben|habe|ist|wurde) (?:\\p{L}+ ){0,4}(?:bezahlt|überwiesen|geschickt|gesendet|unterschrieben)',
  '(?:оплатили|заплатили|перевели|отправили|прислали|подписали|оплачено)',
);

const AGREE = phrases(
  'sounds (?:good|great|perfect|fine|like a plan)',
  "let['’]?s (?:do|go|meet|talk|say|schedule|book|take|make it)",
  '(?:works|fine|good|perfect|great) for (?:me|us)',
  '(?:that|it|this|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?: \\p{L}+| at)?(?: [\\d:.]+(?: ?[ap]m)?)? (?:works|is fine|is good|is perfect|suits)',
  'see you (?:on|then|there|at|next|tomorrow|soon)',
  'talk (?:to you )?(?:on|then|soon)',
  'agreed',
  "it['’]s a deal",
  'confirmed',
  '(?:I|we)(?: can| do| hereby)? confirm',
  "(?:I|we)(?:['’]m|['’]re| am| are) in",
  'count (?:me|us) in',
  'looking forward to',
  "(?:I|we)(?:['’]d| would)? (?:be )?(?:happy|glad|love) to (?:join|try|meet|talk|do)",
  'договорились',
  'согласе?н\\p{L}*',
  'отлично,? (?:тогда|давайте)',
  '(?:хорошо|ок|окей),? (?:тогда|давайте)',
  'давайте',
  'подходит',
  'до (?:встречи|созвона|связи)',
  'устраивает',
  'einverstanden',
  'abgemacht',
  'passt (?:mir|uns|gut|sehr gut|perfekt|super)',
  'das passt',
  'klingt (?:gut|super|prima)',
  'bis (?:dann|Montag|Dienstag|Mittwoch|Donnerstag|Freitag)',
  'gerne?,? (?:am|um|dann)',
  'freue mich (?:auf|darauf)',
);

const THANKS = phrases(
  'thanks?',
  'thank you',
  'thx',
  'cheers',
  'спасибо',
  'благодар\\p{L}+',
  'danke',
  'vielen Dank',
);

const REQUEST = phrases(
  'tell me (?:more|how|what|about)',
  'more (?:about|information|details)',
  'could you (?:send|tell|explain|share)',
  'please (?:send|tell|explain|share)',
  'curious (?:about|how|what)',
  'расскажите',
  'подробнее',
  'пришлите',
  'уточните',
  'mehr (?:über|dazu|erfahren|Informationen)',
  'schicken Sie',
  'erzählen Sie',
);

const QUESTION_WORDS = phrases(
  'how much',
  'what does it cost',
  'сколько (?:это )?стоит',
  'was kostet',
  'wie viel',
);

const SHORT_WORDS = 14;

/**
 * Guesses the intent from phrases, the most important first. Good enough for the local world, whose people write plainly.
 */
export const intentOf = (text: string): Intent => {
  if (OPT_OUT.test(text) || STOP.test(text)) return 'opt_out';
  if (ESCALATE.test(text)) return 'escalate';
  if (DECLINE.test(text)) return 'decline';
  if (/[?？]/u.test(text) || QUESTION_WORDS.test(text)) return 'question';
  // "Let's do it, please send the invitation" is an agreement, not a new question.
  if (AGREE.test(text)) return 'agree';
  if (REQUEST.test(text)) return 'question';
  if (KEPT.test(text)) return 'kept';
  if (PROMISE.test(text)) return 'promise';
  if (LATER.test(text)) return 'later';
  const words = text.match(/[\p{L}\d]+/gu)?.length ?? 0;
  return THANKS.test(text) && words <= SHORT_WORDS ? 'thanks' : 'other';
};
