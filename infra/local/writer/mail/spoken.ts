import { capitalised, closed, sentencesOf } from './sentences.ts';

/** A sentence that can be written to the recipient: a fact, or an instruction turned into a statement. */
export interface Sayable {
  readonly kind: 'fact' | 'offer' | 'ask';
  readonly text: string;
  /** The topic alone ("our tool for teams"), for a subject line. */
  readonly matter: string;
}

type Rule = readonly [pattern: RegExp, kind: Sayable['kind'], lead: string];

const THEM = String.raw`(?:them|him|her|the recipient|\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)?)`;
const en = (pattern: string): RegExp =>
  new RegExp(`^(?:(?:please|politely|kindly|briefly|then|also) )*${pattern}`, 'u');

// Matched in lower case and case-sensitively, because a name begins with a capital.
const RULES: readonly Rule[] = [
  [en(`ask (?:${THEM} )?(?=(?:whether|if|when|what|how|which|who|where|why) )`), 'ask', 'I wanted to ask '],
  [en(`ask ${THEM} to `), 'ask', 'I wanted to ask you to '],
  [
    en(`(?:ask|request)(?: ${THEM})?(?: for)? (?=(?:a|an|the|some|their|his|her|feedback) )`),
    'ask',
    'I wanted to ask you for ',
  ],
  [en(`ask (?:${THEM} )?about `), 'ask', 'I wanted to ask you about '],
  [en('(?:find out|learn) '), 'ask', 'I would like to find out '],
  [en(`invite ${THEM} (?=to |for )`), 'ask', 'I would like to invite you '],
  [en(`(?:offer|propose|suggest) (?:${THEM} |to ${THEM} )?`), 'offer', 'I would suggest '],
  [en(`(?:tell|inform) ${THEM} that `), 'fact', ''],
  [en(`let ${THEM} know that `), 'fact', ''],
  [en(`tell ${THEM} about `), 'offer', 'I wanted to tell you about '],
  [en('(?:mention|explain|say|point out|note|add)(?: that)? '), 'fact', ''],
  [en(`thank ${THEM} (?=for )`), 'fact', 'Thank you '],
  [en('(?:arrange|schedule|set up|book|agree on|plan|organi[sz]e|get) '), 'ask', 'I would like to arrange '],
  [
    en(`(?:introduce|present|promote|pitch|sell|show)(?: ${THEM}| to ${THEM})? `),
    'offer',
    'I would like to introduce ',
  ],
  [en(`remind ${THEM} (?=of |about |that )`), 'ask', 'I wanted to remind you '],
  [en(`(?:write|talk|speak)(?: to| with)?(?: ${THEM})? about `), 'offer', 'I am writing about '],
  [/^спроси(?:те)?,? /u, 'ask', 'Хочу спросить, '],
  [/^узнай(?:те)?,? /u, 'ask', 'Хочу узнать, '],
  [/^предложи(?:те)? (?:(?:им|ему|ей) )?/u, 'offer', 'Хочу предложить '],
  [/^договори(?:сь|тесь) /u, 'ask', 'Хочу договориться '],
  [/^пригласи(?:те)? (?:(?:их|его|её|ее) )?/u, 'ask', 'Хочу пригласить вас '],
  [/^расскажи(?:те)? (?:(?:им|ему|ей) )?(?=о |об |про )/u, 'offer', 'Хочу рассказать '],
  [/^(?:скажи|сообщи|упомяни|добавь|напиши)(?:те)?,? что /u, 'fact', ''],
  [/^frag(?:e|en Sie)?(?: (?:sie|ihn|nach))?,? (?=ob |wann |was |wie )/u, 'ask', 'Ich wollte fragen, '],
  [/^(?:vereinbare|vereinbaren Sie) /u, 'ask', 'Mein Vorschlag wäre '],
  [/^(?:biete|bieten Sie) (?:(?:ihm|ihr|ihnen) )?/u, 'offer', 'Anbieten kann ich '],
  [/^(?:schlage|schlagen Sie) (?:(?:ihm|ihr|ihnen) )?/u, 'offer', 'Mein Vorschlag: '],
  [
    /^(?:erzähle?|berichte|erzählen Sie) (?:(?:ihm|ihr|ihnen) )?(?=von |über )/u,
    'offer',
    'Ich möchte Ihnen erzählen ',
  ],
  [/^(?:sage?|erwähne|erwähnen Sie|ergänze),? dass /u, 'fact', ''],
];

