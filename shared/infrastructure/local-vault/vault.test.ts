import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { VaultError } from '../../application/ports/vault.ts';
import { createLocalVault } from './vault.ts';

let folder: string;
const vaults: { close(): void }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'));
});
afterEach(() => {
  for (const vault of vaults.splice(0)) vault.close();
  rmSync(folder, { recursive: true });
});

const open = () => {
  const vault = createLocalVault({
    databasePath: join(folder, 'data', 'db'),
    keyPath: join(folder, 'data', 'key'),
  });
  vaults.push(vault);
  return vault;
};

const openError = (): unknown => {
  try {
    open();
  } catch (error) {
    return error;
  }
  return null;
};

test('the key is made once, for its owner only, and leaves nothing beside it', async () => {
  await open().put('a', 'secret');
  const key = join(folder, 'data', 'key');
  expect(statSync(key).mode & 0o777).toBe(0o600);
  expect(readFileSync(key)).toHaveLength(32);
  expect(readdirSync(join(folder, 'data')).filter((name) => name.startsWith('key'))).toEqual(['key']);
  expect(await open().get('a')).toBe('secret');
});

test('the database never holds the secret, not even after it was destroyed', async () => {
  const vault = open();
  await vault.put('a', 'ya29.very-secret');
  await vault.destroy('a');
  vault.close();
  for (const name of readdirSync(join(folder, 'data'))) {
    expect(readFileSync(join(folder, 'data', name)).includes('very-secret')).toBe(false);
  }
});

test('a key that others may read is refused', () => {
  open();
  chmodSync(join(folder, 'data', 'key'), 0o640);
  expect(openError()).toMatchObject({ name: 'VaultError', code: 'denied', message: /chmod 600/ });
});

test('a key of the wrong length is refused', () => {
  open();
  truncateSync(join(folder, 'data', 'key'), 31);
  expect(openError()).toMatchObject({ name: 'VaultError', code: 'corrupt', message: /31 bytes/ });
});

test('another key cannot read', async () => {
  await open().put('a', 'secret');
  writeFileSync(join(folder, 'data', 'key'), Buffer.alloc(32, 7), { mode: 0o600 });
  await expect(open().get('a')).rejects.toMatchObject({ name: 'VaultError', code: 'corrupt' });
});

const sealedOf = (database: DatabaseSync, name: string): Buffer => {
  const sealed = database.prepare('SELECT sealed FROM vault WHERE name = ?').get(name)?.sealed;
  return Buffer.from(sealed instanceof Uint8Array ? sealed : []);
};

test.each([
  ['another format', (a: Buffer) => a.with(0, 2)],
  ['nothing', () => Buffer.alloc(0)],
  ['a flipped bit', (a: Buffer) => a.with(30, (a[30] ?? 0) ^ 1)],
  ['a cut', (a: Buffer) => a.subarray(0, 5)],
  ['another secret in its place', (_: Buffer, b: Buffer) => b],
])('%s is noticed', async (_title, tamper) => {
  const vault = open();
  await vault.put('a', 'the secret of a');
  await vault.put('b', 'the secret of b');
  const other = new DatabaseSync(join(folder, 'data', 'db'));
  const tampered = tamper(sealedOf(other, 'a'), sealedOf(other, 'b'));
  other.prepare("UPDATE vault SET sealed = ? WHERE name = 'a'").run(tampered);
  other.close();
  const error: unknown = await vault.get('a').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(VaultError);
  expect(error).toMatchObject({ code: 'corrupt' });
  expect(String(error)).not.toContain('secret of');
  expect(await vault.get('b')).toBe('the secret of b');
});

test('a closed vault is unavailable', async () => {
  const vault = open();
  vault.close();
  await expect(vault.get('a')).rejects.toMatchObject({ name: 'VaultError', code: 'unavailable' });
});

test('a lost key is an error that says so, and not a new key', async () => {
  const vault = open();
  await vault.put('a', 'secret');
  const key = join(folder, 'data', 'key');
  const bytes = readFileSync(key);
  rmSync(key);
  expect(openError()).toMatchObject({ name: 'VaultError', code: 'corrupt', message: /is missing/ });
  expect(readdirSync(join(folder, 'data'))).not.toContain('key');
  writeFileSync(key, bytes, { mode: 0o600 });
  expect(await open().get('a')).toBe('secret');
  await vault.destroy('a');
  rmSync(key);
  expect(openError(), 'nothing is lost with it').toBeNull();
});
