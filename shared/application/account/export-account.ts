import { paths } from '../documents/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore, StoredDocument } from '../ports/document-store.ts';

const PAGE = 100;

/** All documents of a collection, page by page, so that memory stays flat. */
async function* documentsOf(store: DocumentStore, collection: string): AsyncGenerator<StoredDocument> {
  let after: StoredDocument | undefined;
  for (;;) {
    const documents: readonly StoredDocument[] = await store.query({
      collection,
      limit: PAGE,
      ...(after ? { startAfter: { values: [], path: after.path } } : {}),
    });
    yield* documents;
    after = documents.at(-1);
    if (!after || documents.length < PAGE) return;
  }
}

async function* everything(store: DocumentStore, userId: string): AsyncGenerator<StoredDocument> {
  const user = await store.get(paths.user(userId));
  if (user) yield user;
  const own = { field: 'userId', op: '==', value: userId } as const;
  for (const mailbox of await store.query({ collection: paths.mailboxes, where: [own] })) {
    yield mailbox;
    const credential = await store.get(paths.credential(mailbox.id));
    if (credential) yield credential;
    yield* documentsOf(store, paths.watches(mailbox.id));
  }
  for (const collection of [
    paths.assistants(userId),
    paths.suppressions(userId),
    paths.days(userId),
    paths.audits(userId),
  ]) {
    yield* documentsOf(store, collection);
  }
  for await (const thread of documentsOf(store, paths.threads(userId))) {
    yield thread;
    yield* documentsOf(store, paths.messages(userId, thread.id));
  }
}

/** The lease's token is a working detail of ours and no datum about the user. */
const shown = (document: StoredDocument): string =>
  JSON.stringify({
    path: document.path,
    data: { ...document.data, ...('lease' in document.data ? { lease: null } : {}) },
  });

/** Everything we hold about a user, as the text of one JSON document, piece by piece. Never a token: none is stored. */
export const exportAccount = (deps: { readonly store: DocumentStore; readonly clock: Clock }) =>
  async function* (userId: string): AsyncGenerator<string> {
    const head = { format: 'email-ai-export', version: 1, exportedAt: deps.clock.now() };
    yield `${JSON.stringify(head).slice(0, -1)},"documents":[`;
    let separator = '';
    for await (const document of everything(deps.store, userId)) {
      yield separator + shown(document);
      separator = ',';
    }
    yield ']}';
  };
