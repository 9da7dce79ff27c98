import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import { changeThread } from '../../persistence/thread-view.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { EventBus } from '../ports/event-bus.ts';

const PAGE = 100;

/** Lets the active threads of a reconnected mailbox go on where they were. May be repeated. */
export const wakeThreads = async (
  deps: { readonly store: DocumentStore; readonly bus: EventBus; readonly clock: Clock },
  userId: string,
  mailboxId: string,
): Promise<void> => {
  let after: { values: string[]; path: string } | undefined;
  for (;;) {
    const documents = await deps.store.query({
      collection: paths.threads(userId),
      where: [
        { field: 'mailboxId', op: '==', value: mailboxId },
        { field: 'status', op: '==', value: 'active' },
      ],
      orderBy: [{ field: 'id' }],
      limit: PAGE,
      ...(after ? { startAfter: after } : {}),
    });
    for (const document of documents) {
      const thread = parseDocument(emailThreadSchema, document);
      if (thread.nextActionAt !== null || thread.attention) continue;
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
    }
    const last = documents.at(-1);
    if (!last || documents.length < PAGE) return;
    after = { values: [last.id], path: last.path };
  }
};
