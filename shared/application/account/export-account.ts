import { documentSchema } from '../../domain/knowledge/document.ts';
import { collections } from '../../persistence/collections.ts';
import { exportOf } from '../../persistence/exported.ts';
import { type Owned, ownedBy } from '../../persistence/owned.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Originals } from '../ports/originals.ts';

/** A document as it was uploaded, after what is stored about it. One is in memory at a time. */
const originalOf = async (originals: Originals, { kind, document: { path, data } }: Owned) => {
  if (kind.path !== collections.documents.path) return null;
  const parsed = documentSchema.safeParse(data);
  if (!parsed.success) return null;
  const { userId, id: documentId, version, readVersion, name } = parsed.data;
  const content =
    (await originals.get({ userId, documentId, version })) ??
    (readVersion > 0 ? await originals.get({ userId, documentId, version: readVersion }) : null);
  if (!content) return null;
  return { kind: 'original', path, data: { name, base64: Buffer.from(content).toString('base64') } };
};

/**
 * Everything that is stored about a user, as one JSON document (`accountExport` in shared/contract), streamed in
 * pieces. Contains no token, because the store has none.
 */
export const exportAccount = (deps: {
  readonly store: DocumentStore;
  readonly originals: Originals;
  readonly clock: Clock;
}) =>
  async function* (userId: string): AsyncGenerator<string> {
    const head = { format: 'email-ai-export', version: 1, exportedAt: deps.clock.now() };
    yield `${JSON.stringify(head).slice(0, -1)},"documents":[`;
    let separator = '';
    for await (const owned of ownedBy(deps.store, userId)) {
      const document = exportOf(owned);
      if (!document) continue;
      yield separator + JSON.stringify(document);
      separator = ',';
      const original = await originalOf(deps.originals, owned);
      if (original) yield separator + JSON.stringify(original);
    }
    yield ']}';
  };
