import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { functions } from '../../functions/manifest.ts';
import { cacheControl, pageHeaders } from '../local/stack/page-headers.ts';
import { indexesFile } from './indexes-file.ts';

const project = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(project, path), 'utf8');

test('the deployed indexes are those of the code (npm run indexes)', async () => {
  expect(await read('infra/firebase/firestore.indexes.json')).toBe(indexesFile());
});

test('the rules let no client in: the functions come past them with their own rights', async () => {
  const rules = (await read('infra/firebase/firestore.rules')).replaceAll(/\/\/.*$/gm, '');
  expect(rules.match(/allow [^;]*;/g)).toEqual(['allow read, write: if false;']);
  expect(rules).toMatch(/match \/\{document=\*\*\}/);
});

test('hosting sends each path of the API to its function, and nothing else to any', async () => {
  const { firestore, hosting } = JSON.parse(await read('firebase.json'));
  await read(firestore.rules);
  await read(firestore.indexes);
  const rewrites: { source: string; run?: { serviceId: string; region: string } }[] = hosting.rewrites;
  // Functions of the second generation are services of Cloud Run, in the region that Terraform puts them in by default.
  const terraform = await read('infra/terraform/variables.tf');
  const region = /variable "region" \{[^}]*default\s*=\s*"([^"]+)"/.exec(terraform)?.[1];
  expect(rewrites.flatMap(({ run }) => run?.region ?? [])).toEqual(Array(12).fill(region));
  const served = new Map(
    rewrites.flatMap(({ source, run: target }) => (target ? [[source, target.serviceId] as const] : [])),
  );
  const expected = functions.flatMap(({ name, trigger }) =>
    trigger.kind === 'http'
      ? trigger.paths.flatMap((path): [string, string][] =>
          path.endsWith('.json') ? [[`/api${path}`, name]] : [[`/api${path}/**`, name]],
        )
      : [],
  );
  for (const [source, name] of expected) expect(served.get(source), source).toBe(name);
  expect([...served.values()].every((name) => functions.some((spec) => spec.name === name))).toBe(true);
});

test('hosting says the same to a browser as the local web server, and asks for https', async () => {
  const { hosting } = JSON.parse(await read('firebase.json'));
  const headersOf = (source: string): Record<string, string> =>
    Object.fromEntries(
      hosting.headers
        .find((entry: { source: string }) => entry.source === source)
        .headers.map(({ key, value }: { key: string; value: string }) => [key.toLowerCase(), value]),
    );
  expect(headersOf('**')).toEqual({
    ...pageHeaders,
    'cache-control': cacheControl.pages,
    'strict-transport-security': expect.stringMatching(/^max-age=\d{8};/),
  });
  expect(headersOf('/assets/**')).toEqual({ 'cache-control': cacheControl.assets });
  expect(pageHeaders['content-security-policy']).toMatch(/script-src 'self';/);
});
