import type { Briefing } from './briefing.ts';
import type { Intent } from './intent.ts';
import { answersTo } from './matching.ts';
import { bare } from './owner.ts';
import { namedTime, type Phrases, phrases } from './phrases.ts';
import { capitalised, closed } from './sentences.ts';
import { type Sayable, sayablesOf, wishesOf } from './spoken.ts';

const MAX_SUBJECT = 60;
/** As many characters of a mail as a question to the owner quotes. */
export const MAX_ASKED = 200;

interface Style {
  readonly brief: boolean;
  readonly formal: boolean;
  /** Sentences that the owner wants in the mail. */
  readonly extra: readonly string[];
}

const BRIEF = /short|brief|concise|kürzer|knapp|короче|кратк/i;
const FORMAL = /(?<!in)(?<!less )formal|förmlich|официальн|формальн/i;

/** How the owner's feedback is understood: a tone, a quotation, or something to mention. */
const styleOf = (briefing: Briefing): Style => {
  const { feedback } = briefing;
  const quoted = [...feedback.matchAll(/["“„«]([^"“”„«»]{3,})["”“»]/g)].map((match) =>
    closed(match[1] ?? ''),
  );
  const mentioned = wishesOf(feedback).map(({ text }) => text);
  return {
    brief: BRIEF.test(feedback) || briefing.objected,
    formal: FORMAL.test(feedback),
    extra: quoted.length > 0 ? quoted : mentioned,
  };
};

const firstName = (name: string): string => {
  const [last, first] = name.split(',').map((part) => part.trim());
  return (first || last || '').split(/\s+/)[0] ?? '';
};

const SIGN_OFF =
  /^(?:best|kind|warm|many|regards|sincerely|cheers|yours|thanks|mit |viele |beste |liebe |herzliche |с уважением|всего|с наилучшими)/i;

const isEmpty = (text: string): boolean => text.trim() === '';

/** Greeting, paragraphs and sign-off, with the signature as given. */
const mail = (briefing: Briefing, paragraphs: readonly (readonly string[])[]): string => {
  const words = phrases[briefing.language];
  const style = styleOf(briefing);
  const name = firstName(briefing.recipientName);
  const pattern = style.formal ? words.greetingFormal : words.greeting;
  const greeting = name ? pattern.replace('{name}', name) : words.greetingUnnamed;
  const texts = [...paragraphs.slice(0, -1), style.extra, ...paragraphs.slice(-1)]
    .map((sentences) => [...new Set(sentences)].join(' '))
    .filter((text) => !isEmpty(text));
  const [first, ...rest] = texts;
  // German continues in lower case after the greeting's comma; other languages begin a sentence.
  const opened = briefing.language === 'de' ? (first ?? '') : capitalised(first ?? '');
  const { signature } = briefing;
  const end = SIGN_OFF.test(signature) ? signature : [words.signOff, signature].filter(Boolean).join('\n');
  return [greeting, opened, ...rest.map(capitalised), end].join('\n\n');
};

const texts = (sayables: readonly Sayable[]): readonly string[] => sayables.map(({ text }) => text);

const wordsOf = (briefing: Briefing): Phrases => phrases[briefing.language];

/** Not mentioned before in this conversation. */
const fresh = (briefing: Briefing, sayables: readonly Sayable[]): readonly Sayable[] => {
  const said = briefing.turns.filter(({ role }) => role === 'assistant').map(({ text }) => text);
  return sayables.filter(({ text }) => !said.some((earlier) => earlier.includes(text)));
};

export const firstMail = (briefing: Briefing): string => {
  const words = wordsOf(briefing);
  const { brief } = styleOf(briefing);
  const own = sayablesOf(briefing.conversationInstructions);
  const purpose = own.slice(0, brief ? 1 : 4);
  const offers = sayablesOf(briefing.assistantInstructions).filter(({ kind }) => kind === 'offer');
  const asks = purpose.some(({ kind, text }) => kind === 'ask' || text.endsWith('?'));
  if (purpose.length === 0) {
    const plain = words.openingPlain.replace('{owner}', briefing.ownerName || firstName(briefing.signature));
    return mail(briefing, [[plain], texts(offers.slice(0, 1)), [words.interest]]);
  }
  return mail(briefing, [
    brief ? [] : [words.opening],
    texts(purpose),
    brief ? [] : texts(offers.slice(0, 1)),
    asks ? [] : [words.interest],
  ]);
};

export const followUpMail = (briefing: Briefing): string => {
  const words = wordsOf(briefing);
  const haveWritten = briefing.turns.some(({ role }) => role === 'user');
  return mail(briefing, [[haveWritten ? words.followUpLater : words.followUp], [words.followUpEnd]]);
};

export const reminderMail = (briefing: Briefing): string => mail(briefing, [[wordsOf(briefing).reminder]]);

export const arrivedMail = (briefing: Briefing): string => mail(briefing, [[wordsOf(briefing).arrived]]);

/** "I will check and come back to you." */
export const holdingMail = (briefing: Briefing): string => {
  const words = wordsOf(briefing);
  return mail(briefing, [[words.thanksForAnswer], [words.unknown]]);
};

/** What the owner has answered to a question like that of the latest mail, best first. */
const answeredByOwner = ({ facts, latest }: Briefing): readonly Sayable[] => {
  const asked = bare(latest);
  return facts.flatMap(({ question, text }): readonly Sayable[] =>
    question !== null && asked !== '' && bare(question).includes(asked.slice(0, MAX_ASKED))
      ? [{ kind: 'fact', text: closed(capitalised(text)), matter: text }]
      : [],
  );
};

const isQuestion = ({ text }: Sayable): boolean => text.endsWith('?');

/** What is known that answers the latest mail. */
export const knownAnswers = (briefing: Briefing, max: number): readonly Sayable[] => {
  const byOwner = answeredByOwner(briefing);
  if (byOwner.length > 0) return byOwner.slice(-1);
  return answersTo(briefing.latest, tellable(briefing), max);
};

// The reason for writing was given in the first mail and is no answer; nor is a question that was answered once.
const tellable = (briefing: Briefing): readonly Sayable[] => [
  ...sayablesOf([...briefing.facts.map(({ text }) => text), briefing.knowledge].join('\n')).filter(
    (said) => said.kind !== 'ask' && !isQuestion(said),
  ),
  ...sayablesOf([briefing.conversationInstructions, briefing.assistantInstructions].join('\n')).filter(
    ({ kind }) => kind !== 'ask',
  ),
];

export const replyMail = (briefing: Briefing, intent: Intent): string => {
  const words = wordsOf(briefing);
  const { brief } = styleOf(briefing);
  const telling = tellable(briefing);
  const answers = intent === 'question' ? knownAnswers(briefing, brief ? 1 : 3) : [];
  const more = fresh(briefing, telling).slice(0, brief ? 1 : 2);
  const offered = (answers.length > 0 ? answers : more).some(({ kind }) => kind === 'offer');
  const unknown = briefing.latest.includes('?') && answers.length === 0 ? [words.unknown] : [];
  return mail(briefing, [
    [words.thanksForAnswer],
    [...unknown, ...texts(answers.length > 0 ? answers : more)],
    [offered ? words.suits : words.moreQuestions],
  ]);
};

export const finishMail = (briefing: Briefing, intent: 'agree' | 'thanks'): string => {
  const words = wordsOf(briefing);
  const time = namedTime(briefing.latest, briefing.language);
  const agreed = time ? words.agreedTime.replace('{time}', time) : words.agreed;
  return mail(briefing, [[intent === 'agree' ? agreed : words.welcome]]);
};

export const goodbyeMail = (briefing: Briefing): string => mail(briefing, [[wordsOf(briefing).declined]]);

/** "Our tool" can be a subject; "whether you would like" cannot. */
const NO_SUBJECT = /^(?:you|they|i|it|there|would|sie|ich|es|вы|хотите|можете|есть)(?!\p{L})/iu;

/** The given subject, or the topic of the first sentence, cut at a word. */
export const subjectOf = (briefing: Briefing): string => {
  if (briefing.subject) return briefing.subject;
  const [first] = sayablesOf(briefing.conversationInstructions);
  const matter = (first?.matter ?? '')
    .replace(/^.*?(?<!\p{L})(?=(?:our|наш\p{L}*) )/u, '')
    .replace(/^(?:whether|if|to|about|for|that|ob|ли|о|об|про|von|über)\s+/i, '')
    .replace(/[.!?…]+$/, '');
  if (matter === '' || NO_SUBJECT.test(matter)) return wordsOf(briefing).subject;
  if (matter.length <= MAX_SUBJECT) return capitalised(matter);
  return capitalised(matter.slice(0, MAX_SUBJECT + 1).replace(/[\s,;:]+\S*$/, ''));
};
