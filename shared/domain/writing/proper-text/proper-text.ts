import { withoutThinking } from '../thinking.ts';
import { withoutEntities } from './entities.ts';
import { withoutEscapes } from './escapes.ts';
import { withoutMarkdown } from './markdown.ts';
import { withoutNesting } from './nested-answer.ts';

const tidied = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/**
 * What a model returned as a mail's text, as a person would have typed it: the form of the answer, thoughts, escapes, HTML's
 * character references and Markdown are gone. `known` is what owner and correspondent wrote: what they talk about in these
 * forms stays. What cannot be put right for certain is left to the checks.
 */
export const properText = (text: string, known: string): string => {
  const mail = withoutThinking(withoutNesting(text));
  const words = withoutEntities(withoutEscapes(mail, known), known);
  return tidied(withoutMarkdown(tidied(words), known));
};

/** The same for a subject, which is one line. */
export const properSubject = (text: string, known: string): string =>
  properText(text.replaceAll(/\\[rn]/g, ' '), known)
    .replaceAll(/\s+/g, ' ')
    .trim();
