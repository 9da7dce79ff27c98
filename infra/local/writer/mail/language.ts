export type Language = 'en' | 'de' | 'ru';

const NAMES: readonly (readonly [RegExp, Language])[] = [
  [/(?<![\p{L}])(?:ru(?:-\p{L}+)?|russian|russisch|русск\p{L}*|по-русски)(?![\p{L}])/iu, 'ru'],
  [/(?<![\p{L}])(?:de(?:-\p{L}+)?|german|deutsch|немецк\p{L}*|по-немецки)(?![\p{L}])/iu, 'de'],
  [/(?<![\p{L}])(?:en(?:-\p{L}+)?|english|englisch|английск\p{L}*|по-английски)(?![\p{L}])/iu, 'en'],
];

/** The language that the text names, by tag or by word. null: none that is supported. */
export const namedLanguage = (text: string): Language | null =>
  NAMES.find(([name]) => name.test(text))?.[1] ?? null;

const GERMAN =
  /(?<!\p{L})(?:ich|und|nicht|der|die|das|wir|sie|für|ist|mit|danke|vielen|ein|eine|ja|nein|kein|bitte|gerne?|guten|hallo|wann|wie|was|zu|auf|ihre?|uns|grüße?n?)(?!\p{L})|[äöüß]/giu;
const ENGLISH =
  /(?<!\p{L})(?:the|and|is|are|you|we|to|of|for|with|not|what|how|when|thanks?|please|your|our|it|this|that|no|yes|hi|hello|would|me|can|do|let)(?!\p{L})/giu;

const one = (text: string): Language | null => {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return null;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  if (cyrillic * 3 > letters) return 'ru';
  const german = text.match(GERMAN)?.length ?? 0;
  const english = text.match(ENGLISH)?.length ?? 0;
  if (german === english) return german === 0 ? null : 'en';
  return german > english ? 'de' : 'en';
};

/** The language of the first text in which one is recognised; otherwise English. */
export const detectLanguage = (texts: readonly string[]): Language => {
  for (const text of texts) {
    const language = one(text);
    if (language) return language;
  }
  return 'en';
};
