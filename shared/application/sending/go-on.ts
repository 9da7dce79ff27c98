import { mailsOf, userSchema } from '../../domain/account/user.ts';
import type { WaitingCode } from '../../domain/conversation/notices.ts';
import { replanned, slotBookSchema } from '../../domain/sending/slot-book.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import { type CommitDeps, commit } from '../conversation/commit.ts';
import { inParallel } from '../in-parallel.ts';
import type { StoredDocument } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';

type GoOnDeps = CommitDeps & { readonly logger: Logger };

const CONCURRENCY = 10;
/** Conversations that go on after a pause are as far apart as first mails are, but no further than this. */
const MAX_GAP_MS = 5_000;
/** For the sweep: the request that began it may still be at work. */
const GRACE_MS = 60_000;

/** `pause_over`: what waited for the pause to end. `new_plan`: also what waits for its turn, because the rules have changed. */
export type Why = 'pause_over' | 'new_plan';

const codes: Readonly<Record<Why, readonly WaitingCode[]>> = {
  pause_over: ['paused'],
  new_plan: ['paused', 'pace', 'daily_sending_limit'],
};

const owesAnswer = ({ data }: StoredDocument): boolean => data.owesAnswer === true;
const createdAt = ({ data }: StoredDocument): number => Number(data.createdAt ?? 0);

/**
 * Lets go on what was held back, one after the other: answers first, then the others as they were started. May be repeated: what
 * has been released does not wait any more. Errors: StoreError passes through.
 */
export const goOn = async (
  deps: GoOnDeps,
  { userId, why, assistantId = null }: { userId: string; why: Why; assistantId?: string | null },
): Promise<void> => {
  const user = await readDocument(deps.store, userSchema, paths.user(userId));
  if (!user) return;
  if (why === 'new_plan') await planAnew(deps, userId, user.timeZone);
  const found = await deps.store.query({
    collection: paths.threads(userId),
    where: [{ field: 'waitingFor.code', op: 'in', value: codes[why] }],
  });
  const waiting = found
    .filter(({ data }) => assistantId === null || data.assistantId === assistantId)
    .toSorted((a, b) => Number(owesAnswer(b)) - Number(owesAnswer(a)) || createdAt(a) - createdAt(b));
  const gap = Math.min(user.paceSeconds * 1000, MAX_GAP_MS);
  const from = deps.clock.now();
  await inParallel(CONCURRENCY, [...waiting.entries()], async ([n, { id: threadId, path }]) => {
    try {
      await commit(deps, { userId, threadId }, ({ thread }, at) =>
        thread.waitingFor && codes[why].includes(thread.waitingFor.code)
          ? [{ type: 'released', at, due: from + n * gap }]
          : [],
      );
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      noteUnreadable(deps.logger, path);
    }
  });
};

/** The moments that were given are given back. */
const planAnew = async (deps: GoOnDeps, userId: string, timeZone: string): Promise<void> => {
  const now = deps.clock.now();
  const [books, day] = await Promise.all([
    deps.store.query({ collection: paths.slotBooks(userId) }),
    readUsageDay(deps.store, userId, timeZone, now),
  ]);
  for (const document of books) {
    const book = replanned(parseDocument(slotBookSchema, document), day.date, now, mailsOf(day));
    // If a moment was given meanwhile, the book has changed, and the old plan stays.
    await deps.store.update(document.path, asData(book), { version: document.version });
  }
};

/** From now on the sweep lets conversations go on, if nobody else does. null: there is no such user. */
export const noteGoingOn = async (
  { store, clock }: Pick<GoOnDeps, 'store' | 'clock'>,
  userId: string,
): Promise<number | null> => {
  const goOnDueAt = clock.now();
  return (await store.update(paths.user(userId), { goOnDueAt })) === 'missing' ? null : goOnDueAt;
};

/** Begins and ends `goOn` so that the sweep finishes it should it break off. */
export const goOnDurably = async (
  deps: GoOnDeps,
  input: { userId: string; why: Why; assistantId?: string | null },
): Promise<void> => {
  const begun = await noteGoingOn(deps, input.userId);
  if (begun === null) return;
  await goOn(deps, input);
  await endUnlessNewer(deps, paths.user(input.userId), begun);
};

/** Another change may have begun meanwhile, whose alarm stays. */
const endUnlessNewer = (deps: GoOnDeps, path: string, begun: number): Promise<void> =>
  deps.store.transaction(async (tx) => {
    const user = await tx.get(path);
    if (user?.data.goOnDueAt === begun) tx.update(path, { goOnDueAt: null });
  });

/** Finishes what broke off. */
export const finishGoingOn = (deps: GoOnDeps) => (): Promise<number> =>
  forEachDue(
    deps,
    {
      collection: paths.users,
      schema: userSchema,
      alarm: 'goOnDueAt',
      dueBy: deps.clock.now() - GRACE_MS,
      pageSize: 100,
    },
    async ({ id: userId, goOnDueAt }, { path }) => {
      await goOn(deps, { userId, why: 'new_plan' });
      await endUnlessNewer(deps, path, goOnDueAt ?? 0);
    },
  );
