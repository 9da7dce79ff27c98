import { userSchema } from '../../domain/account/user.ts';
import { withoutTexts } from '../../domain/conversation/attachment.ts';
import { messageSchema, pendingStates } from '../../domain/conversation/message.ts';
import { messageIdSchema } from '../../domain/ids.ts';
import { stored } from '../../domain/stored.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { forEachDue } from '../../persistence/for-each-due.ts';
import { paths } from '../../persistence/paths.ts';
import { type CommitDeps, commit } from '../conversation/commit.ts';
import type { Query, StoredDocument } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';
import { DocumentError, noteUnreadable } from '../unreadable.ts';

const DAY = 24 * 60 * 60_000;
const MESSAGES = 200;
const PAGES = 5;

/** The fields that contain text of a mail. */
const GONE_BODY = {
  text: '',
  quoted: '',
  html: null,
  invitation: null,
  written: null,
  bodyKept: false,
} as const;

/** The only fields that clearing needs, so that a message that is otherwise unreadable is cleared too. */
const oldMessageSchema = stored({
  state: messageSchema.shape.state.nullable().catch(null),
  approval: messageSchema.shape.approval.catch(null),
  attachments: messageSchema.shape.attachments.catch([]),
});

const isPending = ({ data }: StoredDocument): boolean => {
  const { state } = oldMessageSchema.parse(data);
  return state !== null && pendingStates.has(state);
};

/** The thread's path, from a message's. */
const threadOf = (path: string): string => path.split('/').slice(0, -2).join('/');

interface RetentionDeps extends CommitDeps {
  readonly logger: Logger;
}

/** Clears old messages of one thread. If the thread cannot be read, each message is cleared separately. */
const clearInThread = async (
  deps: RetentionDeps,
  userId: string,
  threadPath: string,
  until: number,
  old: readonly StoredDocument[],
): Promise<void> => {
  const messageIds = old.map(({ id }) => messageIdSchema.parse(id));
  const threadId = threadPath.slice(threadPath.lastIndexOf('/') + 1);
  try {
    await commit(deps, { userId, threadId, messageIds }, (_view, at) => [
      { type: 'bodies_removed', at, messageIds, until },
    ]);
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error;
    noteUnreadable(deps.logger, threadPath);
    const gone = { summary: null, rewriteFeedback: null, notes: [], commitments: [] };
    await deps.store.update(threadPath, gone);
    for (const { path, data } of old) {
      const { approval, attachments } = oldMessageSchema.parse(data);
      await deps.store.update(path, {
        ...GONE_BODY,
        attachments: withoutTexts(attachments),
        approval: approval && { ...approval, text: null },
      });
    }
  }
};

/** Clears one user's messages up to `until` (epoch ms), at most a few pages. `more`: some are left. */
const clearOld = async (
  deps: RetentionDeps,
  userId: string,
  until: number,
): Promise<{ readonly count: number; readonly more: boolean }> => {
  let count = 0;
  let startAfter: Query['startAfter'];
  for (let page = 0; page < PAGES; page++) {
    const old = await deps.store.query({
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
    for (const [threadPath, ofThread] of byThread) {
      await clearInThread(deps, userId, threadPath, until, ofThread);
    }
    count += settled.length;
    const last = old.at(-1);
    if (!last || old.length < MESSAGES) return { count, more: false };
    startAfter = { values: [Number(last.data.at)], path: last.path };
  }
  return { count, more: true };
};

/**
 * Deletes the bodies of messages that are older than the owner's retention setting, once a day for each user with that
 * setting. Works in pages; the rest is due again at the next sweep. Headers and decisions stay.
 */
export const applyRetention = (deps: RetentionDeps) => async (): Promise<number> => {
  const now = deps.clock.now();
  let deleted = 0;
  await forEachDue(
    deps,
    { collection: paths.users, schema: userSchema, alarm: 'retentionDueAt', pageSize: 20, maxPages: 1 },
    async ({ id, retentionDays }) => {
      if (retentionDays === null) return;
      const { count, more } = await clearOld(deps, id, now - retentionDays * DAY);
      deleted += count;
      if (!more) await deps.store.update(paths.user(id), { retentionDueAt: now + DAY });
    },
  );
  if (deleted > 0) deps.logger.info('retention_applied', { deleted });
  return deleted;
};
