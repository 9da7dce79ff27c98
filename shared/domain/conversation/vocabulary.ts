/** The closed lists of a conversation. The public contract uses the same words. */

export const threadStatuses = ['active', 'stopped'] as const;
export type ThreadStatus = (typeof threadStatuses)[number];

export const stopReasons = [
  'owner_stopped',
  'owner_replied',
  'goal_reached',
  'declined',
  'opted_out',
  'bounced',
  'reply_limit',
  'mailbox_disconnected',
  'left',
  'failed',
] as const;
export type StopReason = (typeof stopReasons)[number];

export const modes = ['autonomous', 'review'] as const;
export type Mode = (typeof modes)[number];

export const outboundStates = [
  'composed',
  'drafted',
  'awaiting_approval',
  'sent',
  'discarded',
  'superseded',
  'failed',
] as const;
export type OutboundState = (typeof outboundStates)[number];

export const authors = ['assistant', 'owner', 'correspondent', 'machine'] as const;
export type Author = (typeof authors)[number];

export const purposes = ['first', 'reply', 'follow_up'] as const;
export type Purpose = (typeof purposes)[number];

export const timelineKinds = [
  'created',
  'resumed',
  'stopped',
  'flagged',
  'waiting',
  'decided',
  'superseded',
  'discarded',
  'approved',
  'rewrite_requested',
  'mail_accepted',
  'mail_rejected',
  'sender_blocked',
  'reconciled',
] as const;
