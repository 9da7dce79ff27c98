import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const application = join(import.meta.dirname, '../../shared/application');
const FOLDERS = ['account', 'mailbox', 'assistant'];
/** Types only, or tried as a whole in `test/access`, `test/delivery`, `test/simulation` and `test/unreadable`. */
const ELSEWHERE = [
  'account/deps.ts',
  'mailbox/missed-threads.ts',
  'mailbox/read-whole-thread.ts',
  'mailbox/resync.ts',
  'mailbox/sync.ts',
];

const filesOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(application, folder), { recursive: true }))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(application, folder, file));

test('every use case around account, mailbox and assistant has a unit test that imports it', async () => {
  const files = (await Promise.all(FOLDERS.map(filesOf))).flat();
  const imported = new Set<string>();
  for (const file of files.filter((each) => each.endsWith('.test.ts'))) {
    for (const [, path = ''] of (await readFile(file, 'utf8')).matchAll(/from '(\.[^']+)'/g)) {
      imported.add(resolve(dirname(file), path));
    }
  }
  const untested = files
    .filter((file) => !file.endsWith('.test.ts') && !imported.has(file))
    .map((file) => relative(application, file).replaceAll('\\', '/'));
  // sign-in/record.ts is a step of completeSignIn alone, and is tried there.
  expect(untested.toSorted()).toEqual([...ELSEWHERE, 'account/sign-in/record.ts'].toSorted());
});
