import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalGoogle, startLocalGoogle } from '../../infra/local/google/server.ts';
import { type Identity, refreshTokenSecretName } from '../../shared/application/ports/identity.ts';
import type { Vault } from '../../shared/application/ports/vault.ts';
import { createGoogleIdentity } from '../../shared/infrastructure/google-identity/identity.ts';
import { createLocalVault } from '../../shared/infrastructure/local-vault/vault.ts';

export const REDIRECT_URI = 'http://localhost:5555/api/auth/callback';

export interface Attempt {
  readonly email: string;
  readonly forceConsent?: boolean;
  /** Left ticked on the consent page; all when unset. */
  readonly scopes?: readonly string[];
}

/** What the application keeps while the browser is away. */
export interface Authorization {
  readonly code: string;
  readonly codeVerifier: string;
  readonly redirectUri: string;
  readonly nonce: string;
}

export interface Setup {
  readonly google: LocalGoogle;
  readonly vault: Vault;
  readonly identity: Identity;
  /** Moves the clock of Google and of the adapter. */
  advance(ms: number): void;
  /** Goes through Google's consent page as a browser does. */
  authorize(attempt: Attempt): Promise<Authorization>;
  /** A whole sign-in, refresh token kept; the mailbox's id. */
  signIn(email: string): Promise<string>;
  close(): Promise<void>;
}

/** Ids of mailboxes are ours; any will do here. */
export const mailboxIdOf = (email: string): string => email.replaceAll(/[^a-z0-9]/g, '-');

/** The local Google, and the adapter pointed at it through nothing but its base URL. */
export const setUp = async (): Promise<Setup> => {
  const folder = mkdtempSync(join(tmpdir(), 'identity-'));
  let offset = 0;
  const now = () => Date.now() + offset;
  const google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async () => {},
    now,
  });
  const vault = createLocalVault({ databasePath: join(folder, 'db'), keyPath: join(folder, 'key') });
  const identity = createGoogleIdentity({
    clientId: 'local',
    clientSecret: 'local-secret',
    oauthBaseUrl: google.origin,
    vault,
    now,
  });

  const authorize = async ({ email, forceConsent = false, scopes }: Attempt): Promise<Authorization> => {
    const [state, nonce, codeVerifier] = [1, 2, 3].map(() => randomBytes(32).toString('base64url'));
    if (!state || !nonce || !codeVerifier) throw new Error('no randomness');
    const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
    const url = identity.authorizationUrl({
      state,
      nonce,
      codeChallenge,
      redirectUri: REDIRECT_URI,
      forceConsent,
    });
    const body = new URLSearchParams([
      ['email', email],
      ['decision', 'allow'],
      ...(scopes ?? []).map((scope) => ['scope', scope]),
    ]);
    const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
    const location = new URL(answer.headers.get('location') ?? 'about:blank');
    if (location.searchParams.get('state') !== state) throw new Error(`refused with ${answer.status}`);
    return { code: location.searchParams.get('code') ?? '', codeVerifier, redirectUri: REDIRECT_URI, nonce };
  };

  return {
    google,
    vault,
    identity,
    advance(ms) {
      offset += ms;
    },
    authorize,
    async signIn(email) {
      const signedIn = expectOk(await identity.exchangeCode(await authorize({ email, forceConsent: true })));
      const mailboxId = mailboxIdOf(email);
      if (signedIn.refreshToken === null) throw new Error('no refresh token');
      await vault.put(refreshTokenSecretName(mailboxId), signedIn.refreshToken);
      return mailboxId;
    },
    async close() {
      vault.close();
      await google.close();
      rmSync(folder, { recursive: true });
    },
  };
};

/** The value of a result that a test expects to be one. */
export const expectOk = <T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { code: string } },
): T => {
  if (!result.ok) throw new Error(`expected a value, got ${result.error.code}`);
  return result.value;
};
