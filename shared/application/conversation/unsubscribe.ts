import { plain } from '../../domain/conversation/notices.ts';
import type { EmailThread } from '../../domain/conversation/thread.ts';
import type { Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { type KeptDeps, keepSuppression } from '../account/kept-suppressions.ts';
import { isSuppressed, writeSuppression } from '../account/suppressions.ts';
import type { OptOut } from '../account/unsubscribe-links.ts';
import type { AppError } from '../errors.ts';
import { readPersonOf } from '../people/people.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import { VaultError } from '../ports/vault.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';
import { commit } from './commit.ts';
import type { ThreadDeps } from './deps.ts';
import { stopThread, takeBackPending } from './stop.ts';

/** What a link comes to before it is used. */
export type UnsubscribeState =
  /** `sender`: the address that the mails came from; null: the conversation is deleted. */
  | { readonly state: 'open'; readonly sender: string | null }
  | { readonly state: 'done' }
  /** There is no such account any more. */
  | { readonly state: 'gone' };

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** As the recipient knows it from their mails. Documents are not parsed: what cannot be read must not keep anybody here. */
const senderOf = async (store: DocumentStore, { userId, threadId }: OptOut): Promise<string | null> => {
  const thread = await store.get(paths.thread(userId, threadId));
  const mailboxId = textOf(thread?.data.mailboxId);
  const mailbox = mailboxId === null ? null : await store.get(paths.mailbox(mailboxId));
  return mailbox?.data.userId === userId ? textOf(mailbox.data.email) : null;
};

/** Changes nothing: scanners open links. */
export const openUnsubscribe = async (
  { store }: { readonly store: DocumentStore },
  link: OptOut,
): Promise<UnsubscribeState> => {
  const user = await store.get(paths.user(link.userId));
  if (!user) return { state: 'gone' };
  if (await isSuppressed(store, link.userId, link.email)) return { state: 'done' };
  return { state: 'open', sender: await senderOf(store, link) };
};

/**
 * `done`: nothing leaves to this person any more. `leaving`: the same, but for a mail that is being sent at this moment.
 * `gone`: there is no such account any more.
 */
export type Unsubscribed = 'done' | 'leaving' | 'gone';

/**
 * The recipient asks not to be written to, by a link: they are suppressed, and every conversation with them ends, with whatever is
 * under way in it. May be repeated; a repetition finishes what an earlier request left. Errors: StoreError passes through.
 */
export const unsubscribe =
  (deps: ThreadDeps & KeptDeps) =>
  async (link: OptOut): Promise<Unsubscribed> => {
    const { userId, threadId, email } = link;
    const user = await deps.store.get(paths.user(userId));
    // It must outlive an account that is deleted, or about to be.
    if (!user || typeof user.data.deletionRequestedAt === 'number') await keep(deps, link);
    if (!user) return 'gone';
    const stopped = [await endHere(deps, link)];
    const recipient = { email, name: null };
    const { known } = await readPersonOf(deps.store, { userId, recipient }, deps.clock.now());
    const others = known.activeThreadIds.filter((id) => id !== threadId);
    for (const id of others) stopped.push(await endThere(deps, userId, id));
    deps.logger.info('unsubscribed', { threadId, others: others.length });
    return stopped.some((one) => one?.ok === false) ? 'leaving' : 'done';
  };

type Ended = Result<EmailThread, AppError> | null;

/** null: an unreadable conversation; no turn runs in one. */
const unlessUnreadable = async (deps: ThreadDeps, work: () => Promise<Ended>): Promise<Ended> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    noteUnreadable(deps.logger, error.path);
    return null;
  }
};

const endHere = async (deps: ThreadDeps, link: OptOut): Promise<Ended> => {
  const { userId, threadId, email } = link;
  const target = { userId, threadId };
  const wasSuppressed = await isSuppressed(deps.store, userId, email);
  const ended = await unlessUnreadable(deps, async () => {
    const committed = await commit(deps, target, ({ thread }, at) =>
      // What is noted already is not noted again, whichever way they asked.
      wasSuppressed && thread.status === 'stopped' ? [] : [{ type: 'unsubscribed', at }],
    );
    return committed && takeBackPending(deps, target, committed.view);
  });
  if (ended === null && !wasSuppressed) await suppress(deps, link);
  return ended;
};

const endThere = (deps: ThreadDeps, userId: string, threadId: string): Promise<Ended> =>
  unlessUnreadable(deps, async () => {
    const detail = plain('opted_out_before');
    const stopped = await stopThread(deps)({ userId, threadId, reason: 'opted_out', detail });
    return stopped.ok || stopped.error.code === 'stop_unconfirmed' ? stopped : null;
  });

/** The conversation is deleted or unreadable; the wish counts all the same. */
const suppress = (deps: ThreadDeps, { userId, threadId, email }: OptOut): Promise<void> =>
  deps.store.transaction(async (tx) => {
    if (!(await tx.get(paths.user(userId)))) return;
    writeSuppression(tx, { userId, id: threadId, recipientEmail: email }, deps.clock.now());
  });

/** Where the vault lets this function make no key, and no account with suppressions was deleted before, nothing is kept. */
const keep = async (deps: ThreadDeps & KeptDeps, { userId, email }: OptOut): Promise<void> => {
  try {
    await keepSuppression(deps, userId, email);
  } catch (error) {
    if (!(error instanceof VaultError) || error.code !== 'denied') throw error;
    deps.logger.warn('opt_out_not_kept', {}, error);
  }
};
