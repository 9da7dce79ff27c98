import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { indexes } from '../../shared/persistence/indexes.ts';
import { populate } from './population.ts';
import { playRound } from './rounds.ts';

/**
 * `npm run bench:scale`: one sweep and one round of renewing watches in a store of 100,000 mailboxes and 1,000,000
 * threads, compared with a store of a tenth of the size and as much due. Only the ratios are meaningful.
 */
const { values } = parseArgs({
  options: {
    mailboxes: { type: 'string', default: '100000' },
    threads: { type: 'string', default: '1000000' },
    due: { type: 'string', default: '3000' },
  },
});
const [mailboxes, threads, due] = [values.mailboxes, values.threads, values.due].map(Number) as [
  number,
  number,
  number,
];
const folder = await mkdtemp(join(tmpdir(), 'email-ai-scale-'));
try {
  const rows = [];
  for (const part of [0.1, 1]) {
    const path = join(folder, `${part}.sqlite`);
    const size = { mailboxes: mailboxes * part, threads: threads * part };
    populate(path, { ...size, dueThreads: due, dueMailboxes: due / 10 });
    const store = createSqliteStore({ path, indexes });
    global.gc?.();
    const before = process.memoryUsage().rss;
    const { sweepMs, renewMs, queries, read, transactions } = await playRound(store);
    await store.close();
    rows.push({
      ...size,
      due,
      queries,
      read,
      transactions,
      'sweep ms': Math.round(sweepMs),
      'renewal ms': Math.round(renewMs),
      'memory grown MB': Math.round((process.memoryUsage().rss - before) / 1e6),
    });
  }
  console.table(rows);
  const [small, large] = rows;
  const ratio = (large?.['sweep ms'] ?? 0) / Math.max(1, small?.['sweep ms'] ?? 1);
  console.log(`Ten times as much in the store: the sweep takes ${ratio.toFixed(2)} times as long.`);
  if (ratio > 3) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
