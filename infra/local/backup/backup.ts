import { chmod, copyFile, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { backup as copyDatabase, DatabaseSync } from 'node:sqlite';
import { localDatabasePath, originalsFolder } from '../../../shared/app.ts';

const NAME = /^email-ai-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}Z$/;

/**
 * Copies the database (which may be in use), the vault's key and the originals of documents into a new folder below `target`, named by the time (epoch ms),
 * and returns its path. The folder is renamed last, so it is complete or absent. Throws if there is nothing to copy.
 * https://www.sqlite.org/backup.html
 */
export const backUp = async (dataDir: string, target: string, now: number): Promise<string> => {
  const source = localDatabasePath(dataDir);
  await stat(source);
  const folder = join(target, `email-ai-${new Date(now).toISOString().replaceAll(':', '-')}`);
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(source, { timeout: 10_000 });
  try {
    await copyDatabase(database, localDatabasePath(unfinished));
  } finally {
    database.close();
  }
  const key = join(unfinished, 'vault.key');
  await copyFile(join(dataDir, 'vault.key'), key);
  await chmod(key, 0o600);
  await chmod(localDatabasePath(unfinished), 0o600);
  // After the database: what was added meanwhile is too much, and what was deleted is missed by nobody.
  await cp(originalsFolder(dataDir), originalsFolder(unfinished), { recursive: true }).catch(
    (error: unknown) => {
      // No document was ever added.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    },
  );
  await rename(unfinished, folder);
  return folder;
};

const DAY_MS = 24 * 60 * 60_000;

const backupsIn = async (target: string): Promise<readonly string[]> =>
  (await readdir(target).catch(() => [])).filter((name) => NAME.test(name)).sort();

/** The time of a backup from its name, epoch ms. */
const timeOf = (name: string): number =>
  Date.parse(name.replace('email-ai-', '').replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'));

/** Whether the newest backup below `target` is a day old. Restarts therefore make no extra backups. */
export const isBackupDue = async (target: string, now: number): Promise<boolean> => {
  const newest = (await backupsIn(target)).at(-1);
  return newest === undefined || now - timeOf(newest) >= DAY_MS;
};

/** Deletes all but the newest `keep` backups below `target`, and nothing else there. */
export const dropOldBackups = async (target: string, keep: number): Promise<void> => {
  const backups = await backupsIn(target);
  for (const name of backups.slice(0, Math.max(0, backups.length - keep))) {
    await rm(join(target, name), { recursive: true, force: true });
  }
};
