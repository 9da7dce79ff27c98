import { exportOf } from '../../persistence/exported.ts';
import { ownedBy } from '../../persistence/owned.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

/**
 * Everything that is stored about a user, as one JSON document (`accountExport` in shared/contract), streamed in
 * pieces. Contains no token, because the store has none.
 */
export const exportAccount = (deps: { readonly store: DocumentStore; readonly clock: Clock }) =>
  async function* (userId: string): AsyncGenerator<string> {
    const head = { format: 'email-ai-export', version: 1, exportedAt: deps.clock.now() };
    yield `${JSON.stringify(head).slice(0, -1)},"documents":[`;
    let separator = '';
    for await (const owned of ownedBy(deps.store, userId)) {
      const document = exportOf(owned);
      if (!document) continue;
      yield separator + JSON.stringify(document);
      separator = ',';
    }
    yield ']}';
  };
