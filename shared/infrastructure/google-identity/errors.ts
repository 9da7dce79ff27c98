import { z } from 'zod';
import type { IdentityError } from '../../application/ports/identity.ts';
import { VaultError } from '../../application/ports/vault.ts';

const failureSchema = z.object({
  response: z.object({
    status: z.number(),
    data: z.object({ error: z.string() }).optional().catch(undefined),
  }),
});

/** OAuth's own error code (RFC 6749, section 5.2; RFC 7009, section 2.2.1); null where Google gave none. */
export const oauthErrorOf = (thrown: unknown): string | null => {
  const failure = failureSchema.safeParse(thrown);
  return failure.success ? (failure.data.response.data?.error ?? null) : null;
};

/** Reduces a client's exception to a code. Only `invalid_grant` is a revocation; a 5xx or silence never is. */
export const toIdentityError = (thrown: unknown): IdentityError => {
  const failure = failureSchema.safeParse(thrown);
  if (!failure.success) return { code: 'unavailable', message: 'Google did not answer.' };
  const { status, data } = failure.data.response;
  if (status >= 500 || status === 429 || status === 408 || status < 400) {
    return { code: 'unavailable', message: `Google answered ${status}.` };
  }
  return data?.error === 'invalid_grant'
    ? { code: 'revoked', message: 'Google no longer accepts this authorization.' }
    : { code: 'invalid', message: `Google refused the request (${status}).` };
};

/** A secret that cannot be opened is as good as lost: only a new sign-in helps. Anything else may pass. */
export const fromVaultError = (thrown: unknown): IdentityError => {
  if (!(thrown instanceof VaultError)) throw thrown;
  return thrown.code === 'corrupt'
    ? { code: 'missing', message: 'The authorization we hold for this mailbox cannot be read.' }
    : { code: 'unavailable', message: 'The vault did not answer.' };
};
