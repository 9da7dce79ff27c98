import type { DocumentReader, StoredDocument } from '../application/ports/document-store.ts';
import type { Collection } from './collections/collection.ts';
import { below, collections, idOf, topCollections } from './collections.ts';
import { eachDocument } from './each.ts';
import { paths } from './paths.ts';

/** One page is in memory at a time; a message may have a megabyte. */
const PAGE = 20;

export interface Owned {
  readonly kind: Collection;
  readonly document: StoredDocument;
}

async function* one(reader: DocumentReader, kind: Collection, path: string): AsyncGenerator<Owned> {
  const document = await reader.get(path);
  if (document) yield { kind, document };
}

/** All documents below a document, each followed by those below it. */
async function* descendants(reader: DocumentReader, parent: Collection, path: string): AsyncGenerator<Owned> {
  for (const kind of below(parent)) {
    for await (const document of eachDocument(reader, { collection: `${path}/${idOf(kind)}` }, PAGE)) {
      yield { kind, document };
      yield* descendants(reader, kind, document.path);
    }
  }
}

/** Every document that belongs to a user, whatever its path. */
export async function* ownedBy(reader: DocumentReader, userId: string): AsyncGenerator<Owned> {
  const where = [{ field: 'userId', op: '==', value: userId }] as const;
  yield* one(reader, collections.users, paths.user(userId));
  for (const kind of topCollections.filter(({ owner }) => owner === 'session')) {
    for await (const document of eachDocument(reader, { collection: idOf(kind), where }, PAGE)) {
      yield { kind, document };
    }
  }
  for await (const mailbox of eachDocument(reader, { collection: paths.mailboxes, where }, PAGE)) {
    yield { kind: collections.mailboxes, document: mailbox };
    yield* descendants(reader, collections.mailboxes, mailbox.path);
    for (const kind of besideMailboxes) yield* one(reader, kind, `${idOf(kind)}/${mailbox.id}`);
  }
  yield* descendants(reader, collections.users, paths.user(userId));
}

/** Top-level collections whose documents have the id of the mailbox that they belong to. */
export const besideMailboxes: readonly Collection[] = topCollections.filter(
  (kind) => kind.owner === 'mailbox' && idOf(kind) !== idOf(collections.mailboxes),
);
