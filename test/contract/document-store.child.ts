import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';

/*
 * Another process with the same file open.
 *   increment PATH TIMES   add one to counters/c, TIMES times, in transactions
 *   journal PATH           append entries for ever, one transaction each, and print the number of each that is in
 */
const [command, path = '', times] = process.argv.slice(2);
const store = createSqliteStore({ path, indexes: [{ collection: 'entries', fields: [{ field: 'n' }] }] });

const increment = (): Promise<void> =>
  store.transaction(async (tx) => {
    const counter = await tx.get('counters/c');
    tx.set('counters/c', { n: Number(counter?.data.n ?? 0) + 1 });
  });

const append = (): Promise<number> =>
  store.transaction(async (tx) => {
    const n = Number((await tx.get('journals/j'))?.data.length ?? 0);
    tx.create(`journals/j/entries/${n}`, { n, text: 'x'.repeat(2_000) });
    tx.set('journals/j', { length: n + 1 });
    return n;
  });

if (command === 'increment') {
  for (let n = 0; n < Number(times); n += 1) await increment();
  await store.close();
} else if (command === 'journal') {
  for (;;) process.stdout.write(`${await append()}\n`);
} else {
  throw new Error(`unknown command ${command}`);
}
