import type { ConversationEvent } from '../events.ts';

/** What the owner did, for the audit log; null: not the owner's doing. */
export interface ConversationAudit {
  readonly action:
    | 'draft_approved'
    | 'draft_discarded'
    | 'draft_rewrite_requested'
    | 'conversation_resumed'
    | 'conversation_stopped';
  /** The conversation, or the mail in it. */
  readonly id: string;
}

/** The audit entry that an event of this thread leaves. */
export const auditEntryOf = (event: ConversationEvent, threadId: string): ConversationAudit | null => {
  switch (event.type) {
    case 'approved':
      return { action: 'draft_approved', id: event.messageId };
    case 'draft_discarded':
      return { action: 'draft_discarded', id: event.messageId };
    case 'rewrite_requested':
      return { action: 'draft_rewrite_requested', id: event.messageId };
    case 'resumed':
      return { action: 'conversation_resumed', id: threadId };
    case 'stopped':
      return event.detail.code === 'by_owner' ? { action: 'conversation_stopped', id: threadId } : null;
    default:
      return null;
  }
};
