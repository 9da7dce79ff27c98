/** What a model says to the person who asked for the mail, before or after it. None of it belongs into the mail. */

const MAIL =
  'e-?mails?|mails?|messages?|drafts?|repl(?:y|ies)|responses?|answers?|texts?|follow-?ups?|versions?|rewrites?|nachrichten?|entwurf|entwürfe|antwort(?:en)?|fassung|version|courriels?|réponses?|brouillons?|correos?|mensajes?|respuestas?|borrador(?:es)?|versión|messaggi[oe]?|risposte?|risposta|bozza|bozze|versione|письм[оа]|ответ|черновик|текст|сообщение|вариант';
const HERE =
  "here(?:['’]s| is| are)|below is|this is|find below|hier(?: ist| sind| kommt)?|anbei|im folgenden|nachfolgend|voici|ci-dessous|aquí (?:está|tiene|tienes|va)|a continuación|ecco|di seguito|вот|ниже";
const YES =
  "sure(?: thing)?|certainly|of course|absolutely|okay|ok|got it|understood|great|no problem|klar|gerne?|natürlich|selbstverständlich|sicher|bien sûr|avec plaisir|d[’']accord|entendu|claro(?: que sí)?|por supuesto|con gusto|certo|certamente|volentieri|конечно|хорошо|разумеется|да";

/** "Sure! Here is the email you asked for:" on the lines before the mail. It ends with a colon, or says whose wish it was. */
const LEAD_IN = new RegExp(
  `^(?:(?:${YES})(?!\\p{L})[!,.:–— ]{0,3})?\\s*(?:${HERE})(?!\\p{L})[^\\n.!?]{0,80}(?<!\\p{L})(?:${MAIL})(?!\\p{L})[^\\n]{0,120}?(?::|(?:asked|requested|wanted|needed|gewünscht\\p{L}*|angefordert\\p{L}*|demandé\\p{L}*|pedid\\p{L}+|solicitad\\p{L}+|richiest\\p{L}+|просил\\p{L}*)[^\\n]{0,20}[.:!])[ \\t]*(?:\\n|$)`,
  'iu',
);
/** A line of agreement alone, right before such a line or a rule. */
const AGREEMENT = new RegExp(`^(?:${YES})[!.][ \\t]*\\n+(?=(?:-{3,}|\\*{3,})|(?:${HERE})(?!\\p{L}))`, 'iu');
const RULE = /^\s*(?:-{3,}|\*{3,}|_{3,}|={3,})[ \t]*\n/;

/** An offer to change the draft, behind the mail. */
const OFFER =
  /(?:^|\n)\s*(?:(?:-{3,}|\*{3,}|_{3,})\s*\n+\s*)?(?:(?:let me know|feel free|please let me know|i hope (?:this|the)|would you like me)[^\n]{0,60}(?:draft|this (?:e-?mail|version|reply)|tone|adjust(?:ments?)? (?:to|it)|make it (?:more|less)|shorter version)[^\n]*|(?:sag(?:en sie)?|lass(?:en sie)?)[^\n]{0,60}(?:entwurf|tonfall|fassung)[^\n]*|(?:dites-moi|n['’]hésitez pas)[^\n]{0,60}(?:brouillon|le ton)[^\n]*|(?:dime|dígame|avísame)[^\n]{0,60}(?:borrador|el tono)[^\n]*|(?:fammi sapere|mi faccia sapere)[^\n]{0,60}(?:bozza|il tono)[^\n]*|(?:дайте знать|скажите)[^\n]{0,60}(?:черновик|тон письма)[^\n]*)\s*$/iu;

const MAX_LINES = 3;

/** The mail without what the model says about it. Where nothing would be left, the text stays. */
export const withoutLeadIn = (text: string): string => {
  let mail = text;
  for (let line = 0; line < MAX_LINES; line++) {
    const shorter = mail
      .replace(AGREEMENT, '')
      .replace(LEAD_IN, '')
      .replace(/^\s*\n/, '');
    if (shorter === mail) break;
    mail = shorter.replace(RULE, '').trimStart();
  }
  mail = mail === text ? text : mail;
  const whole = mail
    .replace(OFFER, '')
    .replace(/\n\s*(?:-{3,}|\*{3,}|_{3,})\s*$/, mail === text ? '$&' : '')
    .trimEnd();
  return whole.trim() === '' ? text : whole;
};
