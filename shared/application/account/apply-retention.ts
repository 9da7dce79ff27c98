import { userSchema } from '../../domain/user.ts';
import { parseDocument } from '../documents/parse.ts';
import { paths } from '../documents/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

const DAY = 24 * 60 * 60_000;
const USERS = 20;
const MESSAGES = 200;
const GONE = '(deleted after the time you set)';

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
      const old = await deps.store.query({
        collection: 'messages',
        group: true,
        where: [
          { field: 'userId', op: '==', value: user.id },
          { field: 'bodyKept', op: '==', value: true },
          { field: 'at', op: '<=', value: now - user.retentionDays * DAY },
        ],
        orderBy: [{ field: 'at' }],
        limit: MESSAGES,
      });
      for (const message of old) {
        await deps.store.update(message.path, { text: GONE, quoted: '', html: null, bodyKept: false });
      }
      deleted += old.length;
      if (old.length < MESSAGES) {
        await deps.store.update(paths.user(user.id), { retentionDueAt: now + DAY });
      }
    }
    if (deleted > 0) deps.logger.info('retention_applied', { deleted });
    return deleted;
  };
