import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');

test('every line of defence that the threat model names exists', async () => {
  const page = await readFile(join(project, 'docs/threat-model.md'), 'utf8');
  const named = [...page.matchAll(/`((?:functions|infra|shared|test|web)\/[\w./-]+|firebase\.json)`/g)].map(
    ([, path]) => path ?? '',
  );
  expect(named.length).toBeGreaterThan(40);
  for (const path of new Set(named)) {
    const found = await stat(join(project, path)).catch(() => null);
    expect(found, path).not.toBeNull();
  }
});
