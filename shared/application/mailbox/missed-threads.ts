import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { type ThreadId, threadIdSchema } from '../../domain/ids.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { type CursorMove, prepareCursorMove } from '../conversation/receive/record-mails.ts';
import { MailFailed } from '../conversation/receive/tries.ts';
import type { MailError } from '../ports/mail-gateway.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';
import { readWholeThread } from './read-whole-thread.ts';
import type { SyncDeps } from './sync-outcome.ts';

/**
 * What becomes of the work on one thread. `missed`: a document of it cannot be read (its own, a mail of it, the day's figures),
 * or nothing can be written in it; `failed`: the work on one of its mails failed, which is noted. Both are logged, and the other
 * conversations of the mailbox do not wait for it.
 */
export const unlessFailed = async <T>(
  deps: SyncDeps,
  mailbox: Mailbox,
  threadId: string,
  work: () => Promise<T>,
): Promise<T | 'missed' | 'failed'> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof MailFailed) return error.isHopeless ? 'missed' : 'failed';
    if (!(error instanceof DocumentError)) throw error;
    noteUnreadable(deps.logger, paths.thread(mailbox.userId, threadId));
    return 'missed';
  }
};

/** Lets the cursor pass mails that could not be recorded, and notes in the same transaction where (P2). */
export const passOver = (
  deps: SyncDeps,
  mailboxId: string,
  missed: readonly string[],
  cursor: CursorMove,
): Promise<void> =>
  deps.store.transaction(async (tx) => {
    const move = await prepareCursorMove(tx, mailboxId, cursor);
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    move();
    if (mailbox) tx.update(paths.mailbox(mailboxId), { missedThreads: withMissed(mailbox, missed) });
  });

export const withMissed = (mailbox: Mailbox, missed: readonly string[]): readonly ThreadId[] => [
  ...new Set([...mailbox.missedThreads, ...missed.map((id) => threadIdSchema.parse(id))]),
];

/** Reads the threads whole in which mails were passed over, as far as they can be read again. Harmless to repeat. */
export const makeUpForMissed = async (deps: SyncDeps, mailbox: Mailbox): Promise<Result<void, MailError>> => {
  for (const threadId of mailbox.missedThreads) {
    const document = await deps.store.get(paths.thread(mailbox.userId, threadId));
    const thread = document && parseReadable(deps.logger, emailThreadSchema, document);
    if (document && !thread) continue;
    if (thread) {
      const read = await unlessFailed(deps, mailbox, threadId, () => readWholeThread(deps, mailbox, thread));
      if (read === 'missed' || read === 'failed') continue;
      if (!read.ok) return read;
    }
    await deps.store.transaction(async (tx) => {
      const fresh = await readDocument(tx, mailboxSchema, paths.mailbox(mailbox.id));
      const missedThreads = fresh?.missedThreads.filter((id) => id !== threadId) ?? [];
      if (fresh) tx.update(paths.mailbox(mailbox.id), { missedThreads });
    });
  }
  return ok(undefined);
};
