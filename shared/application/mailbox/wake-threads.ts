import { emailThreadSchema } from '../../domain/conversation/thread.ts';
import { paths } from '../../persistence/paths.ts';
import { parseDocument } from '../../persistence/read.ts';
import { type CommitDeps, commit } from '../conversation/commit.ts';

const PAGE = 100;

/** Makes the waiting threads of a reconnected mailbox due now. May be repeated. */
export const wakeThreads = async (deps: CommitDeps, userId: string, mailboxId: string): Promise<void> => {
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
      await commit(deps, { userId, threadId: thread.id }, (_view, at) => [{ type: 'woken', at }]);
    }
    const last = documents.at(-1);
    if (!last || documents.length < PAGE) return;
    after = { values: [last.id], path: last.path };
  }
};
