import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, toStoreError, writeTransaction } from './database.ts';

const failure = (call: () => unknown): unknown => {
  try {
    call();
  } catch (error) {
    return toStoreError(error);
  }
  return 'no failure';
};

describe('a database', () => {
  let path = '';
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-'));
    path = join(folder, 'a.db');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('is durable: a log ahead of the file, on the disk before a commit returns', () => {
    const database = openDatabase(path);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    database.close();
  });

  it('undoes a block that throws', () => {
    const database = openDatabase(path);
    database.exec('CREATE TABLE t (a)');
    const block = () => {
      database.exec('INSERT INTO t VALUES (1)');
      throw new Error('no');
    };
    expect(() => writeTransaction(database, block)).toThrow('no');
    expect(database.isTransaction).toBe(false);
    expect(database.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 });
    database.close();
  });

  it("says SQLite's failures in the store's words", () => {
    const [one, other] = [new DatabaseSync(path), new DatabaseSync(path, { timeout: 0 })];
    const readOnly = new DatabaseSync(path, { readOnly: true });
    one.exec('BEGIN IMMEDIATE');
    expect(failure(() => other.exec('BEGIN IMMEDIATE'))).toMatchObject({ code: 'contention' });
    one.exec('ROLLBACK');
    expect(failure(() => readOnly.exec('DELETE FROM t'))).toMatchObject({ code: 'unavailable' });
    one.exec('PRAGMA max_page_count = 1');
    const fill = () => one.exec('INSERT INTO t VALUES (zeroblob(100000))');
    expect(failure(fill)).toMatchObject({ name: 'StoreError', code: 'unavailable' });
    for (const database of [one, other, readOnly]) database.close();
    expect(failure(() => one.exec('SELECT 1'))).toMatchObject({ code: 'unavailable' });
    expect(failure(() => new DatabaseSync(folder))).toMatchObject({ code: 'unavailable' });
  });

  it('leaves bugs as they are', () => {
    const database = new DatabaseSync(':memory:');
    expect(failure(() => database.exec('SELECT nonsense'))).toMatchObject({ code: 'ERR_SQLITE_ERROR' });
    const bug = new TypeError('bug');
    expect(toStoreError(bug)).toBe(bug);
    database.close();
  });
});
