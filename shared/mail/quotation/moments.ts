import { asciiDigits } from '../body/digits.ts';

/** Whether a text contains a date and time, in any language and script. */

export const TIME = /(?:^|[^\d])\d{1,2}\s?[:.h時点시]\s?\d{2}(?:[^\d]|$)/;
/** Years of the Gregorian calendar, and of those used in Iran, Arab countries and Thailand. */
export const YEAR = /(?:^|\D)(?:(?:19|20)\d\d|1[34]\d\d|25[5-9]\d)(?:\D|$)/;
export const DATE =
  /(?:^|[^\d:])(?:(?:19|20)\d\d|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.|er|º)?(?: de)?\s+\p{L}{2,}|\p{L}{3,}\.?\s+\d{1,2})(?:\D|$)/u;

/** A day, with a time or a year. */
export const saysWhen = (text: string): boolean => {
  const plain = asciiDigits(text);
  return DATE.test(plain) && (TIME.test(plain) || YEAR.test(plain));
};

/** A day and a time, in any language: a time of day, with numbers for day and year beside it. */
export const saysMoment = (text: string): boolean => {
  const plain = asciiDigits(text);
  return TIME.test(plain) && (plain.match(/\d+/g)?.length ?? 0) >= 4;
};
