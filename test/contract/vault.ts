import { describe, expect, test } from 'vitest';
import type { Vault } from '../../shared/application/ports/vault.ts';

/** What every Vault holds to. `open` is called once per test; names differ, so that the vaults may share a place. */
export const vaultContract = (
  adapter: string,
  open: () => Promise<{ readonly vault: Vault; readonly close: () => Promise<void> }>,
): void => {
  let count = 0;
  const withVault = (title: string, body: (vault: Vault, name: string) => Promise<void>): void => {
    test(title, async () => {
      const { vault, close } = await open();
      try {
        await body(vault, `gmail-refresh-token-${++count}_x`);
      } finally {
        await close();
      }
    });
  };

  describe(`vault: ${adapter}`, () => {
    withVault('a secret that was never put is null', async (vault, name) => {
      expect(await vault.get(name)).toBeNull();
    });

    withVault('what was put is what one gets, byte for byte', async (vault, name) => {
      for (const secret of ['1//0g-token', 'Ключ 🔑\n\u0000 end', 'x'.repeat(10_000)]) {
        await vault.put(name, secret);
        expect(await vault.get(name)).toBe(secret);
      }
    });

    withVault('the latest put counts, and may be repeated', async (vault, name) => {
      await vault.put(name, 'one');
      await vault.put(name, 'two');
      await vault.put(name, 'two');
      expect(await vault.get(name)).toBe('two');
    });

    withVault('names do not mix', async (vault, name) => {
      await vault.put(name, 'mine');
      await vault.put(`${name}-other`, 'yours');
      await vault.destroy(name);
      expect(await vault.get(name)).toBeNull();
      expect(await vault.get(`${name}-other`)).toBe('yours');
    });

    withVault('destroy may be repeated, and of what is not there', async (vault, name) => {
      await vault.destroy(name);
      await vault.put(name, 'one');
      await vault.destroy(name);
      await vault.destroy(name);
      expect(await vault.get(name)).toBeNull();
    });

    withVault('a destroyed secret can be put again', async (vault, name) => {
      await vault.put(name, 'one');
      await vault.destroy(name);
      await vault.put(name, 'two');
      expect(await vault.get(name)).toBe('two');
    });

    withVault('of two puts at once one wins, whole', async (vault, name) => {
      const values = ['a'.repeat(500), 'b'.repeat(500), 'c'.repeat(500)];
      await Promise.all(values.map((value) => vault.put(name, value)));
      expect(values).toContain(await vault.get(name));
    });

    withVault('the longest name works, any other character is refused', async (vault) => {
      const longest = 'n'.repeat(255);
      await vault.put(longest, 'long');
      expect(await vault.get(longest)).toBe('long');
      await vault.destroy(longest);
      await expect(vault.get('../other')).rejects.toThrow(TypeError);
      await expect(vault.put('n'.repeat(256), 'x')).rejects.toThrow(TypeError);
    });
  });
};
