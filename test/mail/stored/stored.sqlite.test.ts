import { createSqliteStore } from '../../../shared/infrastructure/sqlite/document-store.ts';
import { indexes } from '../../../shared/persistence/indexes.ts';
import { describeStoredMails } from './properties.ts';

describeStoredMails(async () => createSqliteStore({ path: ':memory:', indexes }), 80);
