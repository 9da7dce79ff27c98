import type { Briefing } from './briefing.ts';
import { sentencesOf } from './sentences.ts';

const MAX_SENTENCE = 200;

/** Greetings and single words say nothing. */
const gist = (text: string): string =>
  (sentencesOf(text).find((sentence) => sentence.split(/\s+/).length > 3) ?? text.trim()).slice(
    0,
    MAX_SENTENCE,
  );

/** One line per mail: who wrote it and its first telling sentence. */
export const summarise = (briefing: Briefing): string =>
  briefing.turns
    .map(({ role, text }) => `${role === 'assistant' ? 'We wrote' : 'They wrote'}: ${gist(text)}`)
    .join('\n');
