import { channelSchema } from '../../domain/notification/channel.ts';
import { notificationSchema } from '../../domain/notification/notification.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { type DueDeps, forEachDue } from '../../persistence/for-each-due.ts';
import { HAND_OUT_MS } from '../conversation/hand-out.ts';
import type { DocumentPatch, StoredDocument } from '../ports/document-store.ts';
import type { AppEvent, EventBus } from '../ports/event-bus.ts';

interface SweepDeps extends DueDeps {
  readonly bus: EventBus;
}

const pages = { group: true, alarm: 'dueAt', pageSize: 200, maxPages: 10, concurrency: 10 } as const;

/** Put off before it is published, so that the next sweep does not publish it again. False: somebody was at it meanwhile. */
const handOut = async (
  { store, bus, clock }: SweepDeps,
  { path, version, data }: StoredDocument,
  event: AppEvent,
  mark: DocumentPatch = {},
): Promise<boolean> => {
  const marked = await store.update(path, { ...mark, dueAt: clock.now() + HAND_OUT_MS }, { version });
  if (marked !== 'updated') return false;
  try {
    await bus.publish(event);
  } catch (error) {
    // At worst the alarm goes off later.
    await store.update(path, { dueAt: data.dueAt ?? null }).catch(() => {});
    throw error;
  }
  return true;
};

/** Announces what the outbox still holds, and the channels whose alarm has gone off. How many were announced. */
export const sweepNotifications = (deps: SweepDeps) => async (): Promise<number> => {
  let announced = 0;
  await forEachDue(
    deps,
    { ...pages, collection: idOf(collections.notifications), schema: notificationSchema },
    async ({ userId, id }, document) => {
      const event = { topic: 'notifications', data: { userId, notificationId: id } } as const;
      if (await handOut(deps, document, event)) announced++;
    },
  );
  await forEachDue(
    deps,
    { ...pages, collection: idOf(collections.channels), schema: channelSchema },
    async ({ userId, id, touchedAt }, document) => {
      const event = { topic: 'notifications', data: { userId, channelId: id } } as const;
      const mark = { touchedAt: Math.max(touchedAt, deps.clock.now()) };
      if (await handOut(deps, document, event, mark)) announced++;
    },
  );
  return announced;
};
