import { minutesOf, type WorkingHours, wallClockMoment } from '../assistant/working-hours.ts';
import type { WriterAnswer } from '../writing/answer.ts';
import type { Commitment } from './commitment.ts';
import { LONGEST_WAIT_MS } from './follow-ups.ts';

/** Where nobody keeps hours, a day's work begins at nine. */
const MORNING = 9 * 60;

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/i;
const WALL_CLOCK = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;

/**
 * The moment that the model named, epoch ms: ISO 8601 with an offset; a date, which means the start of working hours on it; or
 * a time without an offset, on the owner's clock. null: none of these.
 */
export const momentOf = (
  text: string | null | undefined,
  hours: WorkingHours | null,
  timeZone: string,
): number | null => {
  const named = text?.trim() ?? '';
  if (INSTANT.test(named)) {
    const at = Date.parse(named);
    return Number.isFinite(at) ? at : null;
  }
  const [, year, month, day, hour, minute] = WALL_CLOCK.exec(named) ?? [];
  if (year === undefined) return null;
  const given = hour === undefined ? null : Number(hour) * 60 + Number(minute);
  if (given !== null && (Number(hour) > 23 || Number(minute) > 59)) return null;
  const minutes = given ?? (hours ? minutesOf(hours.from) : MORNING);
  return wallClockMoment(Number(year), Number(month), Number(day), minutes, timeZone);
};

const MAX_COMMITMENTS = 20;
const MAX_WHAT_CHARS = 300;

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_WHAT_CHARS)
    .toWellFormed();

export interface Outlook {
  /** When to look again, epoch ms; null: at no time that was named, or one that is past. */
  readonly until: number | null;
  /** null: the model keeps track of none. */
  readonly commitments: readonly Commitment[] | null;
}

/** What an answer of the model says about the time to come, within bounds. `now`: epoch ms; `hours`: the assistant's. */
export const outlookOf = (
  answer: Pick<WriterAnswer, 'until' | 'commitments'>,
  now: number,
  hours: WorkingHours | null,
  timeZone: string,
): Outlook => {
  const momentIn = (text: string | null | undefined): number | null => {
    const at = momentOf(text, hours, timeZone);
    return at === null ? null : Math.min(at, now + LONGEST_WAIT_MS);
  };
  const until = momentIn(answer.until);
  return {
    until: until !== null && until > now ? until : null,
    commitments:
      answer.commitments
        ?.map(({ who, what, due }) => ({ who, what: oneLine(what), due: momentIn(due) }))
        .filter(({ what }) => what !== '')
        .slice(0, MAX_COMMITMENTS) ?? null,
  };
};
