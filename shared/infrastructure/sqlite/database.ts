import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../application/ports/document-store.ts';
import { makePrivate } from '../make-private.ts';

// How long a write waits for another process. Every writer holds the lock for one synchronous block only.
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Opens (or creates) a SQLite file that several processes may use at once. Only its owner can read it, whatever its
 * mode was.
 *
 * Deleted data is overwritten in the file and, with the next `truncateLog`, in the log.
 * https://www.sqlite.org/pragma.html#pragma_secure_delete
 *
 * WAL with synchronous=FULL: a commit that returned survives kill -9 and, if the disk does not lie, power loss. NORMAL
 * would be faster, but may lose the last commits on power loss: a lost "sent" is a mail sent twice.
 * https://www.sqlite.org/pragma.html#pragma_synchronous
 */
export const openDatabase = (path: string): DatabaseSync => {
  if (path !== ':memory:') {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600)); // -wal and -shm inherit the file's mode
    makePrivate([path, `${path}-wal`, `${path}-shm`], 0o600);
  }
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA secure_delete = ON;
    PRAGMA cache_size = -16000;
    PRAGMA trusted_schema = OFF;
  `);
  truncateLog(database);
  return database;
};

/**
 * Writes the log into the file and truncates it, so that it contains no deleted data. Does nothing while others read or
 * write; it is called again soon. https://www.sqlite.org/pragma.html#pragma_wal_checkpoint
 */
export const truncateLog = (database: DatabaseSync): void => {
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE);');
  } finally {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  }
};

const transaction = <T>(database: DatabaseSync, begin: string, block: () => T): T => {
  database.exec(begin);
  try {
    const result = block();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/** Runs a synchronous block as one write transaction: other processes wait, and an exception rolls it back. */
export const writeTransaction = <T>(database: DatabaseSync, block: () => T): T =>
  transaction(database, 'BEGIN IMMEDIATE', block);

/** Runs a synchronous block of reads on one snapshot of the file. */
export const readTransaction = <T>(database: DatabaseSync, block: () => T): T =>
  transaction(database, 'BEGIN', block);

// Primary result codes: https://www.sqlite.org/rescode.html
const CODES: Readonly<Record<number, StoreError['code']>> = {
  5: 'contention', // BUSY
  6: 'contention', // LOCKED
  7: 'unavailable', // NOMEM
  8: 'unavailable', // READONLY
  10: 'unavailable', // IOERR
  13: 'unavailable', // FULL
  14: 'unavailable', // CANTOPEN
  15: 'contention', // PROTOCOL
  18: 'too_large', // TOOBIG
};

/** Converts SQLite's own failures to StoreError; other errors (bugs) are returned unchanged. */
export const toStoreError = (error: unknown): unknown => {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE') {
    return new StoreError('unavailable', 'the store is closed', { cause: error });
  }
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  const code = CODES[error.errcode & 0xff];
  return code ? new StoreError(code, `sqlite: ${error.message}`, { cause: error }) : error;
};
