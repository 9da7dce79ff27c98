import { SUMMARY_REQUEST } from '../../../../shared/domain/writing/summary-prompt.ts';
import { UNTRUSTED_SUMMARY } from '../../../../shared/domain/writing/untrusted.ts';
import type { Briefing } from './briefing.ts';
import { sentencesOf } from './sentences.ts';

const MAX_SENTENCE = 200;
const MAX_SUMMARY = 6000;

/** Greetings and single words carry no information. */
const gist = (text: string): string =>
  (sentencesOf(text).find((sentence) => sentence.split(/\s+/).length > 3) ?? text.trim()).slice(
    0,
    MAX_SENTENCE,
  );

const EARLIER = new RegExp(`^<${UNTRUSTED_SUMMARY}[^>\\n]*>\\n([\\s\\S]*?)\\n</${UNTRUSTED_SUMMARY}>$`);

/** The earlier summary, then one line per mail with its author and first informative sentence. Newest mails have priority. */
export const summarise = (briefing: Briefing): string =>
  briefing.turns
    .filter(({ text }) => text !== SUMMARY_REQUEST)
    .map(
      ({ role, text }) =>
        EARLIER.exec(text)?.[1] ?? `${role === 'assistant' ? 'We wrote' : 'They wrote'}: ${gist(text)}`,
    )
    .join('\n')
    .slice(-MAX_SUMMARY);
