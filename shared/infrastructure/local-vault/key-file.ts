import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { VaultError } from '../../application/ports/vault.ts';

/** AES-256. */
const KEY_BYTES = 32;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/**
 * Writes the key to a temporary file and links it to its final name: `link` fails if the name exists, so if two
 * processes start at once, one wins and both read the same, complete key.
 */
const create = (path: string): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const file = openSync(draft, 'wx', 0o600);
  try {
    writeSync(file, randomBytes(KEY_BYTES));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    unlinkSync(draft);
  }
};

const open = (path: string, mayCreate: boolean): number => {
  try {
    return openSync(path, 'r');
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    if (!mayCreate) {
      throw new VaultError(
        'corrupt',
        `The key file ${path} is missing, and the vault holds secrets that only it can open. Restore it from a backup. ` +
          'If it is lost, delete the rows of the table `vault` and have everybody sign in again.',
      );
    }
    create(path);
    return openSync(path, 'r');
  }
};

/**
 * The 32 bytes of the key file, which is created (mode 0600) if absent. Throws VaultError `denied` if other users may
 * read or write it, `corrupt` if it is not a key, or is missing and must not be created, `unavailable` if it cannot be
 * read or created.
 */
export const readKeyFile = (path: string, { mayCreate }: { readonly mayCreate: boolean }): Buffer => {
  let file: number;
  try {
    file = open(path, mayCreate);
  } catch (error) {
    if (error instanceof VaultError) throw error;
    const why = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new VaultError('unavailable', `The key file ${path} cannot be read or created (${why}).`);
  }
  try {
    const mode = fstatSync(file).mode & 0o777;
    // Windows has no such modes: Node.js reports 0666 for every writable file there.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new VaultError(
        'denied',
        `The key file ${path} may be used by others (mode ${mode.toString(8)}). Run: chmod 600 ${path}`,
      );
    }
    const key = readFileSync(file);
    if (key.length !== KEY_BYTES) {
      throw new VaultError(
        'corrupt',
        `The key file ${path} holds ${key.length} bytes instead of ${KEY_BYTES}. Restore it; without it the stored secrets cannot be read.`,
      );
    }
    return key;
  } finally {
    closeSync(file);
  }
};
