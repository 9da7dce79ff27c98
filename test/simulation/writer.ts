import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { LESSON_REQUEST } from '../../shared/domain/learning/lesson-prompt.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Prompt } from '../../shared/domain/writing/answer.ts';
import type { Dice } from './random.ts';

/** Numbers of the inbound mails that a prompt shows. */
export const mailsSeen = (prompt: Prompt): string[] =>
  prompt.items
    .filter((item) => item.role === 'user')
    .flatMap((item) => [...item.text.matchAll(/mail-number-(\d+)/g)].map((match) => match[1] ?? ''));

export const purposeOf = (prompt: Prompt): string =>
  prompt.instructions.includes('Write the first mail')
    ? 'first'
    : prompt.instructions.includes('follow-up that')
      ? 'follow_up'
      : prompt.instructions.includes('Look at the conversation again')
        ? 'revisit'
        : 'reply';

/** Numbers of the owner's notes and answers that a prompt holds as facts. */
export const factsSeen = (prompt: Prompt): string[] =>
  [...prompt.instructions.matchAll(/fact-number-(\d+)/g)].map((match) => match[1] ?? '');

const MINUTE = 60_000;
/** How far ahead what is named and promised lies: minutes to days. */
const DISTANCES = [5, 90, 7 * 60, 26 * 60, 3 * 24 * 60].map((minutes) => minutes * MINUTE);

/** A time on the owner's clock, without an offset or as a mere date, so far after the one under Today. */
const timeAhead = (prompt: Prompt, ms: number, isDate: boolean): string => {
  const today = prompt.instructions.match(/## Today\n\w+, (\d+ \w+ \d+), (\d\d:\d\d)/);
  const named = new Date(Date.parse(`${today?.[1]} ${today?.[2]} UTC`) + ms).toISOString();
  return named.slice(0, isDate ? 10 : 16);
};

/** What lies ahead by the model's word: drawn from the same roll, so that other lives stay as they were. */
const aheadOf = (prompt: Prompt, roll: number) => {
  const sub = (roll * 9973) % 1;
  const distance = DISTANCES[Math.floor(sub * 100) % DISTANCES.length] ?? MINUTE;
  const named = timeAhead(prompt, distance, sub > 0.9);
  const who = sub < 0.5 ? ('correspondent' as const) : ('owner' as const);
  const promises = [{ who, what: `do it ${Math.floor(sub * 10)}`, due: sub > 0.1 ? named : null }];
  return {
    until: sub > 0.35 && sub < 0.6 ? named : sub > 0.97 ? 'soon' : null,
    // What is not listed any more was kept; what has another time was moved.
    commitments: sub < 0.2 ? promises : sub > 0.65 && sub < 0.8 ? promises : [],
  };
};

/** What the model invents, now and then: nothing that it is given names such a price. */
export const INVENTION = 'It costs 9317 euros.';
const OBJECTED = 'follows from nothing';

/** Mostly the model gives an invention up when it is told; drawn from the same roll, so that other lives stay as they were. */
const inventionOf = (prompt: Prompt, roll: number): string => {
  // Not at 0, where benchmarks are.
  const sub = ((roll + 0.5) * 7919) % 1;
  const isTold = prompt.instructions.includes(OBJECTED);
  return sub < (isTold ? 0.4 : 0.12) ? ` ${INVENTION}` : '';
};

// Consonants, which are words in no language.
const LETTERS = 'bcfghjkmqv';

/** Numbers in letters: as figures they would be taken for something that the mail states, and held for want of evidence. */
const spelled = (numbers: readonly string[]): string =>
  numbers.join('.').replaceAll(/\d/g, (digit) => LETTERS[Number(digit)] ?? '');

/** What `spelled` wrote. */
export const numbersIn = (text: string): readonly string[] =>
  text
    .replaceAll(/[b-v]/g, (letter) => String(LETTERS.indexOf(letter)))
    .split('.')
    .filter((number) => number !== '');

/** A writer whose mails say what they answer, so that the recipients' side can be checked. */
export const answerPrompt = (prompt: Prompt, dice: Dice): Awaited<ReturnType<ReplyWriter['write']>> => {
  const purpose = purposeOf(prompt);
  const seen = mailsSeen(prompt);
  const roll = dice.next();
  const told = factsSeen(prompt);
  const asks = roll > 0.68 && roll < 0.72;
  const action = asks
    ? 'ask_owner'
    : purpose === 'revisit' && roll > 0.4 && roll < 0.68
      ? 'wait'
      : purpose === 'first' || roll < 0.72
        ? 'reply'
        : roll < 0.8
          ? 'wait'
          : roll < 0.87
            ? 'finish'
            : roll < 0.92
              ? 'decline_noted'
              : roll < 0.95
                ? 'escalate'
                : 'opt_out';
  const silent = action === 'wait' || action === 'escalate' || action === 'opt_out';
  return ok({
    answer: {
      action,
      subject: purpose === 'first' ? 'A subject' : null,
      body: silent
        ? null
        : `purpose-${asks ? 'holding' : purpose} seen-${spelled(seen)}-end told-${spelled(told)}-end${inventionOf(prompt, roll)}`,
      question: asks ? `What about ${seen.join('.')}?` : null,
      ...aheadOf(prompt, roll),
      reason: 'because',
      goalProgress: 'some',
    },
    usage: { inputTokens: 100, outputTokens: 20, cachedInputTokens: 0 },
    model: 'sim',
  });
};

/** A summary of a conversation, or the lesson of a change. */
export const summaryOf = (prompt: Prompt): string =>
  prompt.items.at(-1)?.text !== LESSON_REQUEST
    ? 'summary'
    : prompt.items.some(({ text }) => text.includes('purpose-first'))
      ? 'facts: Promise no discount.'
      : 'style: Say it in other words.';
