import { withoutThinking } from '../thinking.ts';
import { withoutEntities } from './entities.ts';
import { withoutEscapes } from './escapes.ts';
import { withoutLeadIn } from './lead-in.ts';
import { withoutMarkdown } from './markdown.ts';
import { withoutNesting } from './nested-answer.ts';

const tidied = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();

/**
 * Turns a mail text as the model returned it into plain text: nested JSON, thinking blocks, escape sequences, HTML character
 * references, Markdown and what it says about the mail are removed or converted. `known` is the text of owner and correspondent; notations that occur
 * there are kept. Anything ambiguous is left to the checks.
 */
export const cleanText = (text: string, known: string): string => {
  const mail = withoutThinking(withoutNesting(text));
  const words = withoutEntities(withoutEscapes(mail, known), known);
  return tidied(withoutLeadIn(tidied(withoutMarkdown(tidied(words), known))));
};

/** The same for a subject, on one line. */
export const cleanSubject = (text: string, known: string): string =>
  cleanText(text.replaceAll(/\\[rn]/g, ' '), known)
    .replaceAll(/\s+/g, ' ')
    .trim();
