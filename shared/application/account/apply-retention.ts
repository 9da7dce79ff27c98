import { userSchema } from '../../domain/account/user.ts';
import { type Message, messageSchema, pendingStates } from '../../domain/conversation/message.ts';
import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument, readDocument } from '../../persistence/read.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, Query } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

const DAY = 24 * 60 * 60_000;
const USERS = 20;
const MESSAGES = 200;
const PAGES = 5;
const GONE = '(deleted after the time you set)';

/** What holds words of a mail; a text that is still to be sent stays until it is. */
const GONE_BODY = { text: GONE, quoted: '', html: null, bodyKept: false } as const;

/**
 * Removes the bodies of a thread's old messages and, with them, what was made from them: a summary, a wish for another
 * text, the owner's edited text. In one transaction, so that no turn sums up what is going.
 */
const clearInThread = (store: DocumentStore, userId: string, threadId: string, old: readonly Message[]) =>
  store.transaction(async (tx) => {
    const thread = await readDocument(tx, emailThreadSchema, paths.thread(userId, threadId));
    const messages = await tx.getAll(old.map(({ id }) => paths.message(userId, threadId, id)));
    for (const document of messages) {
      if (!document) continue;
      const { approval } = parseDocument(messageSchema, document);
      tx.update(document.path, { ...GONE_BODY, approval: approval ? { ...approval, text: null } : null });
    }
    if (thread?.summary || thread?.rewriteFeedback) {
      tx.update(paths.thread(userId, threadId), { summary: null, rewriteFeedback: null });
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
    for (const [threadId, ofThread] of byThread) await clearInThread(store, userId, threadId, ofThread);
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
export const applyRetention =
  (deps: { readonly store: DocumentStore; readonly clock: Clock; readonly logger: Logger }) =>
  async (): Promise<number> => {
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
      const { count, more } = await clearOld(deps.store, user.id, now - user.retentionDays * DAY);
      deleted += count;
      if (!more) await deps.store.update(paths.user(user.id), { retentionDueAt: now + DAY });
    }
    if (deleted > 0) deps.logger.info('retention_applied', { deleted });
    return deleted;
  };
