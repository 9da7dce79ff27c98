import type { MailErrorCode } from '../../shared/application/ports/mail-gateway.ts';
import type { WriterError } from '../../shared/application/ports/reply-writer.ts';

/** Drawn for every plan. */
export const common = [
  'answer',
  'three_answers',
  'out_of_office',
  'bounce',
  'machine_mail',
  'unauthenticated_answer',
  'newcomer_answers',
  'answer_outside',
  'poisoned_answer',
  'unrelated_mail',
  'owner_answers_by_hand',
  'owner_edits_draft',
  'owner_sends_draft',
  'owner_deletes_draft',
  'approve',
  'approve_with_text',
  'discard',
  'rewrite',
  'stop',
  'resume',
  'review_mode',
  'autonomous_mode',
  'delete_thread',
  'delete_assistant',
  'disconnect',
  'reconnect',
  'delete_account',
  'expire_history',
  'lapse_watch',
  'watch_renewal',
  'gmail_outage',
  'delete_inbound_mail',
] as const;
/** Where the owner decides on what is held is drawn apart, so that what a seed stood for before is still in it. */
const toOnePerson = ['recipient_leaves', 'asks_not_to_write', 'begin_another'] as const;
const disasters = [
  'model_outage',
  'long_outage',
  'short_outage',
  'process_dies',
  'clock_jumps',
  'review_assistant',
  'draft_vanishes',
] as const;
/** What a recipient does with the link of a mail. */
export const byLink = ['unsubscribe', 'unsubscribe_twice'] as const;
/** Things that people and the world do, at a virtual time (ms after the start), to one thread. */
export const happenings = [
  ...common,
  'accept',
  'reject',
  'block',
  'note',
  'note_now',
  'answer_question',
  'answer_question_twice',
  'receiver_down',
  'tap_link',
  'tap_twice',
  'tap_late',
  // So is when the owner pauses, and stops an automatic mail.
  'pause',
  'go_on',
  'pause_assistant',
  'go_on_assistant',
  'undo',
  ...toOnePerson,
  ...disasters,
  ...byLink,
] as const;
export type Happening = (typeof happenings)[number];

/** What can befall the n-th call of a kind, or the n-th event. */
export type Fault =
  | { readonly kind: 'crash_before' | 'crash_after' }
  | { readonly kind: 'mail_error'; readonly code: MailErrorCode; readonly effect: boolean }
  | { readonly kind: 'writer_error'; readonly code: WriterError['code'] }
  | { readonly kind: 'store_error'; readonly effect: boolean }
  | { readonly kind: 'bus_error'; readonly effect: boolean }
  | { readonly kind: 'slow'; readonly ms: number };

/** A call of a port: the n-th of all (from 0), or the n-th of one method (from 0). */
export type CallPoint = { readonly call: number } | { readonly on: string; readonly nth: number };

export type PlannedEvent =
  | { readonly type: 'happening'; readonly at: number; readonly what: Happening; readonly thread: number }
  | { readonly type: 'fault'; readonly at: CallPoint; readonly fault: Fault }
  /** Somebody does something in the very moment of a call, which takes long enough for that. */
  | {
      readonly type: 'interruption';
      readonly at: CallPoint;
      readonly what: Happening;
      readonly thread: number;
    }
  | { readonly type: 'delivery'; readonly event: number; readonly what: 'lost' | 'twice' | 'late' };

export interface Plan {
  readonly seed: number;
  readonly threads: number;
  /** Somebody else has a mailbox here too; the thread after the owner's is theirs. */
  readonly neighbour: boolean;
  /** All conversations are with the same person. */
  readonly sameRecipient: boolean;
  /** Gmail shows mails late, and ids of drafts go on pointing at what the owner sent. */
  readonly untidyGmail: boolean;
  readonly review: boolean;
  readonly followUp: boolean;
  readonly replyDelayMinutes: number;
  readonly workingHours: boolean;
  /** Mails that may leave the mailbox in a day. */
  readonly dailyLimit: number;
  readonly replyLimit: number;
  /** Clocks of instances differ by minutes, and may jump. */
  readonly untidyClocks: boolean;
  /** The assistant may say that an answer will come, while it asks its owner. */
  readonly holdingLine: boolean;
  /** The owners are told by a webhook and by a mail to themselves. */
  readonly listens: boolean;
  /** As the owner has set them. */
  readonly paceSeconds: number;
  readonly undoSeconds: number;
  /** Mails say that an AI writes, and how to opt out. */
  readonly linesBelow: boolean;
  /** The working hours are those of the recipient, whose mails say where they are. */
  readonly recipientHours: boolean;
  /** Conversations that are started beside those that something happens to. */
  readonly burst: number;
  readonly events: readonly PlannedEvent[];
}
