import { type LibraryState, librarySchema, NO_LIBRARY } from '../../domain/knowledge/document.ts';
import { stored } from '../../domain/stored.ts';
import { paths } from '../../persistence/paths.ts';
import type { StoredDocument, Transaction } from '../ports/document-store.ts';

/** The only field that is needed here, so that a document that is otherwise unreadable does not stand in the way. */
const holderSchema = stored({ library: librarySchema.catch(NO_LIBRARY).default(NO_LIBRARY) });

/** Whose documents these are: the assistant's own, or those for all assistants, which the user's document counts. */
export const holderPath = (userId: string, assistantId: string | null): string =>
  assistantId === null ? paths.user(userId) : paths.assistant(userId, assistantId);

const libraryOf = ({ data }: StoredDocument): LibraryState => holderSchema.parse(data).library;

/** Says in the same transaction that what the holder's assistants are given has changed. `ready`: by how many documents. */
export const noteChange = (tx: Transaction, holder: StoredDocument | null, ready: number): void => {
  if (!holder) return;
  const library = libraryOf(holder);
  tx.update(holder.path, {
    library: { ...library, ready: Math.max(0, library.ready + ready), revision: library.revision + 1 },
  });
};
