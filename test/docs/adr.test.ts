import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../docs/adr');
const files = (await readdir(folder)).toSorted();

test('decisions are numbered without gaps', () => {
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
});

test.each(files)('%s has a title, a date and a status', async (file) => {
  const text = await readFile(join(folder, file), 'utf8');
  expect(text).toMatch(
    /^# .+\n\nDate: \d{4}-\d{2}-\d{2} · Status: (?:accepted|superseded by \[\d{4}\]\(\d{4}-[\w-]+\.md\))\n\n/,
  );
});

test.each(files)('%s links only to files that exist, and to no document outside', async (file) => {
  const text = await readFile(join(folder, file), 'utf8');
  for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)#]+)/g)) {
    await expect(readFile(join(folder, target)), target).resolves.toBeDefined();
  }
  expect(text).not.toMatch(/\bthe design\b/i);
});
