import { readFile } from 'node:fs/promises';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError } from '../../shared/config.ts';
import { loadSettings } from './settings.ts';
import { listen } from './stack/listen.ts';
import { startErrorSentence } from './start-error.ts';

const problemsWith = (env: Readonly<Record<string, string>>): readonly string[] => {
  try {
    loadSettings(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

test('without any variable, everything is local on 8080 and the two ports after it', () => {
  const byDefault = { host: '127.0.0.1', port: 8080, googlePort: 8081, openaiPort: 8082, dataDir: '.data' };
  expect(loadSettings({})).toEqual(byDefault);
  expect(loadSettings({ PORT: '', LOCAL_GOOGLE_PORT: '', DATA_DIR: '', GOOGLE_CLIENT_ID: '' })).toEqual(
    byDefault,
  );
});

test('a copy of .env.example is a good .env', async () => {
  const example = await readFile(join(import.meta.dirname, '../../.env.example'), 'utf8');
  expect(problemsWith(parseEnv(example) as Record<string, string>)).toEqual([]);
});

test('listens on this machine only, unless it is told an address', () => {
  expect(loadSettings({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
  expect(loadSettings({ HOST: '::' }).host).toBe('::');
  for (const HOST of ['everywhere', '0.0.0', 'localhost:80'])
    expect(problemsWith({ HOST })).toEqual([expect.stringContaining('HOST: is not an address')]);
});

test('ports follow PORT unless they are set; 0 is any free one', () => {
  expect(loadSettings({ PORT: '9000', LOCAL_OPENAI_PORT: '1234' })).toMatchObject({
    port: 9000,
    googlePort: 9001,
    openaiPort: 1234,
  });
  expect(loadSettings({ PORT: '0' })).toMatchObject({
    host: '127.0.0.1',
    port: 0,
    googlePort: 0,
    openaiPort: 0,
  });
});

test.each(['abc', '-1', '1.5', '65536', '1e3', '0x50'])('PORT=%s is refused', (PORT) => {
  expect(problemsWith({ PORT })).toEqual(['PORT: is not a port: a whole number from 0 to 65535']);
});

test('two servers cannot have one port, nor a port beyond the last one', () => {
  expect(problemsWith({ PORT: '9000', LOCAL_GOOGLE_PORT: '9000' })).toEqual([
    'LOCAL_GOOGLE_PORT: 9000 is PORT already',
  ]);
  expect(problemsWith({ PORT: '65534' })).toEqual([
    'LOCAL_OPENAI_PORT: would be 65536, which is no port; set it, or a lower PORT',
  ]);
});

test('all that is wrong is said at once, and nothing twice', () => {
  const problems = problemsWith({
    PORT: 'x',
    GOOGLE_CLIENT_SECRET: 'only',
    GMAIL_BASE_URL: 'http://localhost:1/gmail',
    OPENAI_BASE_URL: 'localhost',
    MAILBOX_POLL_SECONDS: '0',
    DAILY_SENDING_LIMIT: 'many',
    BACKUP_KEEP: '0',
    LOG_LEVEL: 'loud',
    PUBLIC_URL: 'example.com',
  });
  expect(problems.map((problem) => problem.split(':', 1)[0]).toSorted()).toEqual([
    'BACKUP_KEEP',
    'DAILY_SENDING_LIMIT',
    'GMAIL_BASE_URL',
    'GOOGLE_CLIENT_ID',
    'LOG_LEVEL',
    'MAILBOX_POLL_SECONDS',
    'OPENAI_BASE_URL',
    'PORT',
    'PUBLIC_URL',
  ]);
});

test('what stands in the way of a start is a sentence that names the variable', async () => {
  const taken = createServer();
  const port = await new Promise<number>((resolve) => {
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' ? (address?.port ?? 0) : 0);
    });
  });
  onTestFinished(() => void taken.close());
  const refusal = await listen(createHttpServer(), port).catch((error) => error);
  const settings = {
    host: '127.0.0.1',
    port,
    googlePort: port + 1,
    openaiPort: port + 2,
    dataDir: '/there/data',
  };
  expect(startErrorSentence(refusal, settings)).toBe(
    `Port ${port} is in use (PORT). Is Email AI running already? If not, set PORT to another one.`,
  );
  expect(startErrorSentence(refusal, { ...settings, port: 1, googlePort: port })).toContain(
    'LOCAL_GOOGLE_PORT',
  );
  const unwritable = Object.assign(new Error('x'), {
    code: 'EACCES',
    syscall: 'mkdir',
    path: '/there/data/x',
  });
  expect(startErrorSentence(unwritable, settings)).toBe(
    'DATA_DIR: /there/data is not a writable folder (EACCES).',
  );
  expect(startErrorSentence(new Error('a bug'), settings)).toBeNull();
});
