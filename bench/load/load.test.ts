import { expect, test } from 'vitest';
import { runLoad } from './load.ts';
import { startMany } from './start-many.ts';

test('one after the other: each call is accounted for', async () => {
  const mailboxes = 12;
  const result = await runLoad({ mailboxes, concurrency: 1 });
  expect(result.notifications).toBe(5 * mailboxes);
  expect(result.answers).toEqual(Array.from({ length: mailboxes }, () => 1));
  expect(result.unread).toBe(0);
  // The mails of strangers are looked into once, by a search (5) after two reads.
  expect(result.quotaUnits).toBe((154 + 5) * mailboxes);
  // Of the five, one finds everything (four reads) and four come too late (one read each).
  expect(result.counts).toMatchObject({
    storeReads: (4 + 4) * mailboxes,
    storeWrites: 0,
    transactions: 4 * mailboxes,
    gmailCalls: 6 * mailboxes,
    modelCalls: mailboxes,
    published: mailboxes,
    vaultCalls: 0,
  });
  // What our own draft and mail announce: one reads the history and moves the cursor, the others come too late.
  expect(result.echoCounts).toMatchObject({
    storeReads: result.echoes + mailboxes,
    storeWrites: mailboxes,
    transactions: 0,
    gmailCalls: mailboxes,
    modelCalls: 0,
    published: 0,
  });
});

test('all at once: every genuine mail is answered once', async () => {
  const mailboxes = 30;
  const result = await runLoad({ mailboxes, concurrency: 20 });
  expect(result.answers).toEqual(Array.from({ length: mailboxes }, () => 1));
  expect(result.unread).toBe(0);
  expect(result.counts).toMatchObject({ modelCalls: mailboxes, published: mailboxes });
});

test('many started at once: each turn is asked for once, and the line stays short', async () => {
  const threads = 80;
  const { sent, needed, turnEvents, longest, left } = await startMany({
    threads,
    concurrency: 8,
    paceSeconds: 0,
    // Sweeps without a pause: what were published again would be so very often.
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  expect(sent).toBe(threads);
  expect(turnEvents).toBeLessThanOrEqual(1.1 * needed);
  expect(turnEvents).toBeGreaterThanOrEqual(needed);
  expect(longest).toBeLessThan(threads);
  expect(left).toBe(0);
});

test('many started at once, in pace: all but the first say when they are due, and an answer does not wait for them', async () => {
  const threads = 60;
  const { sent, planned, needed, turnEvents, left } = await startMany({
    threads,
    concurrency: 8,
    paceSeconds: 3600,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  expect({ sent, planned }).toEqual({ sent: 15, planned: threads - 15 });
  expect(turnEvents).toBeLessThanOrEqual(1.1 * needed);
  expect(left).toBe(0);
});
