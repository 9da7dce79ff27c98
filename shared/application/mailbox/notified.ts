import { mailboxOf } from '../../mail/address.ts';
import { paths } from '../../persistence/paths.ts';
import { mailboxIdOf } from './mailbox-id.ts';
import { syncMailbox } from './sync.ts';
import type { SyncDeps, SyncOutcome } from './sync-outcome.ts';

export interface Notified {
  /** Whose mailbox changed, as Gmail names it: the account's primary address. */
  readonly emailAddress: string;
  readonly historyId: string;
  readonly isRepeated?: boolean;
}

/**
 * Reads a mailbox that Gmail says has changed. Its id mostly follows from the address. Where the owner signed in under
 * another spelling of it, or it was changed since, the address that Gmail told at the sign-in finds it: one query more,
 * which costs nothing in the usual case.
 */
export const syncNotified =
  (deps: SyncDeps) =>
  async ({
    emailAddress,
    historyId: hint,
    isRepeated = false,
  }: Notified): Promise<{ readonly mailboxId: string; readonly outcome: SyncOutcome }> => {
    const mailboxId = mailboxIdOf(emailAddress);
    const outcome = await syncMailbox(deps)({ mailboxId, hint, isRepeated });
    if (outcome.kind !== 'unknown_mailbox') return { mailboxId, outcome };
    const [found] = await deps.store.query({
      collection: paths.mailboxes,
      where: [{ field: 'gmailAddress', op: '==', value: mailboxOf(emailAddress) }],
      limit: 1,
    });
    if (!found) return { mailboxId, outcome };
    return {
      mailboxId: found.id,
      outcome: await syncMailbox(deps)({ mailboxId: found.id, hint, isRepeated }),
    };
  };
