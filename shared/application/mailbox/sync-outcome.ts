import { compareHistoryIds } from '../../domain/mailbox/history-id.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import type { RecordDeps } from '../conversation/receive/record-mails.ts';
import type { MailError } from '../ports/mail-gateway.ts';
import { markDisconnected } from './mark-disconnected.ts';
import { noteTrouble } from './note-trouble.ts';

export interface SyncDeps extends RecordDeps {
  readonly settings: {
    /** The sweep syncs a mailbox after this time without a notification. */
    readonly silenceMs: number;
  };
}

export type SyncOutcome =
  | { readonly kind: 'unknown_mailbox' | 'disconnected' | 'stale' | 'unreadable' }
  | { readonly kind: 'synced'; readonly threads: number }
  /** Not done; the notification must be delivered again. */
  | { readonly kind: 'retry'; readonly why: string }
  /** Not done; the sweep asks again later. */
  | { readonly kind: 'postponed'; readonly why: string };

/** The history may lag behind the notification. Then the notification is delivered again, so that nothing is missed. */
export const readUpTo = (historyId: string, hint: string | null, threads: number): SyncOutcome =>
  hint !== null && compareHistoryIds(historyId, hint) < 0
    ? { kind: 'retry', why: 'history is behind the notification' }
    : { kind: 'synced', threads };

export const afterSyncError = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  error: MailError,
): Promise<SyncOutcome> => {
  if (error.code === 'owner') {
    await markDisconnected(deps, mailbox.id, error.reason);
    return { kind: 'disconnected' };
  }
  if (error.code === 'operator') {
    await noteTrouble(deps, mailbox.id, error.reason);
    return { kind: 'postponed', why: `gmail ${error.reason}` };
  }
  return { kind: 'retry', why: `gmail ${error.code}` };
};
