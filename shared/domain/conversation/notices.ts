import { z } from 'zod';
import { legacyShape, type NoticeOf, noticeSchema } from '../notice.ts';
import { writerActions } from '../writing/answer.ts';
import { objectionSchema } from '../writing/checks/objection.ts';

/** Everything that a conversation tells its owner, as codes. Clients rely on them: a code is never renamed. */

const none = {} as const;

/** Why a thread waits for its owner (P10). */
export const attentionShapes = {
  model_refused: none,
  model_failed: { cause: z.enum(['unusable', 'no_text', 'too_slow', 'too_long', 'rejected', 'quota']) },
  model_escalated: { reason: z.string() },
  /** The assistant needs to know this, and goes on once it is answered. */
  question: { question: z.string() },
  text_rejected: { objections: z.array(objectionSchema) },
  /** A text is held because of these words, which follow from nothing that was given (P12). */
  unproved: { words: z.string() },
  sender_unknown: {
    cause: z.enum(['no_sender', 'several_senders', 'own_address', 'newcomer', 'bystander']),
    /** Address of the sender; empty where the mail names none. */
    from: z.string(),
    recipient: z.string(),
  },
  sender_unauthenticated: {
    cause: z.enum(['failed', 'not_checked', 'own_address']),
    from: z.string(),
  },
  reply_to_elsewhere: { from: z.string(), replyTo: z.string() },
  /** The recipient wrote, but neither in this conversation nor in answer to it. */
  outside_mail: { from: z.string(), subject: z.string() },
  mail_unreadable: { cause: z.enum(['content', 'not_fetched', 'not_read']) },
  marked_as_spam: none,
  draft_discarded: { cause: z.enum(['by_owner', 'gone']) },
  /** Gmail reports that the mailbox has reached its limit for sending; which mail did not leave, it does not say. */
  sending_limit: none,
  send_uncertain: { failedRecipient: z.string() },
  /** An automatic answer says that the recipient no longer works there. */
  recipient_left: none,
  /** A report or an absence note that anybody could have written: nothing follows from it. */
  machine_unconfirmed: { cause: z.enum(['bounce', 'absence', 'sending_limit']), from: z.string() },
  /** A program wrote or handed on a mail with new words. */
  machine_mail: none,
  /** The recipient's answers look like a program's: within seconds, or the same again and again. */
  machine_suspected: none,
  /** The recipient has answered in another conversation: no follow-up is sent here on its own. */
  answered_elsewhere: { threadId: z.string() },
  reply_limit: none,
  mail_after_end: none,
  gmail_refused: none,
  repeated_failure: { cause: z.enum(['crashed', 'failed']) },
  legacy: legacyShape,
} as const;
export const attentionSchema = noticeSchema(attentionShapes, {
  /** Epoch ms. */
  since: z.number(),
});
export type AttentionNotice = NoticeOf<typeof attentionShapes>;
export type Attention = AttentionNotice & { readonly since: number };
export type AttentionCode = AttentionNotice['code'];

/** What an active thread waits for. */
export const waitingShapes = {
  mailbox_disconnected: none,
  looking_for_mail: none,
  approval: none,
  daily_sending_limit: none,
  /** Gmail takes no more mails from the mailbox for a while. */
  sending_paused: none,
  daily_token_budget: none,
  /** The owner has paused everything, or this assistant. */
  paused: none,
  /** First mails and follow-ups keep their distance. */
  pace: none,
  /** An automatic mail can still be stopped. */
  undo: none,
  working_hours: none,
  reply_delay: none,
  /** For the correspondent's answer; nothing happens without it. */
  answer: none,
  follow_up: none,
  /** Every follow-up has been sent: the conversation ends then. */
  no_answer: none,
  /** A date that was named: the assistant looks again then. */
  agreed_moment: none,
  /** Somebody's promise is due then. */
  promise: { cause: z.enum(['owner', 'correspondent']), what: z.string() },
  /** For the owner's decision on a held mail, which may be the answer. */
  held_mail: none,
  /** A passing fault of one of these, or one that only the operator can fix. It is retried automatically. */
  retry: { cause: z.enum(['gmail', 'model', 'slow', 'late_mail', 'internal', 'operator']) },
  out_of_office: none,
  legacy: legacyShape,
} as const;
export const waitingSchema = noticeSchema(waitingShapes);
export type Waiting = NoticeOf<typeof waitingShapes>;
export type WaitingCode = Waiting['code'];

/** What exactly ended a thread; `stopReason` is the class that it belongs to. */
export const stopShapes = {
  by_owner: none,
  conversation_deleted: none,
  assistant_deleted: none,
  mailbox_disconnected: none,
  answered_by_hand: none,
  /** The recipient asked not to be contacted, in this conversation or before it. */
  opted_out_before: none,
  /** The model's own words for why it ended the conversation. */
  decided: { reason: z.string() },
  /** `status`: the enhanced status code of RFC 3463, or empty. */
  undeliverable: { status: z.string() },
  reply_limit: none,
  /** The recipient has left for good. Whom the note names instead; either may be empty. */
  left: { cause: z.enum(['named', 'nobody_named']), name: z.string(), email: z.string() },
  no_answer: none,
  legacy: legacyShape,
} as const;
export const stopDetailSchema = noticeSchema(stopShapes);
export type StopDetail = NoticeOf<typeof stopShapes>;

/** The outcome of an outbound mail that was not simply sent, or why an inbound mail could not be fetched or read. */
export const resolutionShapes = {
  sent_by_owner: none,
  confirmation_lost: none,
  overtaken: none,
  conversation_stopped: none,
  discarded_by_owner: none,
  rewrite_requested: none,
  draft_gone: none,
  not_fetched: none,
  not_read: none,
  legacy: legacyShape,
} as const;
export const resolutionSchema = noticeSchema(resolutionShapes);
export type Resolution = NoticeOf<typeof resolutionShapes>;

const ruledOn = { from: z.string() } as const;

/** Entries of the timeline that no other kind of notice stands for. */
export const milestoneShapes = {
  created: none,
  resumed: none,
  approved: none,
  rewrite_requested: { feedback: z.string() },
  decided: { action: z.enum(writerActions), reason: z.string() },
  /** `from`: the address that the mail claims to be from, or empty. */
  mail_accepted: ruledOn,
  mail_rejected: ruledOn,
  sender_blocked: ruledOn,
  /** What the owner told the assistant; the text is gone once retention has removed it. */
  note_added: { text: z.string() },
  question_answered: { question: z.string(), text: z.string() },
  /** The recipient used the link to unsubscribe. */
  unsubscribed: none,
  legacy: legacyShape,
} as const;
export type Milestone = NoticeOf<typeof milestoneShapes>;

/** A notice without parameters. */
export const plain = <C extends string>(
  code: C,
): { readonly code: C; readonly params: Record<never, never> } => ({
  code,
  params: {},
});
