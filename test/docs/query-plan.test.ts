import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { IndexDefinition } from '../../shared/application/ports/index-definition.ts';
import { indexes } from '../../shared/persistence/indexes.ts';

const project = join(import.meta.dirname, '../..');
const shared = join(project, 'shared');
/** Where queries are asked. */
const ASKING = /^(?:application|persistence)\//;

const rows = async (): Promise<readonly (readonly string[])[]> => {
  const page = await readFile(join(project, 'docs/scale.md'), 'utf8');
  const plan = page.slice(page.indexOf("## Firestore's query plan"), page.indexOf("## An owner's day"));
  return plan
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()));
};

const written = ({ collection, group, fields }: IndexDefinition): string =>
  `${group ? 'group ' : ''}${collection} (${fields.map(({ field, direction }) => (direction === 'desc' ? `${field} ↓` : field)).join(', ')})`;

test('the query plan names every index, and none that does not exist', async () => {
  const named = (await rows()).flatMap((cells) =>
    [...(cells[3] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ''),
  );
  expect([...new Set(named)].toSorted()).toEqual(indexes.map(written).toSorted());
});

test('the query plan names every use case that asks the store', async () => {
  const asking: string[] = [];
  for (const file of await readdir(shared, { recursive: true })) {
    // A lease is abandoned where the process that held it is known to be gone, which is one machine.
    if (
      !ASKING.test(file) ||
      !file.endsWith('.ts') ||
      file.endsWith('.test.ts') ||
      file.endsWith('abandon-leases.ts')
    )
      continue;
    const source = await readFile(join(shared, file), 'utf8');
    if (
      /\.query\(\{\s*(?:\n\s*)?collection\b/.test(source) ||
      /\breadPage\(\s*\n?\s*deps\b/.test(source) ||
      /\beachDocument\(\s*\n?\s*\w+(?:\.\w+)?,\s*\{\s*(?:\n\s*)?collection\b/.test(source) ||
      /\bforEachDue\(\s*\n?\s*deps\b/.test(source)
    ) {
      asking.push(file.replaceAll('\\', '/'));
    }
  }
  const named = (await rows()).map((cells) => (cells[1] ?? '').replaceAll('`', ''));
  expect([...new Set(named)].toSorted()).toEqual(asking.toSorted());
});
