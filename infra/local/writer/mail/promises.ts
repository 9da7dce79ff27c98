import type { WriterAnswer } from '../../../../shared/domain/writing/answer.ts';
import { spokenDay } from './named-date.ts';

export type Promised = NonNullable<WriterAnswer['commitments']>[number];

const LINE = /^- (We|They) promised \(([^)\n]*)\): (.+)$/gm;

/** The promises that the prompt lists, each with the day on which it is due. */
export const promisesIn = (text: string): readonly Promised[] =>
  [...text.matchAll(LINE)].map(([, who, when = '', what = '']) => {
    const day = spokenDay(when);
    return {
      who: who === 'We' ? ('owner' as const) : ('correspondent' as const),
      what,
      due: day === null ? null : new Date(day).toISOString().slice(0, 10),
    };
  });

/** Whether it is due on this day (UTC midnight, epoch ms). */
export const isDue = ({ due }: Promised, today: number): boolean => due !== null && Date.parse(due) <= today;

const MAX_WHAT = 200;

/** The sentence in which somebody promises something; at worst the beginning of their mail. */
export const promiseIn = (text: string, sign: RegExp): string => {
  const sentences = text.split(/(?<=[.!?])\s+|\n+/).map((sentence) => sentence.trim());
  return (sentences.find((sentence) => sign.test(sentence)) ?? sentences[0] ?? '').slice(0, MAX_WHAT);
};
