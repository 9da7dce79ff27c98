import type { LessonSubject } from './lesson.ts';

/** A letter or digit on neither side; `\b` knows only Latin letters. */
const word = (alternatives: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${alternatives})(?![\p{L}\p{M}\p{N}])`, 'iu');

/** Numbers of what a text is made of say how to write: "at most three sentences", "unter 100 Wörtern". */
const MEASURE =
  /(?<![\p{L}\p{N}])(?:\d{1,3}|two|three|four|five|zwei|drei|vier|fünf|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro|cinque|двух|трех|трёх|два|три|пяти)(?:\s*[-–]\s*\d{1,3})?\s+(?:short\s+|kurze[nr]?\s+)?(?:sentences?|lines?|paragraphs?|words?|points?|sätzen?|zeilen?|absätzen?|wörtern?|wörter|phrases?|lignes?|paragraphes?|mots|frases?|líneas?|párrafos?|palabras|frasi|righe|paragrafi|parole|предложени\p{L}*|строк\p{L}*|абзац\p{L}*|слов\p{L}*)/giu;

const FIGURE = /[\p{N}%‰€$£¥₽₴@]|https?:|www\./u;
const MONEY = word(
  'euros?|eur|dollars?|usd|pounds?|gbp|rubles?|francs?|chf|cents?|percent|prozent|pour cent|por ciento|per cento|рубл\\p{L}*|доллар\\p{L}*|евро|процент\\p{L}*',
);
const DATES = word(
  'mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|tomorrow|yesterday|next (?:week|month|year)|montags?|dienstags?|mittwochs?|donnerstags?|freitags?|samstags?|sonntags?|gestern|nächste[nrs]? (?:woche|monat|jahr)|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|hier|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|domani|понедельник\\p{L}*|вторник\\p{L}*|сред[ауы]|четверг\\p{L}*|пятниц\\p{L}*|суббот\\p{L}*|воскресень\\p{L}*|завтра|вчера' +
    '|january|february|april|june|july|august|september|october|november|december|januar|jänner|februar|märz|juni|juli|oktober|dezember|janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|abril|junio|julio|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|giugno|luglio|settembre|ottobre|dicembre|январ\\p{L}*|феврал\\p{L}*|апрел\\p{L}*|июн\\p{L}|июл\\p{L}|август\\p{L}*|сентябр\\p{L}*|октябр\\p{L}*|ноябр\\p{L}*|декабр\\p{L}*',
);
const PROMISES = word(
  'prices?|pricing|costs?|discounts?|free of charge|for free|refunds?|guarante\\p{L}*|warrant\\p{L}*|promis\\p{L}*|deadlines?|deliver\\p{L}*|contracts?|invoices?|payments?|fees?|trials?|offers?|offering|available|preise?n?|kosten\\p{L}*|rabatt\\p{L}*|gratis|umsonst|garant\\p{L}*|versprech\\p{L}*|zusag\\p{L}*|frist\\p{L}*|liefer\\p{L}*|vertr[aä]g\\p{L}*|rechnung\\p{L}*|angebot\\p{L}*|prix|coûts?|remises?|rabais|gratuit\\p{L}*|rembours\\p{L}*|promet\\p{L}*|promess\\p{L}*|délais?|livrais\\p{L}*|contrats?|offres?|precios?|descuentos?|gratuit\\p{L}*|reembols\\p{L}*|promet\\p{L}*|plazos?|entregas?|contratos?|ofertas?|prezz\\p{L}*|scont\\p{L}*|rimbors\\p{L}*|consegn\\p{L}*|contratt\\p{L}*|offert\\p{L}*|цен[аыуе]?\\p{L}{0,2}|стоимост\\p{L}*|скидк\\p{L}*|бесплатн\\p{L}*|возврат\\p{L}*|гаранти\\p{L}*|обеща\\p{L}*|срок\\p{L}*|достав\\p{L}*|договор\\p{L}*|предлага\\p{L}*',
);
const NAMING = word(
  'call (?:me|him|her|them|us|it)|named?|my name|nenn(?:e|en)? (?:mich|ihn|sie|uns)|heiß\\p{L}*|name|appelle[zs]?|llám\\p{L}*|chiam\\p{L}*|зов[иу]т\\p{L}*|называ\\p{L}*|имя',
);
/** What an owner may well say, but no text of others may slip in as a matter of style. */
const POWERS = word(
  'ignor\\p{L}*|instructions?|rules?|secrets?|passwords?|reveal\\p{L}*|confidential\\p{L}*|forward\\p{L}*|b?cc|recipients?|address\\p{L}*|links?|urls?|prompts?|system|anweisung\\p{L}*|regeln?|geheim\\p{L}*|passw\\p{L}*|empfänger\\p{L}*|adress\\p{L}*|règles?|mots? de passe|destinataires?|reglas?|contraseñ\\p{L}*|destinatari\\p{L}*|regol\\p{L}*|инструкци\\p{L}*|правил\\p{L}*|парол\\p{L}*|секрет\\p{L}*|адрес\\p{L}*|ссылк\\p{L}*',
);

/** German writes every noun with a capital. */
const GERMAN =
  /(?<!\p{L})(?:der|die|das|den|dem|ein|eine|einen|kein|keine|keinen|und|oder|nicht|bitte|immer|nie|mehr|weniger|statt|schreib\p{L}*|mit|ohne|zu|für)(?!\p{L})/iu;
const CAPITAL_INSIDE = /[\p{L}\p{N},;]["'“”„«»)]?\s+["'“„«(]?(?!I(?![\p{L}]))\p{Lu}\p{L}+/u;

const namesSomebody = (text: string): boolean =>
  NAMING.test(text) || (!GERMAN.test(text) && CAPITAL_INSIDE.test(text));

/**
 * What a lesson is about. In doubt about facts, which only means that its owner is asked: amounts, dates, names and promises.
 * `names`: of the people who write to each other here.
 */
export const subjectOf = (text: string, names: readonly string[] = []): LessonSubject => {
  const rest = text.normalize('NFKC').replaceAll(MEASURE, ' ');
  const known = names.flatMap((name) => name.split(/[^\p{L}\p{M}]+/u)).filter((part) => part.length > 2);
  const isNamed = known.some((name) => word(name).test(rest));
  const isFacts =
    isNamed ||
    FIGURE.test(rest) ||
    namesSomebody(rest) ||
    [MONEY, DATES, PROMISES].some((one) => one.test(rest));
  return isFacts ? 'facts' : 'style';
};

/** Whether it is about what an assistant may do at all, which no summary of a model decides. */
export const isAboutPowers = (text: string): boolean => POWERS.test(text.normalize('NFKC'));
