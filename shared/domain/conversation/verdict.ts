import { z } from 'zod';
import { normaliseAddress } from '../../mail/address.ts';
import { noticeSchema } from '../notice.ts';
import { stored } from '../stored.ts';
import type { Message } from './message.ts';
import { type AttentionCode, attentionShapes } from './notices.ts';
import type { EmailThread } from './thread.ts';

/** Trust belongs to a mail: what is known about its sender, and how the owner ruled. */

export const authentications = ['authenticated', 'failed', 'unknown'] as const;

/** The verdict on the sender of an inbound mail, stored when the mail was recorded. */
export const verdictSchema = stored({
  /** The address that the mail claims to be from; null if it names none. */
  from: z.string().nullable(),
  /** Whether the domain of that address authenticates the mail (RFC 7489). */
  authentication: z.enum(authentications),
  /** Nothing vouches for it, but the owner trusts this very address. */
  trusted: z.boolean().default(false),
  /** The domain's own policy says to reject or set aside what fails its check, and this mail failed. */
  refuted: z.boolean().default(false),
  /** Whether the recipient, authenticated, had put this address into To or Cc. */
  invited: z.boolean(),
  /** Why the mail was held for the owner; null: it was not. */
  heldFor: noticeSchema(attentionShapes).nullable(),
});
export type Verdict = z.infer<typeof verdictSchema>;

/** The owner's ruling on a held mail. */
export const rulings = ['accepted', 'rejected', 'blocked'] as const;
export type Ruling = (typeof rulings)[number];

/** Attention that only concerns held mails, and ends when all of them are decided. */
const aboutHeldMail: ReadonlySet<AttentionCode> = new Set([
  'sender_unknown',
  'sender_unauthenticated',
  'reply_to_elsewhere',
  'outside_mail',
  'mail_unreadable',
  'marked_as_spam',
]);
export const isAboutHeldMail = ({ code }: { readonly code: AttentionCode }): boolean =>
  aboutHeldMail.has(code);

/** Whether the assistant may know and answer this mail: not if it was held, unless the owner accepted it. */
export const isAdmitted = (message: Message, { held }: Pick<EmailThread, 'held'>): boolean =>
  message.ruling === 'accepted' ||
  (message.ruling === null && !message.verdict?.heldFor && !held.includes(message.id));

export const admittedMails = ({
  thread,
  messages,
}: {
  readonly thread: Pick<EmailThread, 'held'>;
  readonly messages: readonly Message[];
}): readonly Message[] => messages.filter((message) => isAdmitted(message, thread));

/** Whether a mail counts as its sender's: vouched for, or by the owner's word. */
export const isProven = (verdict: Verdict | null): boolean =>
  verdict?.authentication === 'authenticated' || verdict?.trusted === true;

/** Whether the owner may trust this address for good: it was held for want of proof, and its domain does not say to reject it. */
export const mayTrust = ({ from, verdict }: Pick<Message, 'from' | 'verdict'>): boolean =>
  from !== null &&
  verdict?.heldFor?.code === 'sender_unauthenticated' &&
  verdict.heldFor.params.cause !== 'own_address' &&
  !verdict.refuted;

/** Where the sender asks to be answered, of a mail that was held for it; null: it was not. */
export const replyToOf = ({ verdict }: Pick<Message, 'verdict'>): string | null =>
  verdict?.heldFor?.code === 'reply_to_elsewhere' ? normaliseAddress(verdict.heldFor.params.replyTo) : null;

/** Whether the owner may let the sender of this mail join: authenticated, and added by the recipient. */
export const mayJoin = ({ from, verdict }: Pick<Message, 'from' | 'verdict'>): boolean =>
  from !== null && isProven(verdict) && verdict?.invited === true;
