import { userSchema } from '../../domain/account/user.ts';
import { messageSchema, pendingStates } from '../../domain/conversation/message.ts';
import { stored } from '../../domain/stored.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { type DueDeps, forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import type { DocumentStore, Query, StoredDocument } from '../ports/document-store.ts';

const DAY = 24 * 60 * 60_000;
const MESSAGES = 200;
const PAGES = 5;
const GONE = '(deleted after the time you set)';

/** What holds words of a mail; a text that is still to be sent stays until it is. */
const GONE_BODY = { text: GONE, quoted: '', html: null, bodyKept: false } as const;

/** All that clearing needs of a message: one that cannot be read otherwise is cleared as well. */
const oldMessageSchema = stored({
  state: messageSchema.shape.state.nullable().catch(null),
  approval: messageSchema.shape.approval.catch(null),
});

const isPending = ({ data }: StoredDocument): boolean => {
  const { state } = oldMessageSchema.parse(data);
  return state !== null && pendingStates.has(state);
};

/** The thread's path, from a message's. */
const threadOf = (path: string): string => path.split('/').slice(0, -2).join('/');

/**
 * Removes the bodies of a thread's old messages and, with them, what was made from them: a summary, a wish for another
 * text, the owner's edited text. In one transaction, so that no turn sums up what is going.
 */
const clearInThread = (store: DocumentStore, threadPath: string, old: readonly StoredDocument[]) =>
  store.transaction(async (tx) => {
    const thread = await tx.get(threadPath);
    const messages = await tx.getAll(old.map(({ path }) => path));
    for (const document of messages) {
      if (!document) continue;
      const { approval } = oldMessageSchema.parse(document.data);
      tx.update(document.path, { ...GONE_BODY, approval: approval ? { ...approval, text: null } : null });
    }
    if (thread?.data.summary || thread?.data.rewriteFeedback) {
      tx.update(threadPath, { summary: null, rewriteFeedback: null });
    }
  });

/** One user's messages up to `until`, as far as some pages go. `more`: there are further ones. */
const clearOld = async (
  store: DocumentStore,
  userId: string,
  until: number,
): Promise<{ readonly count: number; readonly more: boolean }> => {
  let count = 0;
  let startAfter: Query['startAfter'];
  for (let page = 0; page < PAGES; page++) {
    const old = await store.query({
      collection: idOf(collections.messages),
      group: true,
      where: [
        { field: 'userId', op: '==', value: userId },
        { field: 'bodyKept', op: '==', value: true },
        { field: 'at', op: '<=', value: until },
      ],
      orderBy: [{ field: 'at' }],
      limit: MESSAGES,
      ...(startAfter ? { startAfter } : {}),
    });
    const settled = old.filter((document) => !isPending(document));
    const byThread = Map.groupBy(settled, ({ path }) => threadOf(path));
    for (const [threadPath, ofThread] of byThread) await clearInThread(store, threadPath, ofThread);
    count += settled.length;
    const last = old.at(-1);
    if (!last || old.length < MESSAGES) return { count, more: false };
    startAfter = { values: [Number(last.data.at)], path: last.path };
  }
  return { count, more: true };
};

/**
 * Deletes the bodies of messages that are older than their owner wants them kept: once a day for each user who set a
 * limit, in pages; what is not done is due again at the next sweep. Headers and decisions stay.
 */
export const applyRetention = (deps: DueDeps) => async (): Promise<number> => {
  const now = deps.clock.now();
  let deleted = 0;
  await forEachDue(
    deps,
    { collection: paths.users, schema: userSchema, alarm: 'retentionDueAt', pageSize: 20, maxPages: 1 },
    async ({ id, retentionDays }) => {
      if (retentionDays === null) return;
      const { count, more } = await clearOld(deps.store, id, now - retentionDays * DAY);
      deleted += count;
      if (!more) await deps.store.update(paths.user(id), { retentionDueAt: now + DAY });
    },
  );
  if (deleted > 0) deps.logger.info('retention_applied', { deleted });
  return deleted;
};
