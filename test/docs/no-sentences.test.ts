import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
/** Where decisions are taken: everything but the tables that say codes in words. */
const DECIDING = [
  'shared/domain',
  'shared/application',
  'shared/persistence',
  'shared/http',
  'functions',
  'web/app',
];
const WORDING = /^(?:shared\/contract\/messages|web\/app\/i18n)\//;

const sources = async (): Promise<readonly { readonly file: string; readonly text: string }[]> => {
  const found: { file: string; text: string }[] = [];
  for (const folder of DECIDING) {
    for (const file of await readdir(join(project, folder), { recursive: true })) {
      if (!/\.tsx?$/.test(file) || /\.test\.tsx?$/.test(file)) continue;
      const path = `${folder}/${file.replaceAll('\\', '/')}`;
      if (WORDING.test(path)) continue;
      found.push({ file: path, text: await readFile(join(project, path), 'utf8') });
    }
  }
  return found;
};

/** A sentence of three words or more, compared, looked up or matched. */
const SENTENCE = String.raw`['"\`][A-Z][a-z']+(?: [\w'’(),-]+){2,}[.!?]?['"\`]`;
const COMPARISON = new RegExp(
  String.raw`(?:[=!]==?\s*${SENTENCE}|${SENTENCE}\s*[=!]==?|case ${SENTENCE}|\.(?:includes|startsWith|endsWith|has)\(\s*${SENTENCE})`,
);

test('no decision compares sentences', async () => {
  const files = await sources();
  expect(files.length).toBeGreaterThan(200);
  expect(files.filter(({ text }) => COMPARISON.test(text)).map(({ file }) => file)).toEqual([]);
});

test('the comparison would be found', () => {
  expect(COMPARISON.test("if (thread.waitingFor === 'The mailbox is disconnected.') return;")).toBe(true);
  expect(COMPARISON.test("held.has('Outside working hours.')")).toBe(true);
  expect(COMPARISON.test("state === 'awaiting_approval'")).toBe(false);
});
