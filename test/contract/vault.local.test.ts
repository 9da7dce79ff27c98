import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalVault } from '../../shared/infrastructure/local-vault/vault.ts';
import { vaultContract } from './vault.ts';

vaultContract('encrypted file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'));
  const vault = createLocalVault({ databasePath: join(folder, 'db'), keyPath: join(folder, 'key') });
  return {
    vault,
    close: async () => {
      vault.close();
      rmSync(folder, { recursive: true });
    },
  };
});
