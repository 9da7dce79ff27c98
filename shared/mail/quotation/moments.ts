import { asciiDigits } from '../body/digits.ts';

/** Whether a text says when, whatever the language and the digits are. */

export const TIME = /(?:^|[^\d])\d{1,2}\s?[:.h時点시]\s?\d{2}(?:[^\d]|$)/;
/** Of the Christian era, and of those that Iran, Arabia and Thailand count. */
export const YEAR = /(?:^|\D)(?:(?:19|20)\d\d|1[34]\d\d|25[5-9]\d)(?:\D|$)/;
export const DATE =
  /(?:^|[^\d:])(?:(?:19|20)\d\d|\d{1,2}[./-]\s?\d{1,2}[./-]\s?\d{2,4}|\d{1,2}(?:st|nd|rd|th|\.|er|º)?(?: de)?\s+\p{L}{2,}|\p{L}{3,}\.?\s+\d{1,2})(?:\D|$)/u;

/** On which day, and at what time or in which year. */
export const saysWhen = (text: string): boolean => {
  const plain = asciiDigits(text);
  return DATE.test(plain) && (TIME.test(plain) || YEAR.test(plain));
};

/** On which day and at what time, in any language: a time of day, and numbers for day and year beside it. */
export const saysMoment = (text: string): boolean => {
  const plain = asciiDigits(text);
  return TIME.test(plain) && (plain.match(/\d+/g)?.length ?? 0) >= 4;
};
