import { DatabaseSync } from 'node:sqlite';
import type { GivenPassage } from '../../shared/domain/knowledge/given.ts';

/** SQLite's full-text search over the same passages, for comparison. Words and their pieces are looked up, any of them. */
export const fts5Over = (
  passages: readonly GivenPassage[],
  tokenizer: 'porter unicode61 remove_diacritics 2' | 'trigram',
): ((mail: string, count: number) => readonly GivenPassage[]) => {
  const database = new DatabaseSync(':memory:');
  database.exec(`CREATE VIRTUAL TABLE passages USING fts5(heading, text, tokenize = '${tokenizer}')`);
  const insert = database.prepare('INSERT INTO passages(rowid, heading, text) VALUES (?, ?, ?)');
  for (const [n, { document, heading, text }] of passages.entries())
    insert.run(n + 1, `${document} ${heading}`, text);
  const select = database.prepare(
    'SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages, 2, 1) LIMIT ?',
  );
  return (mail, count) => {
    const words = mail.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
    // A trigram index finds no shorter words, and Japanese has none longer than these.
    const terms =
      tokenizer === 'trigram'
        ? words.flatMap((word) =>
            Array.from({ length: Math.max(0, word.length - 2) }, (_, n) => word.slice(n, n + 3)),
          )
        : words;
    if (terms.length === 0) return [];
    const query = [...new Set(terms)].map((term) => `"${term}"`).join(' OR ');
    return select.all(query, count).flatMap(({ rowid }) => passages[Number(rowid) - 1] ?? []);
  };
};
