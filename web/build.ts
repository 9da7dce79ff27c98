import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const web = import.meta.dirname;
const project = join(web, '..');

/** Folder of the built web app: static files; other paths are answered by `index.html`. */
export const webBuildDirectory = join(web, 'build', 'client');

const stampFile = join(web, 'build', 'sources.sha256');

/** The inputs of the build. The lock file stands for the libraries. */
const sources = ['web', 'shared/contract', 'shared/domain', 'shared/mail'];
const passedOver = /^web\/(build|\.react-router|\.build-lock)(\/|$)|\.test\.tsx?$/;

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

/** Whether the build is up to date with the sources. */
export const isWebBuildFresh = async (): Promise<boolean> => {
  const stamp = await readFile(stampFile, 'utf8').catch(() => null);
  const page = await readFile(join(webBuildDirectory, 'index.html')).catch(() => null);
  return page !== null && stamp === (await fingerprint());
};

const lock = join(web, '.build-lock');
/** Longer than any build: a lock this old was left behind by a killed process. */
const LOCK_LIFETIME_MS = 120_000;

/** Holds a lock: two builds at once would delete each other's files. */
const alone = async <T>(work: () => Promise<T>): Promise<T> => {
  for (;;) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const since = await stat(lock).then(
      (found) => found.mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > LOCK_LIFETIME_MS) await rm(lock, { recursive: true, force: true });
    else await pause(200);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { recursive: true, force: true });
  }
};

/**
 * Builds the web app with the Node.js that runs this, unless somebody else has just done so. Rejects with the build's
 * own words. Takes a few seconds.
 */
export const buildWeb = ({ mode = 'production' }: { readonly mode?: string } = {}): Promise<void> =>
  alone(async () => {
    if (!(await isWebBuildFresh())) await build(mode);
  });

const build = async (mode: string): Promise<void> => {
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
