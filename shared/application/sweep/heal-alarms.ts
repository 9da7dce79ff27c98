import { CLOCK_TOLERANCE_MS, spans } from '../../domain/clock-bounds.ts';
import { momentsAfterLie } from '../../domain/conversation/bounded-times.ts';
import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { afterLie } from '../../domain/notification/queue.ts';
import type { Collection } from '../../persistence/collections/collection.ts';
import { collections, idOf } from '../../persistence/collections.ts';
import { paths } from '../../persistence/paths.ts';
import { HAND_OUT_MS } from '../conversation/hand-out.ts';
import { inParallel } from '../in-parallel.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentPatch, DocumentStore, StoredDocument } from '../ports/document-store.ts';
import type { Logger } from '../ports/logger.ts';

export interface HealDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settings: {
    /** How far ahead a mailbox in order is looked into again. */
    readonly silenceMs: number;
  };
}

/** At a time: what is beyond is healed by the next sweep. */
const MAX_DOCUMENTS = 100;
const CONCURRENCY = 20;

interface Healing {
  readonly collection: string;
  readonly group?: boolean;
  /** The field that no clock in order has set further ahead than so. */
  readonly field: string;
  readonly spanMs: number;
  readonly patch: (document: StoredDocument, now: number) => DocumentPatch;
}

const due =
  (field: string) =>
  (_document: StoredDocument, now: number): DocumentPatch => ({ [field]: now });

/** Of a thread that cannot be read they stay as they are. */
const momentsOf = (data: StoredDocument['data'], now: number): DocumentPatch => {
  const thread = emailThreadSchema.safeParse(data).data;
  if (!thread) return {};
  const { revisitAt, commitments } = momentsAfterLie(thread, now);
  return { revisitAt, commitments: [...commitments] };
};

/** Whatever else such a clock has set is bounded where it is read, once somebody looks at the thread. */
const lookAtThread = ({ data }: StoredDocument, now: number): DocumentPatch => ({
  updatedAt: now,
  handedOutUntil: null,
  slot: null,
  ...momentsOf(data, now),
  ...(typeof data.nextActionAt === 'number' ? { nextActionAt: now } : {}),
});

/** Below each owner. */
const background = (collection: Collection, field: string): Healing => ({
  collection: idOf(collection),
  group: true,
  field,
  spanMs: spans.background,
  patch: due(field),
});

const healings = (silenceMs: number): readonly Healing[] => [
  {
    collection: paths.mailboxes,
    field: 'nextSyncAt',
    spanMs: Math.max(silenceMs, spans.trouble),
    patch: due('nextSyncAt'),
  },
  { collection: paths.mailboxes, field: 'watchDueAt', spanMs: spans.watch, patch: due('watchDueAt') },
  { collection: paths.mailboxes, field: 'revokeDueAt', spanMs: spans.revocation, patch: due('revokeDueAt') },
  { collection: paths.users, field: 'deletionRequestedAt', spanMs: 0, patch: due('deletionRequestedAt') },
  { collection: paths.users, field: 'retentionDueAt', spanMs: spans.setback, patch: due('retentionDueAt') },
  {
    collection: idOf(collections.notifications),
    group: true,
    field: 'dueAt',
    spanMs: HAND_OUT_MS,
    patch: due('dueAt'),
  },
  {
    collection: idOf(collections.channels),
    group: true,
    field: 'touchedAt',
    spanMs: 0,
    patch: (_document, now) => afterLie(now),
  },
  background(collections.documents, 'readDueAt'),
  background(collections.corrections, 'learnDueAt'),
  background(collections.rehearsals, 'stepDueAt'),
  // A thread's alarm may be months ahead in order; that it was written later than now may not.
  {
    collection: idOf(collections.threads),
    group: true,
    field: 'updatedAt',
    spanMs: 0,
    patch: lookAtThread,
  },
];

/**
 * Alarms that a clock which was ahead has set would go off when that clock's time comes: nobody who asks for what is due finds
 * them. Finds them by their time, which nothing in order has, so that it reads nothing but what it heals. How many.
 */
export const healAlarms =
  ({ store, clock, logger, settings }: HealDeps) =>
  async (): Promise<number> => {
    let healed = 0;
    for (const { collection, group = false, field, spanMs, patch } of healings(settings.silenceMs)) {
      const now = clock.now();
      const lying = await store.query({
        collection,
        group,
        where: [{ field, op: '>', value: now + spanMs + CLOCK_TOLERANCE_MS }],
        orderBy: [{ field }],
        limit: MAX_DOCUMENTS,
      });
      if (lying.length === 0) continue;
      await inParallel(CONCURRENCY, lying, async (document) => {
        await store.update(document.path, patch(document, now), { version: document.version });
      });
      healed += lying.length;
      logger.warn('alarms_healed', { collection, field, documents: lying.length });
    }
    return healed;
  };
