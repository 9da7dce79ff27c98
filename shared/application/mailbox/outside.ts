import { type EmailThread, emailThreadSchema } from '../../domain/conversation/thread.ts';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable } from '../../persistence/read.ts';
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
/** Conversations whose recipients are looked for. */
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

/** The state of the looks, and when the mailbox is to be looked into again for them; epoch ms, null: when a stranger writes. */
export interface Strangers {
  readonly outside: NonNullable<Mailbox['outside']>;
  readonly lookAt: number | null;
}

/**
 * History has shown mails in threads of no conversation. Finds out by a search whether a recipient of ours wrote one, now
 * or, soon after another look, a little later. null: there is nothing to find out.
 */
export const lookIntoStrangers = async (
  deps: SyncDeps,
  mailbox: Mailbox,
  hasStrangers: boolean,
): Promise<Result<Strangers | null, MailError>> => {
  const now = deps.clock.now();
  const before = mailbox.outside;
  if (!hasStrangers && before?.isDue !== true) return ok(null);
  const lookedAt = before?.lookedAt ?? 0;
  const state = { ...before, lookedAt, seen: before?.seen ?? [], absentSince: before?.absentSince ?? null };
  const dueAt = lookedAt + PACE_MS;
  if (dueAt > now) return ok({ outside: { ...state, isDue: true }, lookAt: dueAt });
  const threads = await activeThreads(deps, mailbox);
  const after = (before?.lookedAt ?? now - FIRST_LOOK_MS) - OVERLAP_MS;
  const looked =
    threads.length > 0
      ? await lookOutside(deps, mailbox, threads, after)
      : ok({ tracked: [], changed: [], seen: [], isAbsent: false });
  if (!looked.ok) return looked;
  const absentSince = looked.value.isAbsent ? (state.absentSince ?? now) : null;
  const isDue = absentSince !== null && now - absentSince < ABSENT_MS;
  const seen = [...state.seen, ...looked.value.seen].slice(-MAX_SEEN);
  const outside = { ...state, isDue, lookedAt: now, seen, absentSince };
  return ok({ outside, lookAt: isDue ? now + PACE_MS : null });
};
