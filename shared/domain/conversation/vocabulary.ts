/** The closed lists of the domain. The public contract uses the same words. */

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
  'failed',
] as const;
export type StopReason = (typeof stopReasons)[number];

/** Why a thread waits for its owner (P10). */
export const attentionCodes = [
  'model_refused',
  'model_failed',
  'model_escalated',
  'text_rejected',
  'sender_unknown',
  'sender_unauthenticated',
  'reply_to_elsewhere',
  'mail_unreadable',
  'marked_as_spam',
  'draft_discarded',
  'send_uncertain',
  'reply_limit',
  'mail_after_end',
  'gmail_refused',
  'repeated_failure',
] as const;
export type AttentionCode = (typeof attentionCodes)[number];

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

/** Things that happened to a thread besides mails, for its time line. */
export const threadEventKinds = [
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
  'reconciled',
] as const;
export type ThreadEventKind = (typeof threadEventKinds)[number];

/** The sentence a person reads for each way a conversation can end. */
export const stopSentences: Readonly<Record<StopReason, string>> = {
  owner_stopped: 'You stopped this conversation.',
  owner_replied: 'You answered by hand, so the assistant stepped back. Resume when it should go on.',
  goal_reached: 'The goal of this conversation was reached.',
  declined: 'The recipient declined.',
  opted_out:
    'The recipient asked not to be written to. No new conversation with this address can be started.',
  bounced: 'The mail could not be delivered to this address.',
  reply_limit: 'The assistant has sent as many replies as it may in one conversation.',
  mailbox_disconnected: 'The mailbox was disconnected.',
  failed: 'The conversation could not be continued.',
};
