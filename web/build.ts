import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const web = import.meta.dirname;
const project = join(web, '..');

/** Where the built web app lies: static files, every address without a file answered by `index.html`. */
export const webBuildDirectory = join(web, 'build', 'client');

const stampFile = join(web, 'build', 'sources.sha256');

/** What the build is made of; the lock file stands for the libraries. */
const sources = ['web', 'shared/contract', 'shared/domain'];
const passedOver = /^web\/(build|\.react-router)(\/|$)|\.test\.tsx?$/;

const sourceFiles = async (): Promise<readonly string[]> => {
  const found = await Promise.all(
    sources.map(async (directory) => {
      const entries = await readdir(join(project, directory), { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(project, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
    }),
  );
  return [...found.flat().filter((path) => !passedOver.test(path)), 'package-lock.json'].sort();
};

const fingerprint = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const path of await sourceFiles()) {
    hash
      .update(path)
      .update('\0')
      .update(await readFile(join(project, path)))
      .update('\0');
  }
  return hash.digest('hex');
};

/** Whether the build directory holds what the sources say. */
export const isWebBuildFresh = async (): Promise<boolean> => {
  const stamp = await readFile(stampFile, 'utf8').catch(() => null);
  const page = await readFile(join(webBuildDirectory, 'index.html')).catch(() => null);
  return page !== null && stamp === (await fingerprint());
};

/** Builds the web app with the Node.js that runs this. Rejects with the build's own words. Takes a few seconds. */
export const buildWeb = async ({ mode = 'production' }: { readonly mode?: string } = {}): Promise<void> => {
  const before = await fingerprint();
  const cli = join(createRequire(import.meta.url).resolve('@react-router/dev/package.json'), '..', 'bin.cjs');
  try {
    await promisify(execFile)(process.execPath, [cli, 'build', '--mode', mode], {
      cwd: web,
      env: { ...process.env, NODE_ENV: 'production' },
    });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`The web app could not be built.\n${stdout}\n${stderr}`, { cause: error });
  }
  await writeFile(stampFile, before);
};

if (import.meta.main) await buildWeb();
