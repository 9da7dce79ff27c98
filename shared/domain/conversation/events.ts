import type { MessageId } from '../ids.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Remembered } from '../person/memory.ts';
import type { Successor } from '../person/person.ts';
import type { SendingZone } from '../sending/zone.ts';
import type { SettingChanges } from '../setting.ts';
import type { Commitment } from './commitment.ts';
import type { Decision, Message } from './message.ts';
import type { AttentionNotice, Resolution, StopDetail, Waiting } from './notices.ts';
import type { threadSettings } from './settings.ts';
import type { EmailThread } from './thread.ts';
import type { Purpose, StopReason } from './vocabulary.ts';

/** A conversation: its thread with all its messages, oldest first. */
export interface ThreadView {
  readonly thread: EmailThread;
  readonly messages: readonly Message[];
}

export interface Tokens {
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A mail that left, as it was found in Gmail. */
export interface SentFacts {
  readonly gmailMessageId: string;
  readonly gmailThreadId: string;
  /** How it was found out, when sending did not simply answer. */
  readonly resolution: Resolution | null;
  /** What was really sent, when somebody else may have changed it. */
  readonly text?: string;
  readonly subject?: string;
}

/** What an owner may change while a conversation runs. */
export type ThreadChanges = SettingChanges<typeof threadSettings>;

/**
 * Everything that can happen to a conversation. The thread's document, its messages, the timeline, the day's figures, the
 * audit log and what is published all follow from these values (`evolve.ts`, `consequences.ts`, `projections.ts`).
 * `at` is epoch ms. Applying an event to a conversation that already shows it changes nothing.
 */
export type ConversationEvent = { readonly at: number } & (
  | SettingEvent
  | TurnEvent
  | OutboundEvent
  | InboundEvent
  | ReviewEvent
  | HeldMailEvent
  | LifecycleEvent
);

/** The owner or another part of the system changes how the conversation goes on. */
type SettingEvent =
  /** The owner told the assistant something. `actNow`: it is to decide with that at once. */
  | { readonly type: 'note_added'; readonly text: string; readonly actNow: boolean }
  /** The owner answered the question that the thread is flagged with. */
  | { readonly type: 'question_answered'; readonly text: string }
  | { readonly type: 'settings_changed'; readonly changes: ThreadChanges }
  /** The thread is to be looked at now: its mailbox is connected again, or its process has died. */
  | { readonly type: 'woken' }
  /** The owner paused; a turn under way is to notice. */
  | { readonly type: 'held_back' }
  /** What held it back is over or has changed: it is looked at again, not before `due`, and asks for another moment. */
  | { readonly type: 'released'; readonly due: number }
  /** The owner's retention setting removed what was written in these messages and what was made from it. */
  | {
      readonly type: 'bodies_removed';
      readonly messageIds: readonly MessageId[];
      /** What the owner told the assistant up to then goes as well. */
      readonly until?: number;
    };

/** A turn is asked for, and takes and releases the thread's lease. */
type TurnEvent =
  /** An event is on its way that starts a turn. */
  | { readonly type: 'handed_out'; readonly until: number }
  | { readonly type: 'turn_started'; readonly token: string; readonly leaseExpiresAt: number }
  | {
      readonly type: 'turn_ended';
      readonly token: string;
      /** When the alarm goes off; null: only when something happens. */
      readonly until: number | null;
      readonly waitingFor: Waiting | null;
      /** Passing faults in a row, this turn's included. */
      readonly failures: number;
      /** Turns begun without ending in order, as the next one is to see it. */
      readonly attempts: number;
      /** In which zone the hours of sending were read. */
      readonly sendingZone?: SendingZone;
    }
  /** The turn takes long and goes on. */
  | { readonly type: 'lease_renewed'; readonly token: string; readonly leaseExpiresAt: number }
  /** The process that held the lease is known to be gone. */
  | { readonly type: 'lease_abandoned' }
  /** Turns broke off though nothing ran beside them: the thread is set aside until then. */
  | { readonly type: 'turns_given_up'; readonly until: number }
  /** What the thread waits for has worked again elsewhere: it is tried again then, if it would have waited longer. */
  | { readonly type: 'cause_gone'; readonly dueAt: number }
  /** The model was paid. `key` is unique to the payment, `date` the owner's day. */
  | {
      readonly type: 'tokens_spent';
      readonly key: string;
      readonly usage: Tokens;
      readonly date?: string;
    }
  /** Something of the day's allowance is used up until then. */
  | { readonly type: 'waiting'; readonly reason: Waiting; readonly until: number };

/** A mail of ours on its way. */
type OutboundEvent =
  | { readonly type: 'composed'; readonly message: Message }
  /** The model decided that nothing is to be sent. */
  | {
      readonly type: 'decided';
      readonly purpose: Purpose;
      readonly answers: readonly MessageId[];
      readonly decision: Decision;
      readonly usage: Message['usage'];
    }
  /** What the model's answer says about the time to come. */
  | {
      readonly type: 'looked_ahead';
      readonly purpose: Purpose;
      /** Of the thread as the model was shown it. */
      readonly revision: number;
      /** When the assistant is to look again; null: at no time that was named. */
      readonly until: number | null;
      /** null: the model does not keep track of any. */
      readonly commitments: readonly Commitment[] | null;
    }
  /** The model named what the correspondent said of themselves; the code has found it in their mails. */
  | { readonly type: 'remembered'; readonly facts: readonly Remembered[] }
  /** The older part of the conversation was summed up; `from` are the mails that it was made from. */
  | {
      readonly type: 'summarised';
      readonly summary: NonNullable<EmailThread['summary']>;
      readonly from: readonly MessageId[];
    }
  | {
      readonly type: 'drafted';
      readonly messageId: MessageId;
      readonly draftId: string;
      readonly gmailThreadId: string;
      readonly gmailMessageId: string;
    }
  /** A first mail or a follow-up was given the moment at which it may leave. */
  | { readonly type: 'slot_given'; readonly messageId: MessageId; readonly slotAt: number }
  /** The draft leaves by itself, but not before this moment: until then its owner can stop it. */
  | { readonly type: 'undo_offered'; readonly messageId: MessageId; readonly leavesAt: number }
  /** The owner paused, or asked for approval, while the draft was about to leave. It was deleted in Gmail and is to be created again. */
  | { readonly type: 'draft_taken_back'; readonly messageId: MessageId }
  /** The mail is to be sent and counts for this day's limit from now on, whatever happens next. */
  | { readonly type: 'sending_reserved'; readonly messageId: MessageId; readonly date: string }
  /** Creating the draft was tried, and its outcome is unknown. */
  | { readonly type: 'draft_uncertain'; readonly messageId: MessageId }
  /** Gmail may have replaced our Message-ID; this is what it reads now. */
  | { readonly type: 'message_id_read'; readonly messageId: MessageId; readonly rfcMessageId: string }
  | { readonly type: 'approval_awaited'; readonly messageId: MessageId }
  /** The owner did something to the waiting draft in Gmail; the next turn looks. */
  | { readonly type: 'draft_touched' }
  /** The waiting draft now holds this text and subject: the owner's, given here or typed in Gmail. */
  | {
      readonly type: 'draft_rewritten';
      readonly messageId: MessageId;
      readonly text: string;
      readonly gmailMessageId: string;
      readonly subject?: string;
    }
  /** Too late to take it back: the mail has left, or is leaving. */
  | { readonly type: 'leaving_noticed'; readonly messageId: MessageId }
  /** The draft is gone, and its mail was not found yet. */
  | { readonly type: 'draft_missing'; readonly messageId: MessageId }
  | { readonly type: 'sent'; readonly messageId: MessageId; readonly facts: SentFacts }
  /** Gmail refused what the owner had approved: it waits for their word once more. */
  | { readonly type: 'approval_returned'; readonly messageId: MessageId }
  /** The pending mail will not leave. */
  | {
      readonly type: 'withdrawn';
      readonly messageId: MessageId;
      readonly state: 'superseded' | 'discarded' | 'failed';
      readonly resolution: Resolution;
    };

/** A mail that was found in the mailbox. `message` is recorded under its Gmail id. */
type InboundEvent =
  /** From somebody who may be answered. */
  | { readonly type: 'answer_received'; readonly message: Message; readonly from: MailAddress }
  /** A person wrote, but the owner must say whether it is to be answered (P10). */
  | {
      readonly type: 'mail_held';
      readonly message: Message;
      readonly notice: AttentionNotice;
    }
  /** From an address that the owner has blocked here: recorded, otherwise ignored. */
  | { readonly type: 'blocked_mail_received'; readonly message: Message }
  /** A mail that Gmail does not hand out, or on which our own work fails; its `resolution` says which. */
  | { readonly type: 'mail_set_aside'; readonly message: Message }
  /** The owner wrote by hand (P6). */
  | { readonly type: 'owner_wrote'; readonly message: Message }
  /** Gmail had reached its sending limit: this mail did not leave, and nothing does until then. */
  | {
      readonly type: 'send_refused';
      readonly message: Message;
      readonly messageId: MessageId;
      readonly until: number;
    }
  | { readonly type: 'bounce_received'; readonly message: Message; readonly status: string | null }
  /** A machine's mail that the owner should see. */
  | { readonly type: 'report_received'; readonly message: Message; readonly notice: AttentionNotice }
  | {
      readonly type: 'absence_received';
      readonly message: Message;
      readonly until: number;
      /** Who stands in for them, where the note names somebody. */
      readonly successor?: Successor | null;
    }
  /** The recipient has left for good, or the address is given up. */
  | { readonly type: 'departure_received'; readonly message: Message; readonly successor: Successor | null }
  /** The recipient asks not to be written to any more: they are suppressed, whatever the conversation's state. */
  | { readonly type: 'wish_received'; readonly message: Message }
  /** Any other machine: recorded, otherwise ignored (P4). */
  | { readonly type: 'machine_mail_received'; readonly message: Message };

/** The owner's word on a waiting draft. */
type ReviewEvent =
  /** `text` replaces the assistant's. */
  | { readonly type: 'approved'; readonly messageId: MessageId; readonly text: string | null }
  | { readonly type: 'draft_discarded'; readonly messageId: MessageId }
  | { readonly type: 'rewrite_requested'; readonly messageId: MessageId; readonly feedback: string };

/** The owner's word on a mail that is held. */
type HeldMailEvent =
  /** It is answered; `joins`: its sender is a participant from now on. */
  | {
      readonly type: 'mail_accepted';
      readonly messageId: MessageId;
      readonly joins: boolean;
      /** The answer goes where the mail asks for it, and so do those to the recipient's later mails that ask for the same. */
      readonly toReplyTo?: boolean;
    }
  /** It is never answered, and the model never sees it. */
  | { readonly type: 'mail_rejected'; readonly messageId: MessageId }
  /** As rejected, and later mails of its address are ignored in this conversation. */
  | { readonly type: 'sender_blocked'; readonly messageId: MessageId };

type LifecycleEvent =
  | { readonly type: 'created' }
  /** The recipient used the link of a mail: they are suppressed, whatever the conversation's state. */
  | { readonly type: 'unsubscribed' }
  | { readonly type: 'flagged'; readonly notice: AttentionNotice }
  | { readonly type: 'stopped'; readonly reason: StopReason; readonly detail: StopDetail }
  /** `beside`: although another conversation with the same person runs. */
  | { readonly type: 'resumed'; readonly beside?: boolean };

export type EventType = ConversationEvent['type'];
export type EventOf<T extends EventType> = Extract<ConversationEvent, { type: T }>;
