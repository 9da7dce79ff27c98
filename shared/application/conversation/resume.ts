import type { EmailThread } from '../../domain/conversation/thread.ts';
import { ok, type Result } from '../../domain/result.ts';
import { readThreadView } from '../../persistence/thread-view.ts';
import { type AppError, alreadyIn, notFound } from '../errors.ts';
import { readPersonOf, runningWith } from '../people/people.ts';
import type { Transaction } from '../ports/document-store.ts';
import { type CommitDeps, type Prepared, prepareEvents, type Target } from './commit.ts';
import { publishHandedOut } from './hand-out.ts';

/**
 * Continues a stopped or flagged conversation. Held mails stay held: the owner decides on each. No effect on a running one.
 * A stopped one is refused while another with the same person runs, unless the owner allows both.
 */
export const resumeThread =
  (deps: CommitDeps) =>
  async (
    input: Target & { readonly allowParallel?: boolean | undefined },
  ): Promise<Result<EmailThread, AppError>> => {
    const { userId, threadId, allowParallel: beside = false } = input;
    const resumed = await deps.store.transaction<Result<Prepared, AppError>>(async (tx) => {
      const before = await readThreadView(tx, userId, threadId);
      if (!before) return notFound;
      const now = deps.clock.now();
      const other = beside ? null : await standsInTheWay(tx, before.thread, now);
      if (other !== null) return alreadyIn(other);
      const context = { now, newId: deps.random.id, isForeign: true, handsOut: true };
      const prepared = await prepareEvents(tx, before, [{ type: 'resumed', at: now, beside }], context);
      prepared.write();
      return ok(prepared);
    });
    if (!resumed.ok) return resumed;
    const { view, isHandedOut } = resumed.value;
    if (isHandedOut) await publishHandedOut(deps, view.thread);
    return ok(view.thread);
  };

/** Another conversation with the same person that runs; null: none, or this one runs already or may run beside it. */
const standsInTheWay = async (tx: Transaction, thread: EmailThread, now: number): Promise<string | null> => {
  if (thread.status === 'active' || thread.allowParallel) return null;
  const { known } = await readPersonOf(tx, thread, now);
  const [other] = await runningWith(tx, thread.userId, known, thread.id);
  return other ?? null;
};
