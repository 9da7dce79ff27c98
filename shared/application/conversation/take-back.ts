import type { ThreadView } from '../../domain/conversation/events.ts';
import { type Message, pendingMessage } from '../../domain/conversation/message.ts';
import type { MailGateway } from '../ports/mail-gateway.ts';

/**
 * The mail that a turn under way may be sending in this moment: it is released, and its turn looks at the store no more before
 * it leaves. null: whatever is stored now is seen before anything leaves.
 */
export const mailBeingSent = ({ thread, messages }: ThreadView): Message | null => {
  const pending = pendingMessage(messages);
  return thread.lease !== null && pending?.draftId != null && pending.reservedOn !== null ? pending : null;
};

/**
 * Takes the draft of a mail away from the turn that may be sending it.
 * - `held_back`: it cannot leave any more.
 * - `gone`: Gmail has sent it already, or its owner discarded it; nothing leaves after this.
 * - `unknown`: Gmail does not say.
 */
export const takeDraft = async (
  gateway: MailGateway,
  mailboxId: string,
  draftId: string,
): Promise<'held_back' | 'gone' | 'unknown'> => {
  const deleted = await gateway.deleteDraft(mailboxId, draftId);
  if (deleted.ok) return 'held_back';
  return deleted.error.code === 'not_found' || deleted.error.code === 'owner' ? 'gone' : 'unknown';
};
