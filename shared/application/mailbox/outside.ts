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
/** Conversations whose recipients one look searches for. Where there are more, the next look goes on with them. */
export const MAX_THREADS = 300;
const MAX_SEEN = 200;

interface Portion {
  readonly threads: readonly EmailThread[];
  /** Where the next portion begins; null: this was the last. */
  readonly next: string | null;
}

/** In the order of their ids, so that a round comes past each, whatever begins and ends meanwhile. */
const activeThreads = async (deps: SyncDeps, mailbox: Mailbox, after: string | null): Promise<Portion> => {
  const documents = await deps.store.query({
    collection: paths.threads(mailbox.userId),
    where: [
      { field: 'mailboxId', op: '==', value: mailbox.id },
      { field: 'status', op: '==', value: 'active' },
    ],
    limit: MAX_THREADS,
    ...(after === null ? {} : { startAfter: { values: [], path: paths.thread(mailbox.userId, after) } }),
  });
  const threads = documents.flatMap((document) => {
    const thread = parseReadable(deps.logger, emailThreadSchema, document);
    return thread && thread.counters.sent > 0 ? [thread] : [];
  });
  return { threads, next: documents.length < MAX_THREADS ? null : (documents.at(-1)?.id ?? null) };
};

/** The state of the looks, and when the mailbox is to be looked into again for them; epoch ms, null: when a stranger writes. */
export interface Strangers {
  readonly outside: NonNullable<Mailbox['outside']>;
  readonly lookAt: number | null;
}

/**
 * History has shown mails in threads of no conversation. Finds out by a search whether a recipient of ours wrote one, now
 * or, soon after another look, a little later. With more conversations than one look takes, a round of looks goes through them, one
 * a minute: each searches since before the last whole round. null: there is nothing to find out.
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
  const round = before?.round ?? null;
  const state = {
    ...before,
    lookedAt,
    seen: before?.seen ?? [],
    absentSince: before?.absentSince ?? null,
    round: round && { ...round, again: round.again || hasStrangers },
  };
  const lastLook = Math.max(lookedAt, before?.pacedAt ?? 0);
  const dueAt = lastLook + PACE_MS;
  if (dueAt > now)
    return ok({ outside: { ...state, pacedAt: before?.pacedAt ?? null, isDue: true }, lookAt: dueAt });

  const { threads, next } = await activeThreads(deps, mailbox, round?.afterThreadId ?? null);
  // Of the last whole round, for mails to any of these conversations may have come since.
  const after = (before?.lookedAt ?? now - FIRST_LOOK_MS) - OVERLAP_MS;
  const looked =
    threads.length > 0
      ? await lookOutside(deps, mailbox, threads, after)
      : ok({ tracked: [], changed: [], seen: [], isAbsent: false });
  if (!looked.ok) return looked;
  const seen = [...state.seen, ...looked.value.seen].slice(-MAX_SEEN);
  const startedAt = round?.startedAt ?? now;
  const hasAbsent = looked.value.isAbsent || (round?.isAbsent ?? false);
  const absentSince = hasAbsent ? (state.absentSince ?? now) : null;
  const common = { ...state, seen, absentSince, pacedAt: now };
  if (next !== null) {
    const again = state.round?.again ?? false;
    const going = { startedAt, afterThreadId: next, again, isAbsent: hasAbsent };
    return ok({ outside: { ...common, isDue: true, round: going }, lookAt: now + PACE_MS });
  }
  const isWaitedFor = absentSince !== null && now - absentSince < ABSENT_MS;
  const isDue = isWaitedFor || (state.round?.again ?? false);
  const outside = { ...common, isDue, lookedAt: startedAt, round: null };
  return ok({ outside, lookAt: isDue ? now + PACE_MS : null });
};
