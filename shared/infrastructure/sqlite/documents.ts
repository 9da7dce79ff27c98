import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { DocumentData, DocumentPatch, StoredDocument } from '../../application/ports/document-store.ts';
import { applyPatch, checkSize, pickFields } from '../document-store/data.ts';
import { type DocumentPath, parseDocumentPath } from '../document-store/path.ts';
import type { CheckedQuery } from '../document-store/query.ts';
import { readTransaction, toStoreError, writeTransaction } from './database.ts';
import { querySql } from './document-query.ts';

/**
 * The table of documents, synchronously. Commits are numbered; a document's version is the number of the commit that
 * wrote it last, so it is never used twice, not even after a deletion.
 */
export interface Documents {
  read(path: string): StoredDocument | null;
  readAll(paths: readonly string[]): (StoredDocument | null)[];
  find(query: CheckedQuery): StoredDocument[];
  count(query: CheckedQuery): number;
  /** The number of the latest commit. If it is unchanged, no document has changed. */
  latestCommit(): number;
  /** One consistent snapshot for several reads. */
  snapshot<T>(block: () => T): T;
  write<T>(block: (writer: DocumentWriter) => T): T;
}

export interface DocumentWriter {
  /** false: the document exists. */
  insert(at: DocumentPath, data: DocumentData): boolean;
  put(at: DocumentPath, data: DocumentData): void;
  patch(at: DocumentPath, patch: DocumentPatch, version?: string): 'updated' | 'missing' | 'conflict';
  remove(at: DocumentPath): void;
  /** Removes documents whose `ttl` is at or before `now`; returns how many. */
  removeExpired(now: number): number;
}

type Row = Record<string, unknown>;

const toDocument = (row: Row): StoredDocument => {
  const path = String(row.path);
  return {
    path,
    id: path.slice(path.lastIndexOf('/') + 1),
    data: JSON.parse(String(row.data)) as DocumentData,
    version: String(row.version),
  };
};

const translated = <T>(block: () => T): T => {
  try {
    return block();
  } catch (error) {
    throw toStoreError(error);
  }
};

export const openDocuments = (database: DatabaseSync): Documents => {
  const statements = new Map<string, StatementSync>();
  const prepare = (text: string): StatementSync => {
    const known = statements.get(text);
    if (known) return known;
    const statement = database.prepare(text);
    statements.set(text, statement);
    return statement;
  };
  const one = (text: string, ...bind: SQLInputValue[]): Row | undefined =>
    translated(() => prepare(text).get(...bind));
  const all = (text: string, ...bind: SQLInputValue[]): Row[] => translated(() => prepare(text).all(...bind));
  const run = (text: string, ...bind: SQLInputValue[]): number =>
    translated(() => Number(prepare(text).run(...bind).changes));

  const read = (path: string): StoredDocument | null => {
    const row = one('SELECT path, data, version FROM documents WHERE path = ?', path);
    return row ? toDocument(row) : null;
  };

  const exists = (path: string): boolean => one('SELECT 1 FROM documents WHERE path = ?', path) !== undefined;
  // A commit gets its number at its first change, so that one without changes writes nothing to the disk.
  const numberCommit = (): number =>
    Number(one('UPDATE commits SET latest = latest + 1 RETURNING latest')?.latest);

  const startWriting = (): DocumentWriter => {
    let number: number | null = null;
    const version = (): number => {
      number ??= numberCommit();
      return number;
    };
    const put = ({ path, collection, collectionId }: DocumentPath, data: DocumentData): void => {
      run(
        `INSERT INTO documents (path, collection, collection_id, data, version) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (path) DO UPDATE SET data = excluded.data, version = excluded.version`,
        path,
        collection,
        collectionId,
        JSON.stringify(data),
        version(),
      );
    };
    return {
      put,
      insert(at, data) {
        if (exists(at.path)) return false;
        put(at, data);
        return true;
      },
      patch(at, patch, expected) {
        const document = read(at.path);
        if (!document) return 'missing';
        if (expected !== undefined && document.version !== expected) return 'conflict';
        const data = applyPatch(document.data, patch);
        checkSize(at.path, data);
        put(at, data);
        return 'updated';
      },
      remove(at) {
        if (run('DELETE FROM documents WHERE path = ?', at.path) > 0) version();
      },
      removeExpired(now) {
        const removed = run("DELETE FROM documents WHERE json_extract(data, '$.ttl') <= ?", now);
        if (removed > 0) version();
        return removed;
      },
    };
  };

  return {
    read,
    readAll(paths) {
      const rows = all(
        'SELECT path, data, version FROM documents WHERE path IN (SELECT value FROM json_each(?))',
        JSON.stringify(paths.map((path) => parseDocumentPath(path).path)),
      );
      const found = new Map(rows.map(toDocument).map((document) => [document.path, document]));
      return paths.map((path) => found.get(path) ?? null);
    },
    find(query) {
      const { text, bind } = querySql(query);
      const { select } = query;
      if (!select) return all(text, ...bind).map(toDocument);
      // Row by row, so that only one document is in memory with the fields that are not selected.
      return translated(() => {
        const found: StoredDocument[] = [];
        for (const row of prepare(text).iterate(...bind)) found.push(pickFields(toDocument(row), select));
        return found;
      });
    },
    count(query) {
      const { text, bind } = querySql(query);
      return Number(one(`SELECT count(*) AS n FROM (${text})`, ...bind)?.n);
    },
    latestCommit: () => Number(one('SELECT latest FROM commits')?.latest),
    snapshot: (block) => translated(() => readTransaction(database, block)),
    write: (block) => translated(() => writeTransaction(database, () => block(startWriting()))),
  };
};
