import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beyondBudget, judgeAll } from './judge-all.ts';
import { monster, mutatedMail } from './mutations.ts';

const KINDS = new URL('../fixtures/mail/kinds/', import.meta.url);
const mails = readdirSync(KINDS)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => readFileSync(new URL(file, KINDS)));

/** Recorded with every mail; three such texts and the rest have to fit into a document of 1 MiB. */
const MAX_DIAGNOSTIC = 500;

const judged = async (raw: Uint8Array): Promise<void> => {
  const found = await judgeAll(raw);
  expect(beyondBudget(found.mail)).toEqual([]);
  expect(found.class.reason.length).toBeLessThan(100);
  if (found.class.kind === 'bounce')
    expect(found.class.diagnostic?.length ?? 0).toBeLessThanOrEqual(MAX_DIAGNOSTIC);
  expect(found.content?.length ?? 0).toBeLessThanOrEqual(1000);
};

test('damaged mails are judged without a crash, and stay within the budget', async () => {
  await fc.assert(fc.asyncProperty(mutatedMail(mails), judged), { numRuns: 150 });
});

test('so are monsters made of the grammar', async () => {
  await fc.assert(fc.asyncProperty(monster, judged), { numRuns: 150 });
});

test('a mail of a hundred attachments with long names, and a hundred senders with long names', async () => {
  const parts = Array.from(
    { length: 500 },
    (_, n) =>
      `--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="${'n'.repeat(3000)}${n}.pdf"\r\n\r\nx\r\n`,
  );
  const people = Array.from(
    { length: 150 },
    (_, n) => `"${'n'.repeat(900)}" <a${n}@${'d'.repeat(300)}.com>`,
  ).join(',\r\n ');
  const raw = new TextEncoder().encode(
    `From: ${people}\r\nCc: ${people}\r\nSubject: ${'s'.repeat(9000)}\r\nReferences: ${'<a@b> '.repeat(5000)}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('')}--b--`,
  );
  const { mail } = await judgeAll(raw);
  expect(beyondBudget(mail)).toEqual([]);
  expect(mail.flags.truncated).toBe(true);
  expect(mail.attachments[0]?.name).toMatch(/…\.pdf$/);
  // A cut address is none that could be written to, or that equals another.
  expect(mail.from.every(({ email }) => email.endsWith('…'))).toBe(true);
  const { headers: _, ...recorded } = mail;
  expect(JSON.stringify(recorded).length).toBeLessThan(500_000);
});
