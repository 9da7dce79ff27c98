import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { licencesFile, licencesPage, productionDependencies } from './licences.ts';

/** Nothing that we ship obliges us to publish our own code. */
const ALLOWED = new Set([
  'MIT',
  'MIT-0',
  'Apache-2.0',
  'BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'BlueOak-1.0.0',
  'CC0-1.0',
  '(MIT OR CC0-1.0)',
  // We take the first.
  '(MIT OR GPL-3.0-or-later)',
  '(MIT AND Zlib)',
  // web-push. Changes of its files would have to be published; we make none.
  'MPL-2.0',
  // spdx-exceptions, a list of names that only tools read.
  'CC-BY-3.0',
]);

test('the list of licences is that of the lock file (npm run licences)', async () => {
  expect(await readFile(licencesFile, 'utf8')).toBe(licencesPage(await productionDependencies()));
});

test('everything that is shipped may be shipped', async () => {
  const dependencies = await productionDependencies();
  expect(dependencies.length).toBeGreaterThan(100);
  expect(dependencies.filter(({ licence }) => !ALLOWED.has(licence))).toEqual([]);
});

test('no install script is needed: the one there is only checks a version range', async () => {
  const scripted = (await productionDependencies()).filter(({ installScript }) => installScript);
  expect(scripted.map(({ name }) => name)).toEqual(['protobufjs']);
});
