import { createHash, timingSafeEqual } from 'node:crypto';
import type { Kernel } from '../world/kernel.ts';
import { ensureMailbox, normalizeAddress } from '../world/mailboxes.ts';

export const ACCESS_TOKEN_SECONDS = 3599;
const CODE_MS = 10 * 60 * 1000;

export interface AuthorizationRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly challengeMethod: string | null;
  readonly offline: boolean;
  readonly consentAsked: boolean;
}

export interface AccessGrant {
  readonly clientId: string;
  readonly email: string;
  readonly scopes: readonly string[];
}

export interface IssuedTokens extends AccessGrant {
  readonly accessToken: string;
  readonly refreshToken: string | null;
  readonly nonce: string | null;
}

/** An error response of the token endpoint (RFC 6749 section 5.2). */
export class OAuthError extends Error {
  readonly error: string;
  readonly status: 400 | 401;

  constructor(error: string, description: string, status: 400 | 401 = 400) {
    super(description);
    this.name = 'OAuthError';
    this.error = error;
    this.status = status;
  }
}

interface TokenRow {
  readonly kind: string;
  readonly client_id: string;
  readonly email: string;
  readonly scopes: string;
  readonly expires_at: number | null;
  readonly code: string | null;
}

interface CodeRow {
  readonly client_id: string;
  readonly email: string;
  readonly redirect_uri: string;
  readonly scopes: string;
  readonly nonce: string | null;
  readonly challenge: string | null;
  readonly challenge_method: string | null;
  readonly offline: number;
  readonly expires_at: number;
  readonly used: number;
}

const list = (text: string): string[] => text.split(' ').filter((scope) => scope !== '');

export function consentedScopes(kernel: Kernel, clientId: string, email: string): string[] {
  const row = kernel.get<{ scopes: string }>(
    'SELECT scopes FROM consent WHERE client_id = ? AND email = ?',
    clientId,
    normalizeAddress(email),
  );
  return row === null ? [] : list(row.scopes);
}

/**
 * Stores the consent and issues a code. A refresh token is issued only with a consent that was needed (the first one,
 * or one for more scopes) or forced (`prompt=consent`), not with a mere sign-in.
 */
