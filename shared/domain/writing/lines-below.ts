import type { Assistant } from '../assistant/assistant.ts';
import type { Message } from '../conversation/message.ts';
import type { EmailThread } from '../conversation/thread.ts';
import { admittedMails } from '../conversation/verdict.ts';

/** What is said below our mails, by code and never by the model. The owner is the `I` of these sentences. */
const texts = {
  en: {
    disclosure: 'This email was written by an AI assistant on my behalf.',
    optOut: 'If you would rather not hear from me again, just answer "unsubscribe".',
  },
  de: {
    disclosure: 'Diese E-Mail hat ein KI-Assistent in meinem Auftrag geschrieben.',
    optOut: 'Wenn Sie nichts mehr von mir hören möchten, antworten Sie einfach mit "abmelden".',
  },
  fr: {
    disclosure: 'Cet e-mail a été rédigé en mon nom par un assistant d’intelligence artificielle.',
    optOut: 'Si vous préférez ne plus recevoir de messages de ma part, répondez simplement "désinscription".',
  },
  es: {
    disclosure: 'Este correo lo ha escrito en mi nombre un asistente de inteligencia artificial.',
    optOut: 'Si prefiere no recibir más mensajes míos, responda simplemente "baja".',
  },
  it: {
    disclosure: 'Questa e-mail è stata scritta per mio conto da un assistente di intelligenza artificiale.',
    optOut: 'Se preferisce non ricevere altri messaggi da me, risponda semplicemente "cancellazione".',
  },
  ru: {
    disclosure: 'Это письмо по моему поручению написал ИИ-ассистент.',
    optOut: 'Если вы не хотите получать от меня писем, просто ответьте "отписаться".',
  },
} as const;
export type LineLanguage = keyof typeof texts;
export const lineLanguages = Object.keys(texts) as readonly LineLanguage[];

const isLineLanguage = (language: string): language is LineLanguage => Object.hasOwn(texts, language);

/** Short words that are frequent in one of the languages. */
const frequent: Readonly<Record<Exclude<LineLanguage, 'ru'>, string>> = {
  en: 'the and is are you we of for with not what how when thank thanks please your our it this that would have',
  de: 'ich und nicht der die das wir sie für ist mit danke vielen ein eine bitte gerne auf ihre ihnen grüße haben',
  fr: 'le les des et est vous nous je pour avec pas que merci votre notre bonjour une dans sur cordialement',
  es: 'el los las y es usted para con por gracias nuestro hola una del como saludos le estimado está',
  it: 'il gli di e è che per con non grazie nostro buongiorno una della sono saluti gentile siamo',
};
const wordsOf = Object.entries(frequent).map(
  ([language, words]) => [language as LineLanguage, new Set(words.split(' '))] as const,
);

/** The language of a mail of ours, as far as there are lines in it; else English. */
export const lineLanguageOf = (body: string, fixed: string | null): LineLanguage => {
  if (fixed !== null) {
    const [primary = ''] = fixed.toLowerCase().split('-');
    return isLineLanguage(primary) ? primary : 'en';
  }
  const words = body.toLowerCase().match(/\p{L}+/gu) ?? [];
  const cyrillic = words.filter((word) => /\p{Script=Cyrillic}/u.test(word));
  if (cyrillic.length * 2 > words.length) {
    // Ukrainian, Serbian and others have letters that Russian lacks.
    return cyrillic.some((word) => /[іїєґўјљњћђџѓќѕ]/u.test(word)) ? 'en' : 'ru';
  }
  let best: LineLanguage = 'en';
  let most = 0;
  for (const [language, known] of wordsOf) {
    const count = words.filter((word) => known.has(word)).length;
    if (count > most) [best, most] = [language, count];
  }
  return best;
};

const squeezed = (line: string): string =>
  line
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
const ours = new Set(Object.values(texts).flatMap((lines) => Object.values(lines).map(squeezed)));

/** The model sees our earlier mails and may imitate what stands below them. */
const withoutOurs = (body: string): string =>
  body
    .split('\n')
    .filter((line) => !ours.has(squeezed(line)))
    .join('\n')
    .trimEnd();

/** What the lines depend on: the conversation so far. */
export interface LinesBefore {
  readonly thread: Pick<EmailThread, 'held'>;
  readonly messages: readonly Message[];
}

const isDisclosed = (disclose: Assistant['capabilities']['disclose'], { messages }: LinesBefore): boolean => {
  const isFirst = !messages.some(({ author, state }) => author === 'assistant' && state === 'sent');
  return disclose === 'always' || (disclose === 'first_mail' && isFirst);
};

/** Somebody who has answered knows how to say no. */
const hasAnswered = (before: LinesBefore): boolean =>
  admittedMails(before).some(({ author }) => author === 'correspondent');

/** Whether our next mail here says how to opt out: in the line below it, and in its headers. */
export const saysHowToOptOut = (
  { optOutLine }: Pick<Assistant, 'optOutLine'>,
  before: LinesBefore,
): boolean => optOutLine && !hasAnswered(before);

/** Returns the signed text with what is said below it, each line once. */
export const withLinesBelow = (
  text: string,
  assistant: Pick<Assistant, 'capabilities' | 'optOutLine' | 'postalAddress' | 'language'>,
  before: LinesBefore,
): string => {
  const body = withoutOurs(text);
  const lines = texts[lineLanguageOf(body, assistant.language)];
  const parts = [body];
  if (isDisclosed(assistant.capabilities.disclose, before)) parts.push(lines.disclosure);
  if (saysHowToOptOut(assistant, before)) {
    const address = assistant.postalAddress?.trim();
    // A signature may hold it already.
    const isGiven = !address || squeezed(body).endsWith(squeezed(address));
    parts.push(isGiven ? lines.optOut : `${lines.optOut}\n${address}`);
  }
  return parts.join('\n\n');
};
