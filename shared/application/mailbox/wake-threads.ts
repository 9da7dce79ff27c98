import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { eachDocument } from '../../persistence/each.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import type { CommitDeps } from '../conversation/commit.ts';
import type { StoredDocument } from '../ports/document-store.ts';
import { DocumentError } from '../unreadable.ts';

const PAGE = 100;

/** Makes the waiting threads of a reconnected mailbox due now. May be repeated. */
export const wakeThreads = async (deps: CommitDeps, userId: string, mailboxId: string): Promise<void> => {
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

const wake = async (deps: CommitDeps, userId: string, document: StoredDocument): Promise<void> => {
  const thread = parseDocument(emailThreadSchema, document);
  if (thread.nextActionAt !== null || thread.attention) return;
  // What can happen to a conversation is much code, which most sign-ins do not need.
  const { commit } = await import('../conversation/commit.ts');
  await commit(deps, { userId, threadId: thread.id }, (_view, at) => [{ type: 'woken', at }]);
};
