import type { AuditEvent } from '../../account/audit.ts';
import type { ConversationEvent } from '../events.ts';

/** What the audit log records of an event of this thread; null: nothing, because the owner did not cause it. */
export const auditEventOf = (event: ConversationEvent, threadId: string): AuditEvent | null => {
  switch (event.type) {
    case 'approved':
      return { action: 'draft_approved', params: { threadId, messageId: event.messageId } };
    case 'draft_discarded':
      return { action: 'draft_discarded', params: { threadId, messageId: event.messageId } };
    case 'rewrite_requested':
      return { action: 'draft_rewrite_requested', params: { threadId, messageId: event.messageId } };
    case 'mail_accepted':
    case 'mail_rejected':
    case 'sender_blocked':
      return { action: event.type, params: { threadId, messageId: event.messageId } };
    case 'note_added':
      return { action: 'note_added', params: { threadId } };
    case 'question_answered':
      return { action: 'question_answered', params: { threadId } };
    case 'resumed':
      return { action: 'conversation_resumed', params: { threadId } };
    case 'stopped':
      return event.detail.code === 'by_owner'
        ? { action: 'conversation_stopped', params: { threadId } }
        : null;
    default:
      return null;
  }
};
