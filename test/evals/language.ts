import type { EvalCase } from './cases.ts';

type Language = NonNullable<EvalCase['language']>;

/** Words that only one of these languages has, and that no mail does without. */
const WORDS: Readonly<Record<Language, RegExp>> = {
  en: /(?<!\p{L})(?:the|and|you|is|are|would|with|this|have|for|your|thanks|thank|that|will)(?!\p{L})/giu,
  de: /(?<!\p{L})(?:und|ich|ist|nicht|das|wir|ihr|ihre|ihnen|für|mit|auf|eine?n?|der|die|danke|grüße|haben)(?!\p{L})/giu,
  ru: /(?<!\p{L})(?:и|не|вы|вам|мы|для|что|это|на|у|с|спасибо|вас|по|если|ваш)(?!\p{L})/giu,
  fr: /(?<!\p{L})(?:vous|et|nous|est|pas|pour|les|une|des|votre|merci|avec|bonjour|je|dans)(?!\p{L})/giu,
  es: /(?<!\p{L})(?:y|el|los|para|una|gracias|usted|le|con|su|es|por|hola|que|no)(?!\p{L})/giu,
  it: /(?<!\p{L})(?:e|il|di|per|una|grazie|non|con|vi|che|ciao|la|sono|gli)(?!\p{L})/giu,
};

/** The language of a mail of some words; null: too short to tell. */
export const languageOf = (text: string): Language | null => {
  const counts = Object.entries(WORDS).map(
    ([language, words]) => [language, text.match(words)?.length ?? 0] as const,
  );
  const [best, second] = counts.toSorted((a, b) => b[1] - a[1]);
  if (!best || best[1] < 2 || best[1] === second?.[1]) return null;
  const language = best[0];
  return language in WORDS ? (language as Language) : null;
};
