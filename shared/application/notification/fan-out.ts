import { userSchema } from '../../domain/account/user.ts';
import { channelSchema } from '../../domain/notification/channel.ts';
import { notificationSchema } from '../../domain/notification/notification.ts';
import { queued } from '../../domain/notification/queue.ts';
import { paths } from '../../persistence/paths.ts';
import { parseReadable, readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

export const MAX_CHANNELS = 20;

export interface FanOutDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Takes something out of the outbox and puts it into the queue of every channel that tells it, in one transaction: announced
 * twice, it is queued once. Answers the channels that have something to tell now.
 */
export const fanOut = (
  deps: FanOutDeps,
  { userId, notificationId }: { readonly userId: string; readonly notificationId: string },
): Promise<readonly string[]> =>
  deps.store.transaction(async (tx) => {
    const path = paths.notification(userId, notificationId);
    const notification = await readDocument(tx, notificationSchema, path);
    if (!notification) return [];
    const [user, documents] = await Promise.all([
      readDocument(tx, userSchema, paths.user(userId)),
      tx.query({ collection: paths.channels(userId), limit: MAX_CHANNELS }),
    ]);
    const now = deps.clock.now();
    tx.delete(path);
    if (!user || user.deletionRequestedAt !== null) return [];
    const due: string[] = [];
    for (const document of documents) {
      const channel = parseReadable(deps.logger, channelSchema, document);
      const next = channel && queued(channel, notification, user.timeZone);
      if (!next || next === channel) continue;
      tx.set(document.path, asData(next));
      if (next.dueAt !== null && next.dueAt <= now) due.push(next.id);
    }
    return due;
  });
