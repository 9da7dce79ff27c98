import { z } from 'zod';
import type { Mailbox } from '../../domain/mailbox/mailbox.ts';
import { newNotification, type Told } from '../../domain/notification/notification.ts';
import { mailboxWorthTelling, toldOf } from '../../domain/notification/worth-telling.ts';
import { paths } from '../../persistence/paths.ts';
import { asData } from '../../persistence/thread-view.ts';
import type { StoredDocument, Transaction } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Logger } from '../ports/logger.ts';

const listening = z.looseObject({
  notifies: z.array(z.string()).nullable().catch(null),
  deletionRequestedAt: z.number().nullable().catch(null),
});

/** What the owner listens for, from their document; nothing where it is gone, or is going. Never throws. */
export const listensOf = (user: StoredDocument | null): readonly string[] => {
  const parsed = listening.safeParse({ notifies: null, deletionRequestedAt: null, ...user?.data });
  return parsed.success && parsed.data.deletionRequestedAt === null ? (parsed.data.notifies ?? []) : [];
};

/** Puts something into the outbox, in the transaction of what it tells of. */
export const writeNotification = (
  tx: Transaction,
  id: string,
  userId: string,
  told: Told,
  at: number,
  atSweep = false,
): void => {
  tx.set(paths.notification(userId, id), asData(newNotification(id, userId, told, at, atSweep)));
};

/**
 * What a change to a mailbox is worth telling of. The reading half; the writing half is returned. The sweep announces it: who
 * changes mailboxes has no time to.
 */
export const prepareMailboxNews = async (
  tx: Transaction,
  before: Mailbox,
  after: Mailbox,
  now: number,
): Promise<() => void> => {
  const news = mailboxWorthTelling(before, after);
  if (news.length === 0) return () => {};
  const { id: mailboxId, userId } = before;
  const listens = listensOf(await tx.get(paths.user(userId)));
  return () => {
    for (const one of news.filter(({ kind }) => listens.includes(kind))) {
      // The same change has the same id.
      const id = `${mailboxId}-${one.kind.replace('.', '-')}-${now}`;
      writeNotification(tx, id, userId, toldOf(one, { threadId: null, mailboxId }), now, true);
    }
  };
};

/** Announces what was committed to the outbox. What fails here the sweep makes up for: the commit stands. */
export const announce = async (
  { bus, logger }: { readonly bus: EventBus; readonly logger: Logger },
  userId: string,
  notificationIds: readonly string[],
): Promise<void> => {
  for (const notificationId of notificationIds) {
    await bus
      .publish({ topic: 'notifications', data: { userId, notificationId } })
      .catch((error: unknown) => logger.warn('notification_not_announced', { userId }, error));
  }
};
