import type { Vault } from '../../shared/application/ports/vault.ts';

/** The vault's port over a map. `onEffect` is called before every write. */
export const memoryVault = (
  secrets: Map<string, string>,
  onEffect: (name: string) => void = () => {},
): Vault => ({
  put: async (name, secret) => {
    onEffect('vault.put');
    secrets.set(name, secret);
  },
  get: async (name) => secrets.get(name) ?? null,
  destroy: async (name) => {
    onEffect('vault.destroy');
    secrets.delete(name);
  },
});
