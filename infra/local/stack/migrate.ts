import type { DocumentStore } from '../../../shared/application/ports/document-store.ts';
import type { Logger } from '../../../shared/application/ports/logger.ts';
import { listMigrations } from '../../migrations/list.ts';
import { runMigration } from '../../migrations/run-migration.ts';

/** Brings the documents of an older release into today's shape, before anything reads them. One process owns the file. */
export const migrateUp = async (store: DocumentStore, logger: Logger, token: string): Promise<void> => {
  for (const migration of await listMigrations()) {
    const result = await runMigration({ store, now: Date.now, token, isAlone: true }, migration, 'up');
    if (result.kind !== 'done' || result.changed + result.failed.length === 0) continue;
    const fields = { migration: migration.id, changed: result.changed, failed: result.failed.length };
    if (result.failed.length > 0) logger.error('migration_incomplete', fields);
    else logger.info('migrated', fields);
  }
};
