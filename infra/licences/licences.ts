import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const project = join(import.meta.dirname, '../..');

const lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
    }),
  ),
});

export interface Dependency {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression, as the package states it. */
  readonly licence: string;
  readonly installScript: boolean;
}

/**
 * Everything that `npm ci --omit=dev` installs on every platform, by name: the dependencies of functions and local
 * start.
 */
export const productionDependencies = async (): Promise<readonly Dependency[]> => {
  const { packages } = lock.parse(JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8')));
  const found = new Map<string, Dependency>();
  for (const [path, entry] of Object.entries(packages)) {
    if (path === '' || entry.dev || entry.optional || entry.devOptional) continue;
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const { version = '', license: licence = 'not stated', hasInstallScript: installScript = false } = entry;
    found.set(`${name}@${version}`, { name, version, licence, installScript });
  }
  return [...found.values()].sort((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
};

/** `docs/licences.md`, from the lock file. */
export const licencesPage = (dependencies: readonly Dependency[]): string =>
  [
    '# Licences of what is shipped',
    '',
    'Written by `npm run licences` from the lock file: the packages that production code is made of.',
    '',
    '| package | version | licence |',
    '| --- | --- | --- |',
    ...dependencies.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`),
    '',
  ].join('\n');

export const licencesFile = join(project, 'docs/licences.md');