export function grantCode(
  kernel: Kernel,
  request: AuthorizationRequest,
  address: string,
  scopes: readonly string[],
): string {
  return kernel.transaction(() => {
    const { email } = ensureMailbox(kernel, address);
    const known = consentedScopes(kernel, request.clientId, email);
    const needed =
      scopes.some((scope) => !known.includes(scope)) ||
      kernel.get(
        "SELECT 1 FROM token WHERE kind = 'refresh' AND client_id = ? AND email = ?",
        request.clientId,
        email,
      ) === null;
    kernel.run(
      'INSERT OR REPLACE INTO consent (client_id, email, scopes) VALUES (?, ?, ?)',
      request.clientId,
      email,
      [...new Set([...known, ...scopes])].join(' '),
    );
    const code = `4/0A${secret(kernel)}`;
    kernel.run(
      `INSERT INTO authorization_code
         (code, client_id, email, redirect_uri, scopes, nonce, challenge, challenge_method, offline, expires_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      code,
      request.clientId,
      email,
      request.redirectUri,
      scopes.join(' '),
      request.nonce,
      request.challenge,
      request.challengeMethod,
      request.offline && (needed || request.consentAsked) ? 1 : 0,
      kernel.now() + CODE_MS,
    );
    return code;
  });
}

/** Exchanges a code: once, within ten minutes, by the same client and for the same redirect URI. */
export function redeemCode(
  kernel: Kernel,
  request: { code: string; clientId: string; redirectUri: string; verifier: string | null },
): IssuedTokens {
  const row = kernel.get<CodeRow>('SELECT * FROM authorization_code WHERE code = ?', request.code);
  if (row === null || row.client_id !== request.clientId) {
    throw new OAuthError('invalid_grant', 'Malformed auth code.');
  }
  if (row.used === 1) {
    // RFC 6749 section 4.1.2: a code that is used twice may be stolen, so the tokens that were issued for it are
    // revoked.
    kernel.run('DELETE FROM token WHERE code = ?', request.code);
    throw new OAuthError('invalid_grant', 'Bad Request');
  }
  if (row.expires_at <= kernel.now()) throw new OAuthError('invalid_grant', 'Bad Request');
  if (row.redirect_uri !== request.redirectUri) throw new OAuthError('redirect_uri_mismatch', 'Bad Request');
  checkVerifier(row, request.verifier);
  return kernel.transaction(() => {
    kernel.run('UPDATE authorization_code SET used = 1 WHERE code = ?', request.code);
    const grant = { clientId: row.client_id, email: row.email, scopes: list(row.scopes) };
    return {
      ...grant,
      accessToken: store(kernel, 'access', grant, request.code),
      refreshToken: row.offline === 1 ? store(kernel, 'refresh', grant, request.code) : null,
      nonce: row.nonce,
    };
  });
}

/**
 * PKCE (RFC 7636 section 4.6). A verifier without a challenge is a downgrade (RFC 9700 section 2.1.1) and is refused
 * with Google's error.
 */
function checkVerifier(row: CodeRow, verifier: string | null): void {
  if (row.challenge === null) {
    if (verifier === null) return;
    throw new OAuthError('invalid_grant', 'code_verifier or verifier is not needed.');
  }
  if (verifier === null) throw new OAuthError('invalid_grant', 'Missing code verifier.');
  const derived =
    row.challenge_method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  const [expected, actual] = [Buffer.from(row.challenge), Buffer.from(derived)];
  if (expected.byteLength !== actual.byteLength || !timingSafeEqual(expected, actual)) {
    throw new OAuthError('invalid_grant', 'Invalid code verifier.');
  }
}

export function refreshAccess(kernel: Kernel, refreshToken: string, clientId: string): IssuedTokens {
  const row = kernel.get<TokenRow>("SELECT * FROM token WHERE token = ? AND kind = 'refresh'", refreshToken);
  if (row === null || row.client_id !== clientId) {
    throw new OAuthError('invalid_grant', 'Token has been expired or revoked.');
  }
  const grant = { clientId, email: row.email, scopes: list(row.scopes) };
  return { ...grant, accessToken: store(kernel, 'access', grant, row.code), refreshToken: null, nonce: null };
}

/** The address that this code or refresh token was issued for, also if it is used up; null if unknown. */
export function ownerOf(kernel: Kernel, secret: string): string | null {
  const row =
    kernel.get<{ email: string }>('SELECT email FROM authorization_code WHERE code = ?', secret) ??
    kernel.get<{ email: string }>('SELECT email FROM token WHERE token = ?', secret);
  return row?.email ?? null;
}

/** The grant of an access token; null if it is unknown, revoked or older than an hour. */
export function findAccess(
  kernel: Kernel,
  accessToken: string,
): (AccessGrant & { expiresAt: number }) | null {
  const row = kernel.get<TokenRow>("SELECT * FROM token WHERE token = ? AND kind = 'access'", accessToken);
  if (row === null || (row.expires_at ?? 0) <= kernel.now()) return null;
  return {
    clientId: row.client_id,
    email: row.email,
    scopes: list(row.scopes),
    expiresAt: row.expires_at ?? 0,
  };
}

/** Revoking any token ends the whole grant, as at Google. False: the token is unknown. */
export function revokeToken(kernel: Kernel, token: string): boolean {
  const row = kernel.get<TokenRow>('SELECT * FROM token WHERE token = ?', token);
  if (row === null) return false;
  revokeGrants(kernel, row.email, row.client_id);
  return true;
}

/** The user removes the access of an application (of all without `clientId`) in the account settings. */
export function revokeGrants(kernel: Kernel, address: string, clientId?: string): void {
  const email = normalizeAddress(address);
  kernel.transaction(() => {
    for (const table of ['token', 'consent', 'authorization_code']) {
      if (clientId === undefined) kernel.run(`DELETE FROM ${table} WHERE email = ?`, email);
      else kernel.run(`DELETE FROM ${table} WHERE email = ? AND client_id = ?`, email, clientId);
    }
  });
}

/** The applications that a user has granted access, with their scopes. */
export function consents(kernel: Kernel, address: string): { clientId: string; scopes: string[] }[] {
  return kernel
    .all<{ client_id: string; scopes: string }>(
      'SELECT client_id, scopes FROM consent WHERE email = ? ORDER BY client_id',
      normalizeAddress(address),
    )
    .map((row) => ({ clientId: row.client_id, scopes: list(row.scopes) }));
}

/** Expires all access tokens now; refresh tokens stay valid. */
export function expireAccessTokens(kernel: Kernel, address: string): number {
  return kernel.run("DELETE FROM token WHERE kind = 'access' AND email = ?", normalizeAddress(address));
}

/** `code`: the authorization code that led to the token. */
function store(kernel: Kernel, kind: 'access' | 'refresh', grant: AccessGrant, code: string | null): string {
  const token = `${kind === 'access' ? 'ya29.a0' : '1//0'}${secret(kernel)}`;
  kernel.run(
    'INSERT INTO token (token, kind, client_id, email, scopes, expires_at, code) VALUES (?, ?, ?, ?, ?, ?, ?)',
    token,
    kind,
    grant.clientId,
    grant.email,
    grant.scopes.join(' '),
    kind === 'access' ? kernel.now() + (ACCESS_TOKEN_SECONDS + 1) * 1000 : null,
    code,
  );
  return token;
}

function secret(kernel: Kernel): string {
  return Buffer.from(kernel.hex(96), 'hex').toString('base64url');
}
