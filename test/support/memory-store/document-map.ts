import type { StoredDocument } from '../../../shared/application/ports/document-store.ts';
import type { CheckedQuery } from '../../../shared/infrastructure/document-store/query.ts';

const collectionOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Documents by path, and by collection, so that a query looks at no others. */
export class DocumentMap extends Map<string, StoredDocument> {
  readonly #collections = new Map<string, Map<string, StoredDocument>>();

  override set(path: string, document: StoredDocument): this {
    const collection = collectionOf(path);
    const members = this.#collections.get(collection) ?? new Map<string, StoredDocument>();
    this.#collections.set(collection, members.set(path, document));
    return super.set(path, document);
  }

  override delete(path: string): boolean {
    const collection = collectionOf(path);
    const members = this.#collections.get(collection);
    members?.delete(path);
    if (members?.size === 0) this.#collections.delete(collection);
    return super.delete(path);
  }

  override clear(): void {
    this.#collections.clear();
    super.clear();
  }

  /** Documents of one collection. */
  in(collection: string): Iterable<StoredDocument> {
    return this.#collections.get(collection)?.values() ?? [];
  }

  /** Documents of the collections that the query asks for. */
  *candidates(query: CheckedQuery): Generator<StoredDocument> {
    if (!query.group) {
      yield* this.in(query.collection);
      return;
    }
    const suffix = `/${query.collectionId}`;
    for (const [collection, members] of this.#collections) {
      if (collection === query.collectionId || collection.endsWith(suffix)) yield* members.values();
    }
  }
}
