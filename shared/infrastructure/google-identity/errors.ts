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

const BY_ADMINISTRATOR: ReadonlySet<string> = new Set(['admin_policy_enforced', 'access_denied']);

/** Errors of our client, independent of the grant. */
const OF_OUR_CLIENT: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'deleted_client',
  'disabled_client',
  'org_internal',
  'redirect_uri_mismatch',
  'invalid_scope',
  'unsupported_grant_type',
]);

/**
 * Converts a client's exception to a code. This is the only place that decides who can fix a failure. Only
 * `invalid_grant` is a revocation; a 5xx or a missing answer never is.
 */
export const toIdentityError = (thrown: unknown): IdentityError => {
  const failure = failureSchema.safeParse(thrown);
  if (!failure.success) return { code: 'unavailable', message: 'Google did not answer.' };
  const { status, data } = failure.data.response;
  const error = data?.error ?? '';
  if (status >= 500 || status === 429 || status === 408 || status < 400 || error === 'rate_limit_exceeded') {
    return { code: 'unavailable', message: `Google answered ${status}.` };
  }
  if (error === 'invalid_grant') {
    return { code: 'owner', reason: 'revoked', message: 'Google no longer accepts this authorization.' };
  }
  if (BY_ADMINISTRATOR.has(error)) {
    const message = "The account's administrator does not allow this application.";
    return { code: 'owner', reason: 'admin_policy', message };
  }
  if (OF_OUR_CLIENT.has(error)) {
    return { code: 'operator', reason: 'client_refused', message: `Google refuses our client (${error}).` };
  }
  return { code: 'invalid', message: `Google refused the request (${status}).` };
};

/** A secret that cannot be decrypted is lost: only a new sign-in helps. Other failures may be temporary. */
export const fromVaultError = (thrown: unknown): IdentityError => {
  if (!(thrown instanceof VaultError)) throw thrown;
  return thrown.code === 'corrupt'
    ? {
        code: 'owner',
        reason: 'missing',
        message: 'The stored authorization for this mailbox cannot be read.',
      }
    : { code: 'unavailable', message: 'The vault did not answer.' };
};
