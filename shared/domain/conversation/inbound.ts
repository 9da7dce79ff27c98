import type { MessageId } from '../ids.ts';
import type { MailAddress } from '../mail-address.ts';
import { type Change, needsOwner, type SentFacts, sent, stopped, type ThreadView } from './changes.ts';
import type { Message } from './message.ts';
import { withEvent } from './thread.ts';
import type { AttentionCode } from './vocabulary.ts';

/** What a mail that was found in a tracked thread means for the thread. */
export type InboundMeaning =
  /** From somebody who may be answered. */
  | { readonly kind: 'genuine'; readonly from: MailAddress }
  /** A person wrote, but the owner must say whether it is to be answered (P10). */
  | {
      readonly kind: 'held';
      readonly code: AttentionCode;
      readonly sentence: string;
      readonly from: MailAddress | null;
    }
  /** The owner wrote by hand (P6). */
  | { readonly kind: 'owner' }
  /** One of our own, found in the mailbox. */
  | { readonly kind: 'ours'; readonly messageId: MessageId; readonly facts: SentFacts }
  | { readonly kind: 'bounce'; readonly sentence: string }
  /** From a machine, never to be answered, but the owner should see it. */
  | { readonly kind: 'report'; readonly code: AttentionCode; readonly sentence: string }
  | { readonly kind: 'out_of_office'; readonly until: number }
  /** Any other machine: recorded, otherwise ignored (P4). */
  | { readonly kind: 'ignored' };

const withParticipant = (view: ThreadView, person: MailAddress | null): readonly MailAddress[] => {
  const { participants } = view.thread;
  return !person || participants.some((known) => known.email === person.email)
    ? participants
    : [...participants, person].slice(0, 50);
};

/**
 * Takes a newly recorded mail into the thread. `message` is null for one of our own, which already has its document.
 * The thread's alarm is set to `at`, so that the mail is acted on even if every event about it is lost (P2).
 */
export const received =
  (meaning: InboundMeaning, message: Message | null, at: number): Change =>
  (view) => {
    const woken: ThreadView = {
      thread: {
        ...view.thread,
        nextActionAt: Math.min(view.thread.nextActionAt ?? at, at),
        counters:
          message && meaning.kind !== 'owner'
            ? { ...view.thread.counters, received: view.thread.counters.received + 1 }
            : view.thread.counters,
      },
      messages: message ? [...view.messages, message] : view.messages,
    };
    const { thread } = woken;
    switch (meaning.kind) {
      case 'genuine': {
        if (!message) return woken;
        const answered: ThreadView = {
          ...woken,
          thread: {
            ...thread,
            unanswered: [...thread.unanswered, message.id],
            participants: [...withParticipant(woken, meaning.from)],
            lastReceivedAt: at,
            pausedUntil: null,
          },
        };
        const { status, stopReason } = thread;
        // Where the owner has taken over, they read their mail; elsewhere nobody expects one more.
        const unexpected =
          status === 'stopped' && stopReason !== 'owner_replied' && stopReason !== 'owner_stopped';
        return unexpected
          ? needsOwner('mail_after_end', 'A mail came after the conversation had ended.', at)(answered)
          : answered;
      }
      case 'held': {
        const held: ThreadView = {
          ...woken,
          thread: {
            ...thread,
            held: message ? [...thread.held, message.id] : thread.held,
            participants: [...withParticipant(woken, meaning.from)],
            lastReceivedAt: at,
          },
        };
        return needsOwner(meaning.code, meaning.sentence, at)(held);
      }
      case 'owner':
        return stopped(
          'owner_replied',
          'You answered by hand.',
          at,
        )({
          ...woken,
          // What the owner has answered needs no other answer, also after resuming.
          thread: { ...thread, unanswered: [], held: [] },
        });
      case 'ours':
        return sent(meaning.messageId, meaning.facts)(woken);
      case 'bounce':
        return stopped('bounced', meaning.sentence, at)(woken);
      case 'report':
        return needsOwner(meaning.code, meaning.sentence, at)(woken);
      case 'out_of_office':
        return {
          ...woken,
          thread: withEvent(
            { ...thread, pausedUntil: Math.max(thread.pausedUntil ?? 0, meaning.until) },
            { at, kind: 'waiting', detail: 'The recipient is out of office.', until: meaning.until },
          ),
        };
      case 'ignored':
        return woken;
      default:
        return meaning satisfies never;
    }
  };
