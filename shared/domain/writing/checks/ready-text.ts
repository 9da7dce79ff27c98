import type { WriterAnswer } from '../answer.ts';
import { cleanSubject, cleanText } from '../clean-text/clean-text.ts';
import type { PromptRequest } from '../prompt.ts';
import { checkText } from './check-text.ts';
import { evidenceOf } from './evidence.ts';
import { type Source, sourcesOf } from './grounding/sources.ts';
import type { Unproved } from './grounding/unproved.ts';
import { leakIn } from './leaks.ts';
import type { Objection } from './objection.ts';

/** A longer text is rejected because of its length. */
const MAX_CLEANED_CHARS = 40_000;

/** A cleaned text with the objections to it. */
export interface ReadyText {
  readonly answer: WriterAnswer;
  /** Empty: the answer has no text. */
  readonly text: string;
  readonly objections: readonly Objection[];
  /** The words that objections are to, where they are to single words. */
  readonly unproved: readonly Unproved[];
  /** What the text rests on. */
  readonly sources: readonly Source[];
}

/**
 * Cleans and checks an answer. A model's text is never sent as it was returned. Leaked rules are an objection even if
 * cleaning removed them.
 */
export const readyText = (answer: WriterAnswer, request: Omit<PromptRequest, 'objections'>): ReadyText => {
  const evidence = evidenceOf(request);
  const known = `${evidence.owner}\n${evidence.conversation}`;
  const raw = answer.body ?? '';
  const text = raw.length > MAX_CLEANED_CHARS ? raw.trim() : cleanText(raw, known);
  const subject = answer.subject === null ? null : cleanSubject(answer.subject.slice(0, 1000), known) || null;
  const { objections: found, grounding } = checkText(text, request);
  const leak = text === raw.trim() ? null : leakIn(raw, evidence);
  const hidden: readonly Objection[] =
    leak === 'repeats_rules' && !found.some(({ code }) => code === leak) ? [{ code: leak, params: {} }] : [];
  const ofSubject =
    request.purpose === 'first' && subject !== null
      ? checkText(subject, request).objections.map((one): Objection => ({ ...one, part: 'subject' }))
      : [];
  return {
    answer: { ...answer, subject, body: text === '' ? null : text },
    text,
    objections: [...found, ...hidden, ...ofSubject],
    unproved: grounding.unproved,
    sources: sourcesOf(answer.sources ?? [], grounding.proved, request),
  };
};
