import { userSchema } from '../../domain/account/user.ts';
import { messageSchema, pendingStates } from '../../domain/conversation/message.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import { type CommitDeps, commit } from '../conversation/commit.ts';
import type { Query } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

const DAY = 24 * 60 * 60_000;
const USERS = 20;
const MESSAGES = 200;
const PAGES = 5;

/** Clears one user's messages up to `until` (epoch ms), a few pages at most. `more`: some are left. */
const clearOld = async (
  deps: CommitDeps,
  userId: string,
  until: number,
): Promise<{ readonly count: number; readonly more: boolean }> => {
  let count = 0;
  let startAfter: Query['startAfter'];
  for (let page = 0; page < PAGES; page++) {
    const old = await deps.store.query({
      collection: 'messages',
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
    const messages = old.map((document) => parseDocument(messageSchema, document));
    const settled = messages.filter(({ state }) => !pendingStates.has(state));
    const byThread = Map.groupBy(settled, ({ threadId }) => threadId);
    for (const [threadId, ofThread] of byThread) {
      const messageIds = ofThread.map(({ id }) => id);
      await commit(deps, { userId, threadId }, (_view, at) => [{ type: 'bodies_removed', at, messageIds }]);
    }
    count += settled.length;
    const last = old.at(-1);
    if (!last || old.length < MESSAGES) return { count, more: false };
    startAfter = { values: [Number(last.data.at)], path: last.path };
  }
  return { count, more: true };
};

/**
 * Deletes the bodies of messages that are older than the owner's retention setting, once a day for each user who has one.
 * Works in pages; what is left is due again at the next sweep. Headers and decisions stay.
 */
export const applyRetention =
  (deps: CommitDeps & { readonly logger: Logger }) => async (): Promise<number> => {
    const now = deps.clock.now();
    const due = await deps.store.query({
      collection: paths.users,
      where: [{ field: 'retentionDueAt', op: '<=', value: now }],
      orderBy: [{ field: 'retentionDueAt' }],
      limit: USERS,
    });
    let deleted = 0;
    for (const document of due) {
      const user = parseDocument(userSchema, document);
      if (user.retentionDays === null) continue;
      const { count, more } = await clearOld(deps, user.id, now - user.retentionDays * DAY);
      deleted += count;
      if (!more) await deps.store.update(paths.user(user.id), { retentionDueAt: now + DAY });
    }
    if (deleted > 0) deps.logger.info('retention_applied', { deleted });
    return deleted;
  };
