import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Mutant } from './mutant.ts';

const root = join(import.meta.dirname, '../../..');

/** All that the simulation runs. */
const TREE = ['package.json', 'shared', 'test/simulation', 'test/support'];

/** The source with the mutant's bug in it. Throws when the text to replace does not stand there exactly once. */
export const mutated = (source: string, mutant: Mutant): string => {
  const parts = source.split(mutant.find);
  if (parts.length !== 2) {
    throw new Error(`"${mutant.name}": its text stands ${parts.length - 1} times in ${mutant.file}`);
  }
  return parts.join(mutant.replace);
};

export const readSource = (mutant: Mutant): Promise<string> => readFile(join(root, mutant.file), 'utf8');

/** Copies what the simulation needs into `folder`. */
export const copyTree = async (folder: string): Promise<void> => {
  for (const path of TREE) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await cp(join(root, path), join(folder, path), { recursive: true });
  }
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
};

/** Plants the bug in a copied tree. */
export const plant = async (folder: string, mutant: Mutant): Promise<void> =>
  writeFile(join(folder, mutant.file), mutated(await readSource(mutant), mutant));
