import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { eachDocument } from '../../persistence/each.ts';
import { paths } from '../../persistence/paths.ts';
import { DocumentError, parseDocument } from '../../persistence/read.ts';
import { changeThread } from '../../persistence/thread-view.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, StoredDocument } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';

interface WakeDeps {
  readonly store: DocumentStore;
  readonly bus: EventBus;
  readonly clock: Clock;
}

const PAGE = 100;

/** Lets the active threads of a reconnected mailbox go on where they were. May be repeated. */
export const wakeThreads = async (deps: WakeDeps, userId: string, mailboxId: string): Promise<void> => {
  const active = eachDocument(
    deps.store,
    {
      collection: paths.threads(userId),
      where: [
        { field: 'mailboxId', op: '==', value: mailboxId },
        { field: 'status', op: '==', value: 'active' },
      ],
    },
    PAGE,
  );
  for await (const document of active) {
    try {
      await wake(deps, userId, document);
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      // The sweep finds out what is wrong with it, and the others go on.
      await deps.store.update(document.path, { nextActionAt: deps.clock.now() });
    }
  }
};

const wake = async (deps: WakeDeps, userId: string, document: StoredDocument): Promise<void> => {
  const thread = parseDocument(emailThreadSchema, document);
  if (thread.nextActionAt !== null || thread.attention) return;
  const now = deps.clock.now();
  await deps.store.transaction((tx) =>
    changeThread(
      tx,
      userId,
      thread.id,
      (view) => ({ ...view, thread: { ...view.thread, nextActionAt: now } }),
      now,
    ),
  );
  await deps.bus.publish({ topic: 'thread-turn', data: { userId, threadId: thread.id } });
};
