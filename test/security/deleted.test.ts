import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startLocalGoogle } from '../../infra/local/google/server.ts';
import { startStack } from '../../infra/local/stack/stack.ts';
import { createLocalBus } from '../../shared/infrastructure/local-bus/local-bus.ts';
import { makePrivate } from '../../shared/infrastructure/make-private.ts';
import { createSqliteStore } from '../../shared/infrastructure/sqlite/document-store.ts';

/** fetch does not let its caller say `Host`. */
const raw = (port: number, path: string, headers: Record<string, string>, method = 'GET') =>
  new Promise<{ status: number }>((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, method, headers: { host: `localhost:${port}`, ...headers } },
      (answer) => {
        answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0 }));
      },
    );
    outgoing.on('error', reject).end();
  });

/* What was deleted is on no disk any more, and what is there belongs to its owner only. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deleted-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const holds = (text: string): readonly string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(text));
const modeOf = (path: string): number => statSync(path).mode & 0o777;

describe('a deleted document', () => {
  // Longer than a page, so that it lies on pages of its own, and shorter ones beside it.
  const SECRET = 'what-nobody-is-to-read-any-more';
  const body = `${SECRET} `.repeat(500);

  test('is in neither the file nor its log, while another connection is open', async () => {
    const path = join(folder, 'store.sqlite');
    const store = createSqliteStore({ path });
    const other = createSqliteStore({ path });
    for (let n = 0; n < 20; n++) {
      await store.set(`users/u/threads/t${n}`, { text: n % 2 === 0 ? body : SECRET });
    }
    await other.set('users/u/threads/stays', { text: 'stays' });
    expect(holds(SECRET)).not.toEqual([]);
    for (let n = 0; n < 20; n++) await store.delete(`users/u/threads/t${n}`);
    await store.truncateLog();
    expect(holds(SECRET)).toEqual([]);
    expect(await other.get('users/u/threads/stays')).not.toBeNull();
    await other.close();
    await store.close();
  });

  test('nor is what a field held before it was changed', async () => {
    const store = createSqliteStore({ path: join(folder, 'store.sqlite') });
    await store.set('users/u/threads/t', { text: body });
    await store.update('users/u/threads/t', { text: '' });
    await store.close();
    expect(holds(SECRET)).toEqual([]);
  });

  test('nor what the process before left in its log', async () => {
    const path = join(folder, 'store.sqlite');
    const crashed = createSqliteStore({ path });
    await crashed.set('users/u/threads/t', { text: body });
    await crashed.delete('users/u/threads/t');
    // As after kill -9: the log lies there, and nobody has closed the file.
    await createSqliteStore({ path }).close();
    expect(holds(SECRET)).toEqual([]);
    await crashed.close();
  });

  test('an acknowledged event leaves no trace either', async () => {
    const bus = createLocalBus({
      databasePath: join(folder, 'bus.sqlite'),
      now: Date.now,
      random: Math.random,
    });
    await bus.publishRaw('t', { text: SECRET });
    bus.start({ deliver: async () => true });
    await bus.idle();
    await bus.close();
    await createSqliteStore({ path: join(folder, 'bus.sqlite') }).close();
    expect(holds(SECRET)).toEqual([]);
  });
});

describe('modes', () => {
  test('are for the owner only, whatever was there before', async () => {
    const dataDir = join(folder, 'data');
    mkdirSync(dataDir, { mode: 0o755 });
    chmodSync(dataDir, 0o755);
    for (const name of ['google.sqlite', 'email-ai.sqlite']) {
      writeFileSync(join(dataDir, name), '', { mode: 0o644 });
      chmodSync(join(dataDir, name), 0o644);
    }
    const stack = await startStack({
      port: 0,
      googlePort: 0,
      openaiPort: 0,
      dataDir,
      env: { LOG_LEVEL: 'silent' },
    });
    try {
      expect(modeOf(dataDir)).toBe(0o700);
      for (const name of readdirSync(dataDir))
        expect([name, modeOf(join(dataDir, name))]).toEqual([name, 0o600]);
    } finally {
      await stack.close();
    }
  });

  test('of a folder that is meant for everybody stay', () => {
    chmodSync(folder, 0o1777);
    makePrivate([folder], 0o700);
    expect(statSync(folder).mode & 0o7777).toBe(0o1777);
    expect(() => makePrivate([join(folder, 'none')], 0o600)).not.toThrow();
  });
});

test('beside the real Google no key that opens the event functions lies on the disk', async () => {
  const dataDir = join(folder, 'data');
  const env = { LOG_LEVEL: 'silent', GOOGLE_CLIENT_ID: 'id', GOOGLE_CLIENT_SECRET: 'secret' };
  const stack = await startStack({ port: 0, googlePort: 0, openaiPort: 0, dataDir, env });
  await stack.close();
  expect(readdirSync(dataDir)).not.toContain('google.sqlite');
  for (const name of readdirSync(dataDir)) {
    expect(readFileSync(join(dataDir, name)).includes('PRIVATE KEY')).toBe(false);
  }
});

describe('the levers of the local Google', () => {
  test.each([
    ['its own name', {}, 200],
    ['an address', { host: '127.0.0.1:1' }, 200],
    ['a name of this machine', { host: 'mail.localhost:1' }, 200],
    ['a name that the operator gave', { host: 'box.example:1' }, 200],
    ['its own page', { host: 'localhost:1', origin: 'http://localhost:1' }, 200],
    ['a name that was made to point here', { host: 'attacker.example:1' }, 403],
    ['a name that begins like its own', { host: 'localhost.attacker.example' }, 403],
    ['another page', { host: 'localhost:1', origin: 'http://attacker.example' }, 403],
    ['another port', { host: 'localhost:1', origin: 'http://localhost:2' }, 403],
    ['a page without a name', { host: 'localhost:1', origin: 'null' }, 403],
  ])('%s: %o is answered %d', async (_, headers, status) => {
    const google = await startLocalGoogle({
      port: 0,
      databasePath: ':memory:',
      inhabitants: false,
      hosts: ['box.example'],
      publish: async () => {},
    });
    try {
      expect((await raw(google.port, '/control/mailboxes', headers)).status).toBe(status);
      expect((await raw(google.port, '/control/faults', headers, 'DELETE')).status).toBe(
        status === 200 ? 204 : status,
      );
      // What is signed in to is open to every client.
      expect((await raw(google.port, '/oauth2/v1/certs', headers)).status).toBe(200);
    } finally {
      await google.close();
    }
  });
});
