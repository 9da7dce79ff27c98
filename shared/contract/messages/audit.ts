import type { AuditAction } from '../../domain/account/audit.ts';

/** What each action of the audit log is called in English. `{name}` stands for a parameter of the action. */
export const auditTexts = {
  signed_in: 'Signed in.',
  consented: 'Granted access to Gmail.',
  signed_out_everywhere: 'Signed out on all devices.',
  settings_changed: 'Changed settings: {settings}.',
  suppression_removed: 'Removed an address from the do-not-contact list.',
  disconnected: 'Disconnected the mailbox.',
  exported: 'Downloaded all data.',
  draft_approved: 'Approved a draft.',
  draft_discarded: 'Discarded a draft.',
  draft_rewrite_requested: 'Asked for a draft to be rewritten.',
  mail_accepted: 'Accepted a held email.',
  mail_rejected: 'Rejected a held email.',
  sender_blocked: 'Blocked a sender in a conversation.',
  note_added: 'Told the assistant something.',
  question_answered: 'Answered a question of the assistant.',
  conversation_stopped: 'Stopped a conversation.',
  conversation_resumed: 'Resumed a conversation.',
  conversation_deleted: 'Deleted a conversation.',
  assistant_deleted: 'Deleted an assistant.',
} as const satisfies Readonly<Record<AuditAction, string>>;
