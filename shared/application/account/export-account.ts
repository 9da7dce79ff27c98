import { paths } from '../../persistence/paths.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentData, DocumentStore, Filter, StoredDocument } from '../ports/document-store.ts';

/** Documents in memory at a time; a message can have a megabyte. */
const PAGE = 20;

type Kind =
  | 'user'
  | 'session'
  | 'mailbox'
  | 'credential'
  | 'watch'
  | 'assistant'
  | 'suppression'
  | 'day'
  | 'audit'
  | 'idempotency_key'
  | 'limit'
  | 'thread'
  | 'message';

interface Exported {
  readonly kind: Kind;
  readonly path: string;
  readonly data: DocumentData;
}

type Found = AsyncGenerator<StoredDocument>;

/** All documents of a collection, page by page. */
async function* documentsOf(store: DocumentStore, collection: string, where: readonly Filter[] = []): Found {
  let after: StoredDocument | undefined;
  for (;;) {
    const documents: readonly StoredDocument[] = await store.query({
      collection,
      where,
      limit: PAGE,
      ...(after ? { startAfter: { values: [], path: after.path } } : {}),
    });
    yield* documents;
    after = documents.at(-1);
    if (!after || documents.length < PAGE) return;
  }
}

async function* as(kind: Kind, documents: Found): AsyncGenerator<Exported> {
  for await (const { path, data } of documents) yield { kind, path, data };
}

async function* one(kind: Kind, store: DocumentStore, path: string): AsyncGenerator<Exported> {
  const document = await store.get(path);
  if (document) yield { kind, path, data: document.data };
}

async function* everything(store: DocumentStore, userId: string): AsyncGenerator<Exported> {
  const own = [{ field: 'userId', op: '==', value: userId }] as const;
  yield* one('user', store, paths.user(userId));
  for await (const { data } of documentsOf(store, paths.sessions, own)) {
    // A session's id is the hash of its token.
    const { createdAt = null, expiresAt = null } = data;
    yield { kind: 'session', path: paths.sessions, data: { createdAt, expiresAt } };
  }
  for await (const { id, path, data } of documentsOf(store, paths.mailboxes, own)) {
    yield { kind: 'mailbox', path, data };
    yield* one('credential', store, paths.credential(id));
    yield* as('watch', documentsOf(store, paths.watches(id)));
  }
  yield* as('assistant', documentsOf(store, paths.assistants(userId)));
  yield* as('suppression', documentsOf(store, paths.suppressions(userId)));
  yield* as('day', documentsOf(store, paths.days(userId)));
  yield* as('audit', documentsOf(store, paths.audits(userId)));
  yield* as('idempotency_key', documentsOf(store, paths.idempotencyKeys(userId)));
  yield* as('limit', documentsOf(store, paths.limits(userId)));
  for await (const { id, path, data } of documentsOf(store, paths.threads(userId))) {
    // The lease is internal and says nothing about the user.
    yield { kind: 'thread', path, data: { ...data, lease: null } };
    yield* as('message', documentsOf(store, paths.messages(userId, id)));
  }
}

/** Leaves out the name of the vault entry, which tells where the token is. */
const shown = ({ kind, path, data }: Exported): string => {
  const { secretName: _s, ...rest } = data;
  return JSON.stringify({ kind, path, data: rest });
};

/**
 * Everything that is stored about a user, as one JSON document (`accountExport` in shared/contract) in pieces. Contains no
 * token, because the store holds none.
 */
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