/** Instructions on behaviour are not for the recipient. */
const PRIVATE =
  /^(?:you|you['’]re|your|be|act|make|write|keep|use|never|always|don['’]t|do not|avoid|answer|reply|respond|sign|stop|if|when|once|make sure|only|try|help|ты|вы|твоя|будь(?:те)?|пиши(?:те)?|не|никогда|всегда|отвечай(?:те)?|если|когда|используй(?:те)?|старай(?:ся|тесь)|du|sie sind|dein|sei(?:en)?|schreib(?:e|en)?|antworte|nie|niemals|immer|wenn|falls|verwende|nutze|vermeide)(?!\p{L})/iu;

/** Changes the third person into the second. */
const SECOND_PERSON: readonly (readonly [RegExp, string])[] = [
  [/\b(?:they|he|she)\b/g, 'you'],
  [/\bher(?= \p{L})/gu, 'your'],
  [/\b(?:them|him|her|the recipient)\b/g, 'you'],
  [/\b(?:their|his)\b/g, 'your'],
  [/\byou is\b/g, 'you are'],
  [/\byou has\b/g, 'you have'],
  [/\byou was\b/g, 'you were'],
  [/\byou (want|need|use|like)s\b/g, 'you $1'],
  [/(?<!\p{L})ob sie(?!\p{L})/gu, 'ob Sie'],
  [/(?<!\p{L})хотят ли (?:они|он|она)(?!\p{L})/gu, 'хотите ли вы'],
  [/(?<!\p{L})могут ли (?:они|он|она)(?!\p{L})/gu, 'можете ли вы'],
  [/(?<!\p{L})хотят ли(?!\p{L})/gu, 'хотите ли вы'],
  [/(?<!\p{L})(?:им|ему|ей)(?!\p{L})/gu, 'вам'],
  [/(?<!\p{L})(?:они|он|она)(?!\p{L})/gu, 'вы'],
];

const addressed = (text: string): string =>
  SECOND_PERSON.reduce((result, [pattern, word]) => result.replaceAll(pattern, word), text);

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

// German separates prefixes from verbs: a prefix at the end is dropped with its verb.
const PARTICLE = /\s+(?:an|vor|ein|aus)(?=[.!]?$)/;

const byRule = (sentence: string): Sayable | null => {
  const text = uncapitalised(sentence);
  for (const [pattern, kind, lead] of RULES) {
    const rest = text.replace(pattern, '');
    if (rest === text || rest === '') continue;
    const matter = addressed(/^(?:Anbieten|Mein)/.test(lead) ? rest.replace(PARTICLE, '') : rest);
    return { kind, text: closed(capitalised(lead + matter)), matter };
  }
  return null;
};

/** "Write to Ann and ask whether ...": only the second half is content. */
const secondHalf = (sentence: string): Sayable | null => {
  for (const { index, 0: joint } of sentence.matchAll(/(?:,? and| to|, then|,? и|,? und) /g)) {
    const said = byRule(sentence.slice(index + joint.length));
    if (said) return said;
  }
  return null;
};

const spoken = (sentence: string): Sayable | null =>
  byRule(sentence) ??
  (PRIVATE.test(sentence)
    ? secondHalf(sentence)
    : { kind: 'fact', text: closed(sentence), matter: sentence });

/** The sentences of these instructions that can be written to the recipient, in order. */
export const sayablesOf = (text: string): readonly Sayable[] =>
  sentencesOf(text).flatMap((sentence) => spoken(sentence) ?? []);

/** What a feedback ("shorter, and mention that ...") wants to be mentioned. */
export const wishesOf = (text: string): readonly Sayable[] =>
  sentencesOf(text).flatMap((sentence) => byRule(sentence) ?? secondHalf(sentence) ?? []);
