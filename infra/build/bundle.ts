import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { type FunctionSpec, functions } from '../../functions/manifest.ts';

const project = join(import.meta.dirname, '../..');

/** What a deployed function installs: there must be one instance of the framework. Everything else is in the bundle. */
export const EXTERNAL = '@google-cloud/functions-framework';

// Libraries written as CommonJS need variables that ES modules do not have.
const COMMONJS = [
  "import { createRequire as $createRequire } from 'node:module';",
  'const require = $createRequire(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('');

/** zod's messages in forty languages. The API uses one; the others would be a third of what each function parses. */
const englishOnly: Plugin = {
  name: 'zod-in-english-only',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => ({
      contents: "export { default as en } from './en.js';",
      resolveDir: dirname(path),
    }));
  },
};

/** Stand-ins for one machine, which a function in the cloud never uses. */
const STAND_INS = {
  createSqliteStore: 'sqlite/document-store.ts',
  createLocalVault: 'local-vault/vault.ts',
  createLocalBus: 'local-bus/local-bus.ts',
} as const;

const withoutStandIns: Plugin = {
  name: 'without-stand-ins',
  setup: ({ onLoad }) => {
    const names = new Map(
      Object.entries(STAND_INS).map(([name, file]) => [join(project, 'shared/infrastructure', file), name]),
    );
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const name = names.get(path);
      if (name === undefined) return undefined;
      return {
        contents: `export const ${name} = () => { throw new Error('${name} is not part of this build'); };`,
      };
    });
  },
};

/**
 * Programs of worker threads that read untrusted input: their names in a bundle, and their sources. Code splitting
 * decides where their callers are.
 */
const THREADS = { 'read-file': 'text-extraction', 'judge-mail': 'mail-judging' } as const;
const codeOfThread = (folder: string, file: string): string => `shared/infrastructure/${folder}/${file}`;

const threadsInTheirPlace: Plugin = {
  name: 'threads-in-their-place',
  setup: ({ onLoad }) => {
    const names = new Map(
      Object.entries(THREADS).map(([name, folder]) => [
        join(project, codeOfThread(folder, 'worker-url.ts')),
        name,
      ]),
    );
    onLoad({ filter: /worker-url\.ts$/ }, ({ path }) => {
      const name = names.get(path);
      return name === undefined
        ? undefined
        : {
            contents: `export const workerUrl = () => new URL((import.meta.url.includes('/chunks/') ? '../' : './') + '${name}.js', import.meta.url);`,
          };
    });
  },
};

const threadEntries = Object.fromEntries(
  Object.entries(THREADS).map(([name, folder]) => [name, codeOfThread(folder, 'worker.ts')]),
);

const pinned = async (): Promise<{ readonly version: string; readonly framework: string }> => {
  const { version, dependencies } = JSON.parse(await readFile(join(project, 'package.json'), 'utf8'));
  return { version, framework: dependencies[EXTERNAL] };
};

/** Functions that read untrusted input: mails with their attachments, documents, and what a rehearsed correspondent writes. */
const READS_MAIL: ReadonlySet<string> = new Set([
  'gmail-notification',
  'thread-turn',
  'read-document',
  'rehearse',
]);
const readsMail = (name: string): boolean => READS_MAIL.has(name);

/**
 * Bundles one function into `folder`: only what it uses, the heavy clients in chunks of their own that load on first use,
 * with source maps and a package.json that installs nothing but the framework.
 */
export const bundleFunction = async ({ name }: FunctionSpec, folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await build({
    absWorkingDir: project,
    entryPoints: {
      index: `functions/${name}.ts`,
      ...(readsMail(name) ? threadEntries : {}),
    },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    external: [EXTERNAL],
    treeShaking: true,
    minify: true,
    plugins: [englishOnly, withoutStandIns, threadsInTheirPlace],
    sourcemap: 'linked',
    legalComments: 'linked',
    banner: { js: COMMONJS },
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  const { version, framework } = await pinned();
  const description = {
    name: `email-ai-${name}`,
    version,
    private: true,
    type: 'module',
    main: 'index.js',
    engines: { node: '24' },
    dependencies: { [EXTERNAL]: framework },
  };
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(description, null, 2)}\n`);
};

/** All functions of the manifest, each in its own folder, and the manifest itself for the deployment. */
export const bundleFunctions = async (target: string): Promise<void> => {
  await Promise.all(functions.map((spec) => bundleFunction(spec, join(target, spec.name))));
  await writeFile(join(target, 'manifest.json'), `${JSON.stringify({ functions }, null, 2)}\n`);
};
