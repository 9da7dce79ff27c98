import type { DisconnectedReason } from '../../domain/mailbox/mailbox.ts';

/** Why a mailbox is disconnected, in English, with what its owner can do. */
export const disconnectedTexts = {
  revoked: 'Google no longer grants access to this mailbox. Sign in again to reconnect it.',
  forbidden: 'Google refused a required permission. Sign in again and grant all of them.',
  owner: 'You disconnected this mailbox.',
} as const satisfies Readonly<Record<DisconnectedReason, string>>;
