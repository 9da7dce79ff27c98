import { checkText } from '../../../shared/domain/writing/checks/check-text.ts';
import type { LabelledMail } from './mail.ts';
import { toldFor } from './request.ts';

export interface Wrong {
  readonly language: string;
  readonly about: string;
  /** The words that were held though they are true; or the invention that was not seen. */
  readonly words: string;
}

export interface Figures {
  readonly honest: number;
  readonly held: readonly Wrong[];
  readonly invented: number;
  readonly missed: readonly Wrong[];
}

/** The mail with its invention, and where that stands. */
export const withInvention = ({
  body,
  wrong: [from, to],
}: LabelledMail): { readonly text: string; readonly start: number; readonly end: number } => {
  const at = body.indexOf(from);
  if (at === -1) throw new Error(`the mail does not hold: ${from}`);
  return { text: body.replace(from, () => to), start: at, end: at + to.length };
};

/** An invention counts as held only where words of it are marked. */
export const figuresOf = (languages: Readonly<Record<string, readonly LabelledMail[]>>): Figures => {
  const held: Wrong[] = [];
  const missed: Wrong[] = [];
  let count = 0;
  for (const [language, mails] of Object.entries(languages)) {
    for (const mail of mails) {
      count++;
      const told = toldFor(mail);
      const honest = checkText(mail.body, told).grounding.unproved;
      if (honest.length > 0) {
        held.push({
          language,
          about: mail.about,
          words: honest.map(({ text, kind }) => `${text} (${kind})`).join(', '),
        });
      }
      const { text, start, end } = withInvention(mail);
      const marks = checkText(text, told).grounding.unproved;
      if (!marks.some((mark) => mark.start < end && mark.end > start))
        missed.push({ language, about: mail.about, words: mail.wrong[1] });
    }
  }
  return { honest: count, held, invented: count, missed };
};
