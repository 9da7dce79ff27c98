import type { ThreadResource } from '../../../shared/contract/threads.ts';
import type { PlainKey } from '../i18n/messages.ts';

export type Tone = 'calm' | 'good' | 'warn' | 'quiet';

export interface ThreadState {
  readonly key: PlainKey;
  readonly tone: Tone;
}

const stopKeys = {
  owner_stopped: 'stop.ownerStopped',
  owner_replied: 'stop.ownerReplied',
  goal_reached: 'stop.goalReached',
  declined: 'stop.declined',
  opted_out: 'stop.optedOut',
  bounced: 'stop.bounced',
  reply_limit: 'stop.replyLimit',
  no_answer: 'stop.noAnswer',
  mailbox_disconnected: 'stop.mailboxDisconnected',
  left: 'stop.left',
  failed: 'stop.failed',
} as const satisfies Record<NonNullable<ThreadResource['stopReason']>, PlainKey>;

const stopTones: Readonly<Record<NonNullable<ThreadResource['stopReason']>, Tone>> = {
  owner_stopped: 'quiet',
  owner_replied: 'warn',
  goal_reached: 'good',
  declined: 'quiet',
  opted_out: 'quiet',
  bounced: 'warn',
  reply_limit: 'warn',
  no_answer: 'quiet',
  mailbox_disconnected: 'warn',
  left: 'warn',
  failed: 'warn',
};

export const attentionKeys = {
  model_refused: 'attention.modelRefused',
  model_failed: 'attention.modelFailed',
  model_escalated: 'attention.modelEscalated',
  question: 'attention.question',
  text_rejected: 'attention.textRejected',
  unproved: 'attention.unproved',
  sender_unknown: 'attention.senderUnknown',
  sender_unauthenticated: 'attention.senderUnauthenticated',
  reply_to_elsewhere: 'attention.replyToElsewhere',
  mail_unreadable: 'attention.mailUnreadable',
  marked_as_spam: 'attention.markedAsSpam',
  draft_discarded: 'attention.draftDiscarded',
  send_uncertain: 'attention.sendUncertain',
  sending_limit: 'attention.sendingLimit',
  recipient_left: 'attention.recipientLeft',
  machine_mail: 'attention.machineMail',
  outside_mail: 'attention.outsideMail',
  machine_suspected: 'attention.machineMail',
  machine_unconfirmed: 'attention.machineUnconfirmed',
  answered_elsewhere: 'attention.answeredElsewhere',
  reply_limit: 'attention.replyLimit',
  gmail_refused: 'attention.gmailRefused',
  repeated_failure: 'attention.repeatedFailure',
  mail_after_end: 'attention.mailAfterEnd',
  legacy: 'attention.legacy',
} as const satisfies Record<NonNullable<ThreadResource['attention']>['code'], PlainKey>;

/** Whether the assistant is delayed. If not, it waits for the recipient or the owner. */
const isDelay: Readonly<Record<NonNullable<ThreadResource['waitingFor']>['code'], boolean>> = {
  mailbox_disconnected: true,
  looking_for_mail: true,
  daily_sending_limit: true,
  sending_paused: true,
  daily_token_budget: true,
  working_hours: true,
  reply_delay: true,
  paused: true,
  pace: true,
  undo: true,
  retry: true,
  approval: false,
  answer: false,
  follow_up: false,
  no_answer: false,
  agreed_moment: false,
  promise: false,
  held_mail: false,
  out_of_office: false,
  legacy: false,
};

/** The state that the badge shows; what waits for the owner comes first. */
export const stateOf = (thread: ThreadResource): ThreadState => {
  if (thread.waitingMessageId !== null && thread.status === 'active') {
    return { key: 'state.draft', tone: 'warn' };
  }
  if (thread.attention) return { key: 'state.attention', tone: 'warn' };
  if (thread.stopReason) return { key: stopKeys[thread.stopReason], tone: stopTones[thread.stopReason] };
  if (thread.status === 'stopped') return { key: 'stop.ownerStopped', tone: 'quiet' };
  if (thread.working) return { key: 'state.writing', tone: 'calm' };
  if (thread.waitingFor?.code === 'paused') return { key: 'state.paused', tone: 'warn' };
  if (thread.waitingFor !== null && isDelay[thread.waitingFor.code]) {
    return { key: 'state.waiting', tone: 'calm' };
  }
  if (thread.lastSentAt === null) return { key: 'state.starting', tone: 'calm' };
  return { key: 'state.running', tone: 'calm' };
};

/** Whether the conversation waits for its owner. */
export const needsOwner = (thread: ThreadResource): boolean =>
  thread.attention !== null || (thread.waitingMessageId !== null && thread.status === 'active');
