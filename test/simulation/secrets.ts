import type { Identity, IdentityError } from '../../shared/application/ports/identity.ts';
import { refreshTokenSecretName } from '../../shared/application/ports/identity.ts';
import type { Vault } from '../../shared/application/ports/vault.ts';
import { err, ok, type Result } from '../../shared/domain/result.ts';
import type { SimMailbox } from './gmail.ts';

/** What may be found in the vault and nowhere else. */
export const REFRESH_TOKEN = 'canary-refresh-token';

/** A name outside the port's rule is a bug of the caller. */
const checked = (name: string): string => {
  if (!/^[A-Za-z0-9_-]{1,255}$/.test(name)) throw new TypeError('not a secret name');
  return name;
};

/** The vault's methods, answered at once; the simulation puts time and faults around them. */
export const vaultCalls = (secrets: Map<string, string>) => ({
  get: (name: string): string | null => secrets.get(checked(name)) ?? null,
  put: (name: string, secret: string): void => void secrets.set(checked(name), secret),
  destroy: (name: string): void => void secrets.delete(checked(name)),
});

/** The vault as a port, without time and faults. */
export const simVault = (secrets: Map<string, string>): Vault => {
  const calls = vaultCalls(secrets);
  return {
    get: async (name) => calls.get(name),
    put: async (name, secret) => calls.put(name, secret),
    destroy: async (name) => calls.destroy(name),
  };
};

/** Revokes at Google whatever token the vault holds; without one there is nothing to revoke with. */
export const revokeAtGoogle = (
  mailbox: SimMailbox | undefined,
  secrets: ReadonlyMap<string, string>,
): Result<void, IdentityError> => {
  if (mailbox && secrets.has(refreshTokenSecretName(mailbox.id))) mailbox.revoked = true;
  return ok(undefined);
};

/** What nobody calls in the simulation: signing in happens before it begins. */
export const noSignIn: Pick<Identity, 'authorizationUrl' | 'exchangeCode' | 'accessToken'> = {
  authorizationUrl: () => '',
  exchangeCode: async () => err({ code: 'invalid', message: '' }),
  accessToken: async () => ok('canary-access-token'),
};
