import { sentencesOf } from './sentences.ts';

/** What a person says of themselves that is worth knowing the next time: how they are called, what they use, what they declined. */
const SAYINGS: readonly RegExp[] = [
  /(?<!\p{L})(?:call me|my name is|i go by|nenn(?:en sie)? mich|ich heiße|меня зовут|называйте меня)(?!\p{L})/iu,
  /(?<!\p{L})(?:we|i) (?:already |currently )?(?:use|work with|run on)(?!\p{L})|(?<!\p{L})(?:wir|ich) (?:nutzen?|verwenden?|arbeiten? mit)(?!\p{L})|(?<!\p{L})мы (?:уже )?(?:используем|работаем с)(?!\p{L})/iu,
  /(?<!\p{L})(?:we|i) (?:do not|don['’]t) (?:need|want)(?!\p{L})|(?<!\p{L})(?:wir|ich) brauchen? kein|(?<!\p{L})нам не (?:нужн|надо)/iu,
];
const MAX_CHARS = 200;

/** Whole sentences of the mail, so that the quotation is exact. */
export const rememberedOf = (latest: string): { fact: string; quote: string }[] =>
  sentencesOf(latest)
    .filter((sentence) => sentence.length <= MAX_CHARS && SAYINGS.some((saying) => saying.test(sentence)))
    .slice(0, 3)
    .map((sentence) => ({ fact: sentence, quote: sentence }));
