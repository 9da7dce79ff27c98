import type { SuppressionReason } from '../../domain/account/suppression.ts';

/** Why an address is on the do-not-contact list, in English. */
export const suppressionTexts = {
  opted_out: 'Asked not to be contacted.',
} as const satisfies Readonly<Record<SuppressionReason, string>>;
