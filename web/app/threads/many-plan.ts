import { type CreateThreadBody, createThreadBody } from '../../../shared/contract/threads.ts';
import type { manyTexts } from '../i18n/pages/many-page.ts';
import type { PageTranslate } from '../i18n/speaker.ts';
import { objections } from '../ui/check.ts';
import { merge } from './merge.ts';
import type { Recipient } from './recipients.ts';
import { createBody, type ThreadValues } from './thread-values.ts';

export interface PlannedThread {
  readonly recipient: Recipient;
  readonly body: CreateThreadBody;
  /** Why this one cannot be started; null: it can. */
  readonly objection: string | null;
}

const objectionTo = (
  recipient: Recipient,
  missing: readonly string[],
  body: CreateThreadBody,
  t: PageTranslate<typeof manyTexts.en>,
): string | null => {
  switch (recipient.problem) {
    case 'no_address':
      return t('many.noAddress');
    case 'bad_address':
      return t('check.address');
    case 'duplicate':
      return t('many.duplicate', { line: recipient.firstLine ?? 0 });
    case null:
      break;
  }
  if (missing.length > 0)
    return t('many.missing', { fields: missing.map((name) => `{{${name}}}`).join(', ') });
  const found = objections(createThreadBody, body, t);
  // What concerns every recipient is shown once, at the field itself.
  const own = Object.entries(found ?? {}).find(([path]) => path.startsWith('recipient'));
  return own?.[1] ?? null;
};

/** One conversation per recipient, with their values merged in. */
export const planThreads = (
  values: ThreadValues,
  recipients: readonly Recipient[],
  t: PageTranslate<typeof manyTexts.en>,
): readonly PlannedThread[] =>
  recipients.map((recipient) => {
    const [instructions, subject, goal] = [values.instructions, values.subject, values.goal].map((text) =>
      merge(text, recipient.values),
    );
    const body = createBody(
      {
        ...values,
        instructions: instructions?.text ?? '',
        subject: subject?.text ?? '',
        goal: goal?.text ?? '',
      },
      recipient,
    );
    const missing = [...new Set([instructions, subject, goal].flatMap((part) => part?.missing ?? []))];
    return { recipient, body, objection: objectionTo(recipient, missing, body, t) };
  });
