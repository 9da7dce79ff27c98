import type { Language } from './language.ts';

/** The fixed phrases. `{…}` is a placeholder. */
export interface Phrases {
  readonly greeting: string;
  readonly greetingFormal: string;
  readonly greetingUnnamed: string;
  readonly opening: string;
  readonly openingPlain: string;
  readonly thanksForAnswer: string;
  readonly unknown: string;
  readonly interest: string;
  readonly suits: string;
  readonly moreQuestions: string;
  readonly followUp: string;
  readonly followUpEnd: string;
  /** After they have answered before. */
  readonly followUpLater: string;
  readonly reminder: string;
  readonly arrived: string;
  readonly agreed: string;
  readonly agreedTime: string;
  readonly welcome: string;
  readonly declined: string;
  readonly signOff: string;
  readonly subject: string;
}

export const phrases: Readonly<Record<Language, Phrases>> = {
  en: {
    greeting: 'Hi {name},',
    greetingFormal: 'Dear {name},',
    greetingUnnamed: 'Hello,',
    opening: 'I hope you do not mind a short mail.',
    openingPlain: 'I am writing on behalf of {owner} and would be glad to get into a conversation with you.',
    thanksForAnswer: 'Thank you for your answer.',
    unknown: 'I do not have that at hand, so I will check it and come back to you.',
    interest: 'Would that be of interest to you?',
    suits: 'Would that suit you?',
    moreQuestions: 'If you have further questions, just write to me.',
    followUp: 'I wanted to ask briefly whether you have had a chance to look at my mail.',
    followUpEnd: 'A short word is enough, also if it does not suit you at the moment.',
    followUpLater: 'I wanted to come back to my last mail: what do you think?',
    reminder: 'I wanted to ask kindly about what you had promised. Is there any news?',
    arrived: 'Thank you, it has arrived.',
    agreed: 'Great, thank you! Then we are agreed, and I look forward to it.',
    agreedTime: 'Great, thank you! I have noted {time} and look forward to it.',
    welcome: 'You are welcome, and thank you too. Have a good day!',
    declined:
      'Thank you for letting me know. I will not take up more of your time and wish you all the best.',
    signOff: 'Best regards,',
    subject: 'A short question',
  },
  de: {
    greeting: 'Hallo {name},',
    greetingFormal: 'Guten Tag {name},',
    greetingUnnamed: 'Guten Tag,',
    opening: 'ich hoffe, eine kurze Mail ist Ihnen recht.',
    openingPlain:
      'ich schreibe Ihnen im Namen von {owner} und würde mich über einen Austausch mit Ihnen freuen.',
    thanksForAnswer: 'vielen Dank für Ihre Antwort.',
    unknown: 'Das habe ich gerade nicht zur Hand; ich kläre es und melde mich dazu bei Ihnen.',
    interest: 'Wäre das für Sie interessant?',
    suits: 'Würde Ihnen das passen?',
    moreQuestions: 'Wenn Sie weitere Fragen haben, schreiben Sie mir gern.',
    followUp: 'ich wollte kurz nachfragen, ob Sie schon Gelegenheit hatten, meine Mail anzusehen.',
    followUpEnd: 'Ein kurzes Wort genügt, auch wenn es gerade nicht passt.',
    followUpLater: 'ich wollte auf meine letzte Mail zurückkommen: Was meinen Sie?',
    reminder: 'ich wollte freundlich an Ihre Zusage erinnern. Gibt es etwas Neues?',
    arrived: 'vielen Dank, es ist angekommen.',
    agreed: 'wunderbar, vielen Dank! Dann sind wir uns einig, und ich freue mich darauf.',
    agreedTime: 'wunderbar, vielen Dank! Ich habe {time} notiert und freue mich darauf.',
    welcome: 'sehr gern, und auch Ihnen vielen Dank. Einen schönen Tag noch!',
    declined:
      'vielen Dank für die offene Antwort. Ich will Ihre Zeit nicht weiter beanspruchen und wünsche Ihnen alles Gute.',
    signOff: 'Mit freundlichen Grüßen',
    subject: 'Eine kurze Frage',
  },
  ru: {
    greeting: 'Здравствуйте, {name}!',
    greetingFormal: 'Здравствуйте, {name}!',
    greetingUnnamed: 'Здравствуйте!',
    opening: 'Надеюсь, короткое письмо вас не отвлечёт.',
    openingPlain:
      'Пишу вам по поручению {owner}. Будем рады познакомиться и обсудить, чем можем быть полезны.',
    thanksForAnswer: 'Спасибо за ответ.',
    unknown: 'Сейчас у меня нет этих сведений под рукой; уточню и вернусь к вам с ответом.',
    interest: 'Было бы вам это интересно?',
    suits: 'Вам это подойдёт?',
    moreQuestions: 'Если появятся ещё вопросы, пишите.',
    followUp: 'Хочу коротко уточнить, была ли у вас возможность посмотреть моё письмо.',
    followUpEnd: 'Достаточно пары слов, даже если сейчас это неактуально.',
    followUpLater: 'Возвращаюсь к своему последнему письму: что вы об этом думаете?',
    reminder: 'Хочу вежливо напомнить о том, что вы обещали. Есть ли новости?',
    arrived: 'Спасибо, всё получено.',
    agreed: 'Отлично, спасибо! Значит, договорились, до связи.',
    agreedTime: 'Отлично, спасибо! Отмечено: {time}. До связи.',
    welcome: 'Пожалуйста, и вам спасибо. Хорошего дня!',
    declined: 'Спасибо, что ответили. Больше не буду вас отвлекать, всего вам доброго.',
    signOff: 'С уважением,',
    subject: 'Короткий вопрос',
  },
};

const DAYS: Readonly<Record<Language, string>> = {
  en: '(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow',
  de: 'montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|(?<!guten )morgen',
  ru: 'понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|завтра',
};

/** "1 December 2026", "1. Dezember", "1 декабря". */
const DATE = '\\d{1,2}\\.? \\p{L}{3,}(?: \\d{4})?';
const HOUR = '\\d{1,2}(?:[:.]\\d\\d)?(?!\\d)(?: ?(?:am|pm|uhr))?';

/** The day that a mail names, with date and hour if given. null: none. */
export const namedTime = (text: string, language: Language): string | null =>
  new RegExp(
    `(?<!\\p{L})(?:${DAYS[language]})(?!\\p{L})(?:,?(?: den)? ${DATE})?(?:,?(?: at| um| в)? ${HOUR})?`,
    'iu',
  ).exec(text)?.[0] ?? null;
