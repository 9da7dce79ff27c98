import type { z } from 'zod';
import type { Translate } from '../i18n/speaker.ts';

export type FieldErrors = Readonly<Record<string, string>>;

const sentence = (issue: z.core.$ZodIssue, t: Translate): string => {
  switch (issue.code) {
    case 'too_small':
      return issue.origin === 'string' && Number(issue.minimum) <= 3
        ? t('check.required')
        : t('check.atLeast', { count: Number(issue.minimum) });
    case 'too_big':
      return issue.origin === 'string'
        ? t('check.tooLong', { count: Number(issue.maximum) })
        : t('check.atMost', { count: Number(issue.maximum) });
    case 'invalid_type':
      return t('check.number');
    default:
      return t('check.invalid');
  }
};

/** The validation errors of a value, by field (`recipient.email`); null: it is valid. */
export const objections = (schema: z.ZodType, value: unknown, t: Translate): FieldErrors | null => {
  const result = schema.safeParse(value);
  if (result.success) return null;
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[issue.path.join('.')] ??= sentence(issue, t);
  return errors;
};

const address = /^[^\s@<>(),;:"[\]]+@[^\s@<>(),;:"[\]]+\.[^\s@<>(),;:"[\]]{2,}$/;

/** Whether it looks like an email address. The server checks it again. */
export const looksLikeAddress = (text: string): boolean => text.length <= 320 && address.test(text);

/** Focuses the first field with an error. */
export const focusFirstError = (form: HTMLFormElement | null): void => {
  requestAnimationFrame(() => {
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  });
};
