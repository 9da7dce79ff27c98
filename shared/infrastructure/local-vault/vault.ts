import { type Vault, VaultError } from '../../application/ports/vault.ts';
import { openDatabase } from '../sqlite/database.ts';
import { readKeyFile } from './key-file.ts';
import { seal, unseal } from './sealed.ts';

export interface LocalVaultOptions {
  /** SQLite file; may be the one of the document store. */
  readonly databasePath: string;
  /** 32 random bytes, mode 0600; created if absent. Keep it apart from backups of the database. */
  readonly keyPath: string;
}

/**
 * Secrets in a SQLite file, encrypted with AES-256-GCM under a key in a separate file. The database alone reveals only
 * names and lengths. Throws VaultError if the key file is not usable.
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
    // Creating a new key would hide permanently that some secrets can only be decrypted with the lost one.
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

/** A name that violates the port's rule is a bug of the caller. */
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
