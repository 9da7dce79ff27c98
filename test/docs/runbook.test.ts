import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');

/** Every event name that the shipping code logs. */
const loggedEvents = async (): Promise<ReadonlySet<string>> => {
  const names = new Set<string>();
  for (const folder of ['functions', 'shared']) {
    for (const file of await readdir(join(project, folder), { recursive: true })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts')) continue;
      const source = await readFile(join(project, folder, file), 'utf8');
      for (const [, name] of source.matchAll(/logger\.(?:info|warn|error)\(\s*'([a-z_]+)'/g))
        names.add(name ?? '');
    }
  }
  return names;
};

test('the runbook says of every event what it means, and names none that does not exist', async () => {
  const page = await readFile(join(project, 'docs/runbook.md'), 'utf8');
  const table = page.slice(page.indexOf('## What the events mean'), page.indexOf('## Alerts'));
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  const explained = rows.flatMap((row) =>
    [...(row.split('|')[1] ?? '').matchAll(/`([a-z_]+)`/g)].map(([, name]) => name),
  );
  const logged = await loggedEvents();
  expect(logged.size).toBeGreaterThan(20);
  expect(explained.toSorted()).toEqual([...logged].toSorted());
});
