import type { MessageId } from '../ids.ts';
import type { MailAddress } from '../mail-address.ts';
import type { Successor } from '../person/person.ts';
import type { ConversationEvent, SentFacts } from './events.ts';
import type { Message } from './message.ts';
import type { AttentionNotice } from './notices.ts';

/** The meaning of a mail that was found in a tracked thread. */
export type InboundMeaning =
  /** From a sender who may be answered. */
  | { readonly kind: 'genuine'; readonly from: MailAddress }
  /** A person wrote, but the owner must decide whether to answer (P10). */
  | { readonly kind: 'held'; readonly notice: AttentionNotice }
  /** From an address that the owner has blocked in this conversation. */
  | { readonly kind: 'blocked' }
  /** The owner wrote by hand (P6). */
  | { readonly kind: 'owner' }
  /** One of our own mails. `at`: when it was sent according to Gmail, epoch ms. */
  | { readonly kind: 'ours'; readonly messageId: MessageId; readonly facts: SentFacts; readonly at: number }
  /** Gmail's sending limit stopped this mail of ours; nothing can be sent from the mailbox until then, epoch ms. */
  | { readonly kind: 'send_refused'; readonly messageId: MessageId; readonly until: number }
  | { readonly kind: 'bounce'; readonly status: string | null }
  /** From a machine: never answered, but shown to the owner. */
  | { readonly kind: 'report'; readonly notice: AttentionNotice }
  | { readonly kind: 'out_of_office'; readonly until: number; readonly successor: Successor | null }
  /** The recipient has left for good. */
  | { readonly kind: 'departure'; readonly successor: Successor | null }
  /** A clear request not to be contacted. `author`: the recipient, or a program of their organisation. */
  | { readonly kind: 'wish'; readonly author: 'correspondent' | 'machine' }
  /** Any other machine: recorded, otherwise ignored (P4). */
  | { readonly kind: 'ignored' };

/** The event for such a mail. `message` is its document, unless the mail is one of ours. */
export const eventOfMail = (
  meaning: Exclude<InboundMeaning, { kind: 'ours' }>,
  message: Message,
  at: number,
): ConversationEvent => {
  switch (meaning.kind) {
    case 'genuine':
      return { type: 'answer_received', at, message, from: meaning.from };
    case 'held':
      return { type: 'mail_held', at, message, notice: meaning.notice };
    case 'blocked':
      return { type: 'blocked_mail_received', at, message };
    case 'owner':
      return { type: 'owner_wrote', at, message };
    case 'send_refused':
      return { type: 'send_refused', at, message, messageId: meaning.messageId, until: meaning.until };
    case 'bounce':
      return { type: 'bounce_received', at, message, status: meaning.status };
    case 'report':
      return { type: 'report_received', at, message, notice: meaning.notice };
    case 'out_of_office':
      return { type: 'absence_received', at, message, until: meaning.until, successor: meaning.successor };
    case 'departure':
      return { type: 'departure_received', at, message, successor: meaning.successor };
    case 'wish':
      return { type: 'wish_received', at, message };
    case 'ignored':
      return { type: 'machine_mail_received', at, message };
    default:
      return meaning satisfies never;
  }
};
