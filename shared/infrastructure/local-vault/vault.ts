import { type Vault, VaultError } from '../../application/ports/vault.ts';
import { openDatabase } from '../sqlite/database.ts';
import { readKeyFile } from './key-file.ts';
import { seal, unseal } from './sealed.ts';

export interface LocalVaultOptions {
  /** SQLite file; may be the one that holds everything else. */
  readonly databasePath: string;
  /** 32 random bytes, mode 0600; created when absent. Keep it away from backups of the database. */
  readonly keyPath: string;
}

/**
 * Secrets in a SQLite file, sealed with AES-256-GCM under a key that lies in its own file. Whoever reads the database
 * alone learns names and lengths only. Throws VaultError when the key file is unfit.
 */
export const createLocalVault = (options: LocalVaultOptions): Vault & { close(): void } => {
  const database = guarded(() => {
    const opened = openDatabase(options.databasePath);
    opened.exec('CREATE TABLE IF NOT EXISTS vault (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT');
    return opened;
  });
  const isEmpty = guarded(() => database.prepare('SELECT 1 FROM vault LIMIT 1').get()) === undefined;
  let key: Buffer;
  try {
    // A new key would hide for good that there are secrets which only the lost one opens.
    key = readKeyFile(options.keyPath, { mayCreate: isEmpty });
  } catch (error) {
    database.close();
    throw error;
  }
  const write = database.prepare(
    'INSERT INTO vault (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed',
  );
  const read = database.prepare('SELECT sealed FROM vault WHERE name = ?');
  const remove = database.prepare('DELETE FROM vault WHERE name = ?');

  return {
    async put(name, secret) {
      const sealed = seal(key, checked(name), secret);
      guarded(() => write.run(name, sealed));
    },
    async get(name) {
      const sealed = guarded(() => read.get(checked(name)))?.sealed;
      return sealed instanceof Uint8Array ? unseal(key, name, sealed) : null;
    },
    async destroy(name) {
      guarded(() => remove.run(checked(name)));
    },
    close() {
      if (database.isOpen) database.close();
    },
  };
};

/** A name outside the port's rule is a bug of the caller. */
const checked = (name: string): string => {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw new TypeError('not a secret name');
  return name;
};

const guarded = <T>(block: () => T): T => {
  try {
    return block();
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      /^ERR_(SQLITE_ERROR|INVALID_STATE)$/.test(String(error.code))
    ) {
      throw new VaultError('unavailable', `sqlite: ${error.message}`);
    }
    throw error;
  }
};
