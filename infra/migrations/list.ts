import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Migration, NamedMigration } from './migration.ts';

const FILE = /^\d{4}-[a-z0-9-]+\.ts$/;

/** All migrations of a folder, in their order: files named `NNNN-what.ts` that export `migration`. */
export const listMigrations = async (folder = import.meta.dirname): Promise<readonly NamedMigration[]> => {
  const files = (await readdir(folder)).filter((file) => FILE.test(file)).sort();
  const numbers = files.map((file) => file.slice(0, 4));
  const twice = numbers.find((number, index) => numbers[index + 1] === number);
  if (twice) throw new Error(`two migrations have the number ${twice}`);
  return Promise.all(
    files.map(async (file) => {
      const { migration } = (await import(join(folder, file))) as { readonly migration: Migration };
      return { id: file.replace(/\.ts$/, ''), ...migration };
    }),
  );
};
