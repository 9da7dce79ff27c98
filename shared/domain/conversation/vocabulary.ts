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
  'no_answer',
  'mailbox_disconnected',
  'left',
  'failed',
] as const;
export type StopReason = (typeof stopReasons)[number];

export const modes = ['autonomous', 'review'] as const;
export type Mode = (typeof modes)[number];

/** `held`: it states what nobody can prove, and no draft of it exists. */
export const outboundStates = [
  'held',
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

/**
 * `revisit`: a moment has come that was agreed or promised, or the owner has said something. `holding`: "I will check and come
 * back to you", while the owner is asked; it answers nothing yet.
 */
export const purposes = ['first', 'reply', 'follow_up', 'revisit', 'holding'] as const;
export type Purpose = (typeof purposes)[number];

/** Nobody waits for it: it keeps its distance from others, and leaves room in the day for answers. */
export const isPaced = (purpose: Purpose | null): boolean => purpose === 'first' || purpose === 'follow_up';

/** Of our own accord: no mail of theirs is answered. */
export const isUnprompted = (purpose: Purpose | null): boolean =>
  purpose === 'follow_up' || purpose === 'revisit';

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
  'note_added',
  'question_answered',
  'unsubscribed',
  'reconciled',
] as const;
