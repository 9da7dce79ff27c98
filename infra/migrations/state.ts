import type { DocumentStore } from '../../shared/application/ports/document-store.ts';
import { type MigrationState, migrationStateSchema } from '../../shared/persistence/migration-state.ts';
import { paths } from '../../shared/persistence/paths.ts';

export const readState = async (
  reader: Pick<DocumentStore, 'get'>,
  id: string,
): Promise<MigrationState | null> => {
  const document = await reader.get(paths.migration(id));
  return document ? migrationStateSchema.parse(document.data) : null;
};
