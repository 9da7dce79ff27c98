import { z } from 'zod';

const hasControlCharacters = /[^\P{Cc}\t\n\r]/u;

/** Free text over several lines, trimmed; no control characters but tab and line breaks. */
export const prose = (min: number, max: number) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !hasControlCharacters.test(text), { message: 'must not contain control characters' })
    // A lone surrogate can be neither stored nor sent.
    .refine((text) => text.isWellFormed(), { message: 'must be well-formed Unicode' });

/** One line of text, trimmed. A line break here could become a mail header. */
export const line = (min: number, max: number) =>
  prose(min, max).refine((text) => !/[\r\n\t]/.test(text), { message: 'must be one line' });
