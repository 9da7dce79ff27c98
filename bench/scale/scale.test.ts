import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withRequiredIndexes } from '../../shared/infrastructure/document-store/required-index.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';
import { indexes } from '../../shared/persistence/indexes.ts';
import { type Population, populate } from './population.ts';
import { playRound } from './rounds.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'email-ai-scale-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const round = async (name: string, population: Population) => {
  const path = join(folder, name);
  populate(path, population);
  const store = withRequiredIndexes(createSqliteStore({ path, indexes }), indexes);
  const played = await playRound(store);
  await store.close();
  return played;
};

// What `npm run bench:scale` says of a million threads, here of thousands and in numbers that do not depend on the machine.
test('a round takes work in proportion to what is due, not to what exists', async () => {
  const due = { dueThreads: 700, dueMailboxes: 250 };
  const small = await round('small', { mailboxes: 500, threads: 2_000, ...due });
  const large = await round('large', { mailboxes: 2_000, threads: 8_000, ...due });
  for (const { events, renewed } of [small, large]) {
    const turns = events.filter(({ topic }) => topic === 'thread-turn');
    expect(new Set(turns.map((event) => JSON.stringify(event.data))).size).toBe(700);
    expect(turns).toHaveLength(700);
    expect(events.filter(({ topic }) => topic === 'gmail-notification')).toHaveLength(250);
    expect(renewed).toBe(250);
  }
  const work = ({ queries, read, transactions }: typeof small) => ({ queries, read, transactions });
  expect(work(large)).toEqual(work(small));
  const more = await round('more', {
    mailboxes: 2_000,
    threads: 8_000,
    dueThreads: 1_400,
    dueMailboxes: 500,
  });
  expect(more.read).toBe(2 * large.read);
  expect(large.gmailAtOnce).toBeLessThanOrEqual(10);
});

test('what is beyond a minute’s work is left for the next', async () => {
  const { events } = await round('much', {
    mailboxes: 100,
    threads: 7_000,
    dueThreads: 7_000,
    dueMailboxes: 0,
  });
  expect(events).toHaveLength(3_000);
});
