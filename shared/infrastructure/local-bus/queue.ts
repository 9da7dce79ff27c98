import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { openDatabase } from '../sqlite/database.ts';

export interface Claimed {
  readonly id: number;
  readonly topic: string;
  readonly data: unknown;
  /** Epoch ms. */
  readonly publishedAt: number;
  /** 1 for the first delivery. */
  readonly attempt: number;
}

export interface DeadLetter {
  readonly messageId: string;
  readonly topic: string;
  readonly data: unknown;
  /** Epoch ms. */
  readonly publishedAt: number;
  /** Epoch ms. */
  readonly deadAt: number;
  readonly attempts: number;
}

/**
 * The bus's table. A message is `due_at` some time, which claiming it moves ahead by the visibility time-out; only an
 * acknowledgement deletes it. Several processes may publish and claim: each statement is atomic.
 */
export interface Queue {
  add(topic: string, data: string, now: number): void;
  /** Takes up to `limit` due messages for `owner` until `visibleAt`; buries those that have had all their attempts. */
  claim(request: {
    readonly owner: string;
    readonly now: number;
    readonly visibleAt: number;
    readonly limit: number;
    readonly maxAttempts: number;
  }): { readonly claimed: readonly Claimed[]; readonly buried: readonly DeadLetter[] };
  acknowledge(id: number): void;
  /** Gives a claimed message back, unless its claim has passed on to somebody else. */
  giveBack(id: number, owner: string, attempt: number, dueAt: number): void;
  bury(id: number, owner: string, attempt: number, now: number): void;
  owners(): readonly string[];
  /** Makes everything that this owner had claimed due now. */
  release(owner: string, now: number): void;
  /** When the next message is due, in epoch ms; null: none waits. */
  nextDueAt(): number | null;
  /** Waiting or being delivered. */
  pending(): number;
  deadLetters(): readonly DeadLetter[];
  /** Gives one dead letter, or all, a fresh set of attempts. How many there were. */
  replay(messageId: string | null, now: number): number;
  /** Deletes one dead letter, or all. How many there were. */
  purge(messageId: string | null): number;
  close(): void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS bus_messages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    data TEXT NOT NULL,
    published_at INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    owner TEXT,
    dead_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS bus_due ON bus_messages (due_at, id) WHERE dead_at IS NULL;
`;

const LIVE = 'dead_at IS NULL';

type Row = Record<string, SQLOutputValue>;

const toClaimed = (row: Row): Claimed => ({
  id: Number(row.id),
  topic: String(row.topic),
  data: JSON.parse(String(row.data)),
  publishedAt: Number(row.published_at),
  attempt: Number(row.attempts),
});

const toDeadLetter = (row: Row): DeadLetter => ({
  messageId: String(row.id),
  topic: String(row.topic),
  data: JSON.parse(String(row.data)),
  publishedAt: Number(row.published_at),
  deadAt: Number(row.dead_at),
  attempts: Number(row.attempts),
});

const prepare = (database: DatabaseSync) => ({
  add: database.prepare(
    'INSERT INTO bus_messages (topic, data, published_at, due_at) VALUES (:topic, :data, :now, :now)',
  ),
  buryExhausted: database.prepare(
    `UPDATE bus_messages SET dead_at = :now, owner = NULL
     WHERE ${LIVE} AND due_at <= :now AND attempts >= :maxAttempts RETURNING *`,
  ),
  claim: database.prepare(
    `UPDATE bus_messages SET owner = :owner, attempts = attempts + 1, due_at = :visibleAt
     WHERE id IN (SELECT id FROM bus_messages WHERE ${LIVE} AND due_at <= :now ORDER BY due_at, id LIMIT :limit)
     RETURNING *`,
  ),
  acknowledge: database.prepare('DELETE FROM bus_messages WHERE id = :id'),
  giveBack: database.prepare(
    `UPDATE bus_messages SET owner = NULL, due_at = :dueAt
     WHERE id = :id AND owner = :owner AND attempts = :attempt AND ${LIVE}`,
  ),
  bury: database.prepare(
    `UPDATE bus_messages SET owner = NULL, dead_at = :now
     WHERE id = :id AND owner = :owner AND attempts = :attempt AND ${LIVE}`,
  ),
  owners: database.prepare(`SELECT DISTINCT owner FROM bus_messages WHERE owner IS NOT NULL AND ${LIVE}`),
  release: database.prepare(
    `UPDATE bus_messages SET owner = NULL, due_at = :now WHERE owner = :owner AND ${LIVE}`,
  ),
  nextDue: database.prepare(`SELECT min(due_at) AS due FROM bus_messages WHERE ${LIVE}`),
  pending: database.prepare(`SELECT count(*) AS n FROM bus_messages WHERE ${LIVE}`),
  dead: database.prepare('SELECT * FROM bus_messages WHERE dead_at IS NOT NULL ORDER BY id'),
  replay: database.prepare(
    `UPDATE bus_messages SET dead_at = NULL, attempts = 0, due_at = :now
     WHERE dead_at IS NOT NULL AND (:id IS NULL OR CAST(id AS TEXT) = :id)`,
  ),
  purge: database.prepare(
    'DELETE FROM bus_messages WHERE dead_at IS NOT NULL AND (:id IS NULL OR CAST(id AS TEXT) = :id)',
  ),
});

/** Opens the table in this SQLite file, which may hold other things as well. */
export const openQueue = (databasePath: string): Queue => {
  const database = openDatabase(databasePath);
  database.exec(SCHEMA);
  const sql = prepare(database);
  return {
    add: (topic, data, now) => void sql.add.run({ topic, data, now }),
    claim: ({ owner, now, visibleAt, limit, maxAttempts }) => ({
      buried: sql.buryExhausted.all({ now, maxAttempts }).map(toDeadLetter),
      claimed: sql.claim.all({ owner, now, visibleAt, limit }).map(toClaimed),
    }),
    acknowledge: (id) => void sql.acknowledge.run({ id }),
    giveBack: (id, owner, attempt, dueAt) => void sql.giveBack.run({ id, owner, attempt, dueAt }),
    bury: (id, owner, attempt, now) => void sql.bury.run({ id, owner, attempt, now }),
    owners: () => sql.owners.all().map((row) => String(row.owner)),
    release: (owner, now) => void sql.release.run({ owner, now }),
    nextDueAt: () => {
      const due = sql.nextDue.get()?.due;
      return typeof due === 'number' ? due : null;
    },
    pending: () => Number(sql.pending.get()?.n),
    deadLetters: () => sql.dead.all().map(toDeadLetter),
    replay: (id, now) => Number(sql.replay.run({ id, now }).changes),
    purge: (id) => Number(sql.purge.run({ id }).changes),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
};
