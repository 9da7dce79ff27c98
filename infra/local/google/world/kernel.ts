import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { makePrivate } from '../../../../shared/infrastructure/make-private.ts';
import { ADDED_COLUMNS, SCHEMA } from './schema.ts';

/** Clock and randomness, passed in so that a run can be repeated. */
export interface Chance {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Uniform in [0, 1). */
  readonly random: () => number;
}

type Row = Record<string, SQLInputValue>;

/** The base of the local Google: one SQLite file, synchronous transactions, and the given clock and random source. */
export interface Kernel extends Chance {
  all<T = Row>(sql: string, ...values: SQLInputValue[]): T[];
  get<T = Row>(sql: string, ...values: SQLInputValue[]): T | null;
  run(sql: string, ...values: SQLInputValue[]): number;
  /** All or nothing; a transaction inside a transaction joins it. */
  transaction<T>(work: () => T): T;
  /** Runs once per key at the end of the transaction, still inside it. Outside a transaction it runs at once. */
  atCommit(key: string, work: () => void): void;
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string;
  /** Called after a transaction that changed something has been committed. */
  onCommit(listener: () => void): void;
  close(): void;
}

/** Opens (and if needed creates) the database. WAL with synchronous=NORMAL survives the death of the process. */
export function openKernel(databasePath: string, chance: Chance): Kernel {
  if (databasePath !== ':memory:') {
    closeSync(openSync(databasePath, 'a', 0o600));
    makePrivate([databasePath, `${databasePath}-wal`, `${databasePath}-shm`], 0o600);
  }
  const database = new DatabaseSync(databasePath);
  database.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA secure_delete = ON;',
  );
  database.exec(SCHEMA);
  for (const { table, name, definition } of ADDED_COLUMNS) {
    const present = database.prepare('SELECT 1 FROM pragma_table_info(?) WHERE name = ?').get(table, name);
    if (present === undefined) database.exec(`ALTER TABLE ${table} ADD COLUMN ${name} ${definition}`);
  }
  const statements = new Map<string, StatementSync>();
  const listeners: (() => void)[] = [];
  const closing = new Map<string, () => void>();
  let depth = 0;
  let changed = false;

  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };

  const announce = () => {
    if (!changed || depth > 0) return;
    changed = false;
    for (const listener of listeners) listener();
  };

  return {
    now: chance.now,
    random: chance.random,
    all: <T>(sql: string, ...values: SQLInputValue[]) => prepare(sql).all(...values) as T[],
    get: <T>(sql: string, ...values: SQLInputValue[]) => (prepare(sql).get(...values) ?? null) as T | null,
    run: (sql, ...values) => {
      const changes = Number(prepare(sql).run(...values).changes);
      changed ||= changes > 0;
      announce();
      return changes;
    },
    transaction: (work) => {
      if (depth > 0) return work();
      database.exec('BEGIN IMMEDIATE');
      depth = 1;
      let result: ReturnType<typeof work>;
      try {
        result = work();
        for (const last of closing.values()) last();
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        changed = false;
        throw error;
      } finally {
        depth = 0;
        closing.clear();
      }
      announce();
      return result;
    },
    atCommit: (key, work) => {
      if (depth === 0) work();
      else closing.set(key, work);
    },
    hex: (digits) =>
      Array.from({ length: digits }, () => Math.floor(chance.random() * 16).toString(16)).join(''),
    onCommit: (listener) => {
      listeners.push(listener);
    },
    close: () => database.close(),
  };
}
