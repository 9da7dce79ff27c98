import type { DisconnectedReason } from '../../domain/mailbox/mailbox.ts';
import type { OutageCause } from '../../domain/mailbox/outage.ts';
import type { OperatorFault } from '../../domain/mailbox/trouble.ts';

/** Why a mailbox is disconnected, in English, with what its owner can do. */
export const disconnectedTexts = {
  revoked: 'Google no longer grants access to this mailbox. Sign in again to reconnect it.',
  scopes_missing: 'Google refused a required permission. Sign in again and grant all of them.',
  forbidden: 'Google refused a required permission. Sign in again and grant all of them.',
  no_gmail: 'This Google account has no Gmail. Sign in with an account that has Gmail.',
  mailbox_off: 'Gmail is turned off for this account. Turn it on, then sign in again.',
  admin_policy:
    'The administrator of your account does not allow this app. Ask for it to be allowed, then sign in again.',
  owner: 'You disconnected this mailbox.',
} as const satisfies Readonly<Record<DisconnectedReason, string>>;

/** Faults that only the operator can fix, in English. Work continues automatically once they are fixed. */
export const troubleTexts = {
  api_disabled: 'The Gmail API is not enabled in the Google Cloud project.',
  topic_foreign:
    'The Pub/Sub topic for Gmail’s notifications belongs to a different project than the OAuth client.',
  topic_missing: 'The Pub/Sub topic for Gmail’s notifications does not exist.',
  topic_not_granted: 'Gmail is not allowed to publish to the Pub/Sub topic for its notifications.',
  client_refused: 'Google refuses the OAuth client of this installation.',
  quota_spent: 'The Gmail quota of this installation is used up for today.',
  project_refused: 'Google refuses the Google Cloud project of this installation.',
  unexplained: 'Google refuses access to Gmail without saying why.',
} as const satisfies Readonly<Record<OperatorFault, string>>;

/** What is out of reach for all conversations of a mailbox, in English. */
export const outageTexts = {
  gmail: 'Gmail does not answer at the moment.',
  model: 'The AI model does not answer at the moment.',
} as const satisfies Readonly<Record<OutageCause, string>>;
