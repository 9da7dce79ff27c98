import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { longHtml, longText } from '../../../test/mail/stored/large-mails.ts';
import { judgeMail, slim } from '../../mail/judge.ts';
import { createMailJudge } from './judge.ts';

const KINDS = new URL('../../../test/fixtures/mail/kinds/', import.meta.url);
const own = ['owner@example.org'];

describe('a mail that is judged in a thread', () => {
  test('is judged as in place', async () => {
    const files = readdirSync(KINDS).filter((file) => file.endsWith('.eml'));
    const inThread = createMailJudge({ maxHere: 0 });
    for (const file of files.filter((_, n) => n % 8 === 0)) {
      const raw = readFileSync(new URL(file, KINDS));
      expect(await inThread.judge({ raw, own }), file).toEqual(slim(await judgeMail({ raw, own })));
    }
  });

  test('keeps its beginning, and what comes back is small', async () => {
    const judge = createMailJudge();
    for (const raw of [longText(8_000_000), longHtml(4_000_000)]) {
      const judged = await judge.judge({ raw, own });
      expect(judged?.parsed.from).toEqual([{ email: 'jane@example.com', name: 'Jane' }]);
      expect(JSON.stringify(judged).length).toBeLessThan(2_000_000);
    }
  });

  test.each([
    ['memory', { heapMb: 8 }],
    ['time', { timeoutMs: 1 }],
  ])('is given up at its limit of %s, and the process lives on', async (_what, limits) => {
    const judge = createMailJudge(limits);
    expect(await judge.judge({ raw: longText(8_000_000), own })).toBeNull();
    expect(await judge.judge({ raw: Buffer.from('From: jane@example.com\r\n\r\nYes.'), own })).toMatchObject({
      text: 'Yes.',
    });
  });

  test('several at once: one after the other, each with its own answer', async () => {
    const judge = createMailJudge({ maxHere: 0 });
    const mail = (n: number) => ({ raw: Buffer.from(`From: jane@example.com\r\n\r\nNumber ${n}`), own });
    const judged = await Promise.all([1, 2, 3].map((n) => judge.judge(mail(n))));
    expect(judged.map((one) => one?.text)).toEqual(['Number 1', 'Number 2', 'Number 3']);
  });

  test('the bytes that were given stay with their owner', async () => {
    const raw = longText(1_000_000);
    await createMailJudge().judge({ raw, own });
    expect(raw.byteLength).toBeGreaterThan(900_000);
  });
});
