import { type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import { type Mailbox, mailboxSchema } from '../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { lookOutside } from '../conversation/receive/look-outside.ts';
import type { MailError } from '../ports/mail-gateway.ts';
import type { SyncDeps } from './sync-outcome.ts';

/** Of unrelated mails many may come in a row: one look serves them all. */
const PACE_MS = 60_000;
/** Gmail's search may show a mail later than its history. */
const OVERLAP_MS = 15 * 60_000;
const FIRST_LOOK_MS = 24 * 60 * 60_000;
/** A mail that cannot be fetched for so long counts as deleted. */
const ABSENT_MS = 10 * 60_000;
/** Conversations whose recipients are looked for, newest first. */
const MAX_THREADS = 300;
const MAX_SEEN = 200;

const activeThreads = async (deps: SyncDeps, mailbox: Mailbox): Promise<readonly EmailThread[]> => {
  const documents = await deps.store.query({
    collection: paths.threads(mailbox.userId),
    where: [
      { field: 'mailboxId', op: '==', value: mailbox.id },
      { field: 'status', op: '==', value: 'active' },
    ],
    limit: MAX_THREADS,
  });
  return documents.flatMap((document) => {
    const thread = parseReadable(deps.logger, emailThreadSchema, document);
    return thread && thread.counters.sent > 0 ? [thread] : [];
  });
};

/** When a mailbox is to be looked into for mails outside its conversations: now, at that time, or not (null). */
export const outsideDue = (
  { outside }: Mailbox,
  hasStrangers: boolean,
  now: number,
): { readonly at: number } | null =>
  hasStrangers || outside?.isDue === true ? { at: Math.max(now, (outside?.lookedAt ?? 0) + PACE_MS) } : null;

/**
 * History has shown mails in threads of no conversation. Finds out by a search whether a recipient of ours wrote one, now
 * or, after a recent look, at the mailbox's next alarm.
 */
export const lookIntoStrangers = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  hasStrangers: boolean,
): Promise<Result<void, MailError>> => {
  const now = deps.clock.now();
  const due = outsideDue(mailbox, hasStrangers, now);
  if (!due) return ok(undefined);
  if (due.at > now) {
    if (mailbox.outside?.isDue) return ok(undefined);
    await note(deps, mailbox.id, { isDue: true }, due.at);
    return ok(undefined);
  }
  const threads = await activeThreads(deps, mailbox);
  const after = (mailbox.outside?.lookedAt ?? now - FIRST_LOOK_MS) - OVERLAP_MS;
  const looked =
    threads.length > 0
      ? await lookOutside(deps, mailbox, threads, after)
      : ok({ changed: [], seen: [], isAbsent: false });
  if (!looked.ok) return looked;
  const { seen, isAbsent } = looked.value;
  const absentSince = isAbsent ? (mailbox.outside?.absentSince ?? now) : null;
  const isDue = absentSince !== null && now - absentSince < ABSENT_MS;
  await note(deps, mailbox.id, { isDue, seen, lookedAt: now, absentSince }, isDue ? now + PACE_MS : null);
  return ok(undefined);
};

const note = (
  deps: SyncDeps,
  mailboxId: string,
  look: { readonly isDue: boolean } & {
    readonly seen?: readonly string[];
    readonly lookedAt?: number;
    readonly absentSince?: number | null;
  },
  wakeAt: number | null,
): Promise<void> =>
  deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (mailbox?.status !== 'connected') return;
    const { outside, nextSyncAt } = mailbox;
    tx.update(paths.mailbox(mailboxId), {
      outside: {
        ...outside,
        isDue: look.isDue,
        lookedAt: look.lookedAt ?? outside?.lookedAt ?? 0,
        seen: [...(outside?.seen ?? []), ...(look.seen ?? [])].slice(-MAX_SEEN),
        absentSince: look.absentSince ?? null,
      },
      ...(wakeAt === null ? {} : { nextSyncAt: Math.min(nextSyncAt ?? wakeAt, wakeAt) }),
    });
  });
