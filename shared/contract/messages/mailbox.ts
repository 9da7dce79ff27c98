import type { DisconnectedReason } from '../../domain/mailbox/mailbox.ts';

/** Why a mailbox is disconnected, in English, with what its owner can do. */
export const disconnectedTexts = {
  revoked: 'Google no longer grants access to this mailbox. Sign in again to reconnect it.',
  scopes_missing: 'Google refused a required permission. Sign in again and grant all of them.',
  forbidden: 'Google refused a required permission. Sign in again and grant all of them.',
  no_gmail: 'This Google account has no Gmail. Sign in with one that has.',
  mailbox_off: 'Gmail is switched off for this account. Have it switched on, then sign in again.',
  admin_policy:
    'The administrator of your account does not allow this app. Ask for it to be allowed, then sign in again.',
  owner: 'You disconnected this mailbox.',
} as const satisfies Readonly<Record<DisconnectedReason, string>>;
