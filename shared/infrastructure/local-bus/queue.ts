import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { openDatabase, writeTransaction } from '../sqlite/database.ts';

export interface Claimed {
  readonly id: number;
  readonly topic: string;
  readonly data: unknown;
  /** Epoch ms. */
  readonly publishedAt: number;
  /** 1 for the first delivery. */
  readonly attempt: number;
  readonly bulk: boolean;
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
 * The bus's table. Claiming a message moves its `due_at` by the visibility time-out; only an acknowledgement deletes
 * it. Several processes may publish and claim: each statement is atomic.
 */
export interface Queue {
  /** `bulk`: low priority. */
  add(message: {
    readonly topic: string;
    readonly data: string;
    readonly now: number;
    readonly bulk: boolean;
  }): void;
  /**
   * Claims up to `limit` due messages for `owner` until `visibleAt`: bulk messages last, and at most `bulkLimit` of
   * them. Messages that have had all their attempts become dead letters. The time does not grow with the number of
   * messages.
   */
  claim(request: {
    readonly owner: string;
    readonly now: number;
    readonly visibleAt: number;
    readonly limit: number;
    readonly bulkLimit: number;
    readonly maxAttempts: number;
  }): { readonly claimed: readonly Claimed[]; readonly buried: readonly DeadLetter[] };
  acknowledge(id: number): void;
  /** Releases a claimed message, unless another consumer has claimed it since. */
  giveBack(id: number, owner: string, attempt: number, dueAt: number): void;
  bury(id: number, owner: string, attempt: number, now: number): void;
  owners(): readonly string[];
  /** Makes all messages that this owner had claimed due now. */
  release(owner: string, now: number): void;
  /** Makes due at once what is due later than `latest`: a clock that was ahead has put it there. */
  heal(latest: number, now: number): void;
  /**
   * When the next message is due, in epoch ms; null: none waits. Bulk messages count only if a worker is free for them.
   */
  nextDueAt(bulkToo: boolean): number | null;
  /** Waiting or being delivered. */
  pending(): number;
  /** `pending() === 0`, in constant time. */
  isEmpty(): boolean;
  deadLetters(): readonly DeadLetter[];
  /** Gives one dead letter, or all, new attempts. Returns how many. */
  replay(messageId: string | null, now: number): number;
  /** Deletes one dead letter, or all. Returns how many. */
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
    dead_at INTEGER,
    bulk INTEGER NOT NULL DEFAULT 0
  ) STRICT;
`;

/** Created after the column `bulk` is there, which files of earlier releases lack. */
const INDEXES = `
  DROP INDEX IF EXISTS bus_due;
  CREATE INDEX IF NOT EXISTS bus_due_by_kind ON bus_messages (bulk, due_at, id) WHERE dead_at IS NULL;
`;

const LIVE = 'dead_at IS NULL';

type Row = Record<string, SQLOutputValue>;

const toClaimed = (row: Row): Claimed => ({
  id: Number(row.id),
  topic: String(row.topic),
  data: JSON.parse(String(row.data)),
  publishedAt: Number(row.published_at),
  attempt: Number(row.attempts),
  bulk: row.bulk === 1,
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
    'INSERT INTO bus_messages (topic, data, published_at, due_at, bulk) VALUES (:topic, :data, :now, :now, :bulk)',
  ),
  claim: database.prepare(
    `UPDATE bus_messages SET owner = :owner, attempts = attempts + 1, due_at = :visibleAt
     WHERE id IN (SELECT id FROM bus_messages WHERE ${LIVE} AND bulk = :bulk AND due_at <= :now
                  ORDER BY due_at, id LIMIT :limit)
     RETURNING *`,
  ),
  acknowledge: database.prepare('DELETE FROM bus_messages WHERE id = :id'),
  giveBack: database.prepare(
    `UPDATE bus_messages SET owner = NULL, due_at = :dueAt
     WHERE id = :id AND owner = :owner AND attempts = :attempt AND ${LIVE}`,
  ),
  buryClaimed: database.prepare(
    'UPDATE bus_messages SET owner = NULL, dead_at = :now, attempts = :attempts WHERE id = :id',
  ),
  bury: database.prepare(
    `UPDATE bus_messages SET owner = NULL, dead_at = :now
     WHERE id = :id AND owner = :owner AND attempts = :attempt AND ${LIVE}`,
  ),
  owners: database.prepare(`SELECT DISTINCT owner FROM bus_messages WHERE owner IS NOT NULL AND ${LIVE}`),
  release: database.prepare(
    `UPDATE bus_messages SET owner = NULL, due_at = :now WHERE owner = :owner AND ${LIVE}`,
  ),
  heal: database.prepare(
    `UPDATE bus_messages SET due_at = :now WHERE bulk IN (0, 1) AND due_at > :latest AND ${LIVE}`,
  ),
  nextDue: database.prepare(`SELECT min(due_at) AS due FROM bus_messages WHERE ${LIVE} AND bulk = :bulk`),
  pending: database.prepare(`SELECT count(*) AS n FROM bus_messages WHERE ${LIVE}`),
  any: database.prepare(`SELECT EXISTS (SELECT 1 FROM bus_messages WHERE ${LIVE} AND bulk IN (0, 1)) AS n`),
  dead: database.prepare('SELECT * FROM bus_messages WHERE dead_at IS NOT NULL ORDER BY id'),
  replay: database.prepare(
    `UPDATE bus_messages SET dead_at = NULL, attempts = 0, due_at = :now
     WHERE dead_at IS NOT NULL AND (:id IS NULL OR CAST(id AS TEXT) = :id)`,
  ),
  purge: database.prepare(
    'DELETE FROM bus_messages WHERE dead_at IS NOT NULL AND (:id IS NULL OR CAST(id AS TEXT) = :id)',
  ),
});

const prepareTable = (database: DatabaseSync): void =>
  writeTransaction(database, () => {
    database.exec(SCHEMA);
    const columns = database.prepare('PRAGMA table_info(bus_messages)').all();
    if (!columns.some(({ name }) => name === 'bulk')) {
      database.exec('ALTER TABLE bus_messages ADD COLUMN bulk INTEGER NOT NULL DEFAULT 0');
    }
    database.exec(INDEXES);
  });

/** Opens the table in this SQLite file, which may contain other tables. */
export const openQueue = (databasePath: string): Queue => {
  const database = openDatabase(databasePath);
  prepareTable(database);
  const sql = prepare(database);

  const take = (bulk: 0 | 1, request: Omit<Parameters<Queue['claim']>[0], 'bulkLimit'>) => {
    const { owner, now, visibleAt, limit, maxAttempts } = request;
    const claimed: Claimed[] = [];
    const buried: DeadLetter[] = [];
    while (claimed.length < limit) {
      const asked = limit - claimed.length;
      const rows = sql.claim.all({ owner, now, visibleAt, bulk, limit: asked });
      for (const row of rows) {
        const message = toClaimed(row);
        if (message.attempt <= maxAttempts) {
          claimed.push(message);
          continue;
        }
        // Its last delivery had no result; this claim does not count as an attempt.
        const attempts = message.attempt - 1;
        sql.buryClaimed.run({ id: message.id, now, attempts });
        buried.push({ ...toDeadLetter(row), deadAt: now, attempts });
      }
      if (rows.length < asked) break;
    }
    return { claimed, buried };
  };

  return {
    add: ({ topic, data, now, bulk }) => void sql.add.run({ topic, data, now, bulk: bulk ? 1 : 0 }),
    claim: ({ bulkLimit, ...request }) => {
      const prompt = take(0, request);
      const limit = Math.min(bulkLimit, request.limit - prompt.claimed.length);
      const bulk = take(1, { ...request, limit });
      return {
        claimed: [...prompt.claimed, ...bulk.claimed],
        buried: [...prompt.buried, ...bulk.buried],
      };
    },
    acknowledge: (id) => void sql.acknowledge.run({ id }),
    giveBack: (id, owner, attempt, dueAt) => void sql.giveBack.run({ id, owner, attempt, dueAt }),
    bury: (id, owner, attempt, now) => void sql.bury.run({ id, owner, attempt, now }),
    owners: () => sql.owners.all().map((row) => String(row.owner)),
    release: (owner, now) => void sql.release.run({ owner, now }),
    heal: (latest, now) => void sql.heal.run({ latest, now }),
    nextDueAt: (bulkToo) => {
      const dues = (bulkToo ? [0, 1] : [0])
        .map((bulk) => sql.nextDue.get({ bulk })?.due)
        .filter((due) => typeof due === 'number');
      return dues.length > 0 ? Math.min(...dues) : null;
    },
    pending: () => Number(sql.pending.get()?.n),
    isEmpty: () => sql.any.get()?.n === 0,
    deadLetters: () => sql.dead.all().map(toDeadLetter),
    replay: (id, now) => Number(sql.replay.run({ id, now }).changes),
    purge: (id) => Number(sql.purge.run({ id }).changes),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
};
