import type { SummaryResource } from '../../../shared/contract/threads.ts';

type Day = SummaryResource['days'][number];

export const median = (values: readonly number[]): number | null => {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
};

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

export interface Figure<V = number> {
  readonly value: V;
  readonly perDay: readonly number[];
}

export interface Figures {
  readonly sent: Figure;
  /** Share of the conversations started in this period that were answered; null: none was started. */
  readonly answered: Figure<number | null>;
  /** Median milliseconds until our reply; null: no reply yet. */
  readonly answerTime: Figure<number | null>;
  readonly goals: Figure;
  readonly tokens: Figure;
}

/** The statistics of the home page, oldest day first. */
export const figuresOf = (days: readonly Day[]): Figures => {
  const sent = days.map((day) => day.sent);
  const started = days.map((day) => day.conversationsStarted);
  const answered = days.map((day) => day.conversationsAnswered);
  const goals = days.map((day) => day.goalsReached);
  const tokens = days.map((day) => day.inputTokens + day.outputTokens);
  return {
    sent: { value: sum(sent), perDay: sent },
    answered: {
      value: sum(started) === 0 ? null : Math.min(1, sum(answered) / sum(started)),
      perDay: answered,
    },
    answerTime: {
      value: median(days.flatMap((day) => day.answerMs)),
      perDay: days.map((day) => median(day.answerMs) ?? 0),
    },
    goals: { value: sum(goals), perDay: goals },
    tokens: { value: sum(tokens), perDay: tokens },
  };
};
