import type { DeliveryFailure } from '../../domain/notification/channel.ts';

/** Why a notification was not delivered, in English. */
export const deliveryFailureTexts = {
  unreachable: 'The receiver cannot be reached.',
  timed_out: 'The receiver did not answer in time.',
  forbidden_address: 'The address is not a public one.',
  refused: 'The receiver refused it.',
  gone: 'The receiver is gone.',
  not_configured: 'The channel’s secret is missing. Set the channel up again.',
  mailbox_disconnected: 'The mailbox is disconnected.',
  gmail_refused: 'Gmail does not take it at the moment.',
} as const satisfies Readonly<Record<DeliveryFailure, string>>;
