import type { Sayable } from './spoken.ts';

/** Words of one topic, by their common stems in English, German and Russian. */
const CONCEPTS: Readonly<Record<string, RegExp>> = {
  price:
    /^(?:pric|cost|fee|expens|cheap|euro|dollar|usd|eur$|preis|kost(?!enlos)|gebühr|teuer|цен|стои|сто[ия]т|сколько|рубл|евро|доллар|тариф)/,
  time: /^(?:when$|time|call|meet|slot|schedul|availab|appointment|monday|tuesday|wednesday|thursday|friday|saturday|sunday|wann$|termin|uhr$|treff|gespräch|anruf|montag|dienstag|mittwoch|donnerstag|freitag|когда|встреч|созвон|звон|врем|понедельник|вторник|сред[ау]|четверг|пятниц)/,
  trial: /^(?:trial|try|test|free|demo|kostenlos|probier|ausprobier|пробн|попроб|бесплатн|демо)/,
  place: /^(?:where$|place|address|locat|office|wo$|ort$|adress|büro|где$|адрес|офис|мест)/,
  data: /^(?:data|privac|secur|gdpr|hosted|server|daten|sicher|dsgvo|данн|безопасн|сервер)/,
};

const STOP = new Set(
  (
    'about also and any are can could did does for from get have here how into its just like more our please some than ' +
    'that the their them then there they this was what when which who why will with would you your yes ' +
    'aber auch das dass der die ein eine für haben ich ihr ihre ist kann mit nicht oder sie sind und uns was wie wir ' +
    'без был вам ваш вас для есть ещё или как мне наш нас она они оно при так тоже что чтобы это'
  ).split(' '),
);

// Long enough to tell words apart, short enough to ignore endings.
const STEM = 5;

const tokens = (text: string): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)) {
    for (const [concept, pattern] of Object.entries(CONCEPTS))
      if (pattern.test(word)) found.add(`=${concept}`);
    if (word.length > 2 && !STOP.has(word)) found.add(word.slice(0, STEM));
  }
  if (/[€$₽£]|how much(?! time| work| effort)/i.test(text)) found.add('=price');
  return found;
};

/** A shared topic weighs more than a shared word. */
const score = (question: ReadonlySet<string>, candidate: string): number => {
  let points = 0;
  for (const token of tokens(candidate)) if (question.has(token)) points += token.startsWith('=') ? 3 : 1;
  return points;
};

const QUESTION_PART = /[^.!?\n]*\?/g;

/** The sentences that answer the question, best first. Empty if only common words match. */
export const answersTo = (text: string, candidates: readonly Sayable[], max: number): readonly Sayable[] => {
  const asked = text.match(QUESTION_PART)?.join(' ') ?? text;
  const question = tokens(asked);
  return candidates
    .map((candidate, order) => ({ candidate, order, points: score(question, candidate.text) }))
    .filter(({ points }) => points >= 2)
    .toSorted((a, b) => b.points - a.points || a.order - b.order)
    .slice(0, max)
    .map(({ candidate }) => candidate);
};

/** Whether a mail asks what something costs. */
export const isPriceQuestion = (text: string): boolean =>
  tokens(text.match(QUESTION_PART)?.join(' ') ?? text).has('=price');
