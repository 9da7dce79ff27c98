import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const template = (name: string): string => `import type { Migration } from './migration.ts';

/** ${name}: describe the change, and which code reads both shapes in the meantime. */
export const migration: Migration = {
  collection: 'collection',
  up: () => null,
  down: () => null,
};
`;

/** Writes the next migration's file and prints its path. Throws if the name is not valid in a file name. */
export const createMigration = async (folder: string, name: string): Promise<string> => {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new Error('a name is of small letters, digits and hyphens');
  const last = (await readdir(folder))
    .filter((file) => /^\d{4}-/.test(file))
    .sort()
    .at(-1);
  const number = String(Number(last?.slice(0, 4) ?? 0) + 1).padStart(4, '0');
  const file = join(folder, `${number}-${name}.ts`);
  await writeFile(file, template(name), { flag: 'wx' });
  return file;
};
