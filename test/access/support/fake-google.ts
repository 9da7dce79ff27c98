import { createHash } from 'node:crypto';
import {
  type Identity,
  type IdentityError,
  refreshTokenSecretName,
  requiredScopes,
  type SignIn,
} from '../../../shared/application/ports/identity.ts';
import type { MailGateway } from '../../../shared/application/ports/mail-gateway.ts';
import type { Vault } from '../../../shared/application/ports/vault.ts';
import { err, ok, type Result } from '../../../shared/domain/result.ts';
import { SimMailbox } from '../../simulation/gmail.ts';

export interface Consent {
  readonly email: string;
  /** Google's id of the account; by default one that follows from the address. */
  readonly sub?: string;
  /** What is granted; by default all that is asked for. */
  readonly scopes?: readonly string[];
  /** Whether Google hands out a refresh token: it does not when it remembers an earlier consent. */
  readonly refresh?: boolean;
  readonly emailVerified?: boolean;
}

const unavailable = err({ code: 'unavailable' as const, message: 'Google cannot be reached.' });
const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');

/** Google's accounts and mailboxes in memory, behind our two ports: sign-in with PKCE and nonce, grants, revocation. */
export class FakeGoogle {
  /** Live refresh tokens and whose they are. */
  readonly grants = new Map<string, string>();
  readonly mailboxes = new Map<string, SimMailbox>();
  readonly calls: string[] = [];
  /** Neither its sign-in nor Gmail answers. */
  isDown = false;
  /** Told before every call to Google: throw, and the process dies there. */
  onCall: (name: string) => void = () => {};
  readonly #codes = new Map<string, { consent: Consent; challenge: string; nonce: string }>();
  readonly #now: () => number;
  readonly #vault: Vault;
  readonly #mailboxIdOf: (email: string) => string;
  #count = 0;

  constructor(options: { now: () => number; vault: Vault; mailboxIdOf: (email: string) => string }) {
    this.#now = options.now;
    this.#vault = options.vault;
    this.#mailboxIdOf = options.mailboxIdOf;
  }

  static subOf = (email: string): string => `sub-${email.split('@', 1)[0]}`;

  /** Somebody says yes at the consent page; what Google appends to the redirect. */
  consent(authorizationUrl: string, consent: Consent): URLSearchParams {
    const asked = new URL(authorizationUrl).searchParams;
    const code = `code-${++this.#count}`;
    const challenge = asked.get('code_challenge') ?? '';
    this.#codes.set(code, { consent, challenge, nonce: asked.get('nonce') ?? '' });
    return new URLSearchParams({ state: asked.get('state') ?? '', code });
  }

  /** The owner removes our access in their Google account: all tokens of the grant are dead. */
  removeAccess(email: string): void {
    for (const [token, owner] of this.grants) if (owner === email) this.grants.delete(token);
  }

  mailboxOf(email: string): SimMailbox {
    const id = this.#mailboxIdOf(email);
    const known = this.mailboxes.get(id) ?? new SimMailbox(id, email, this.#now, 1000n);
    this.mailboxes.set(id, known);
    return known;
  }

  #call(name: string): boolean {
    this.calls.push(name);
    this.onCall(name);
    return !this.isDown;
  }

  async #ownerOf(mailboxId: string): Promise<string | null> {
    const token = await this.#vault.get(refreshTokenSecretName(mailboxId));
    return token === null ? null : (this.grants.get(token) ?? null);
  }

  readonly identity: Identity = {
    authorizationUrl: ({
      state,
      nonce,
      codeChallenge,
      redirectUri,
      forceConsent,
      scopes = requiredScopes,
    }) => {
      const prompt = forceConsent ? 'consent' : 'select_account';
      const query = {
        state,
        nonce,
        code_challenge: codeChallenge,
        redirect_uri: redirectUri,
        prompt,
        scope: scopes.join(' '),
      };
      return `https://google.example/auth?${new URLSearchParams({ ...query, code_challenge_method: 'S256' })}`;
    },
    exchangeCode: async ({ code, codeVerifier, nonce }): Promise<Result<SignIn, IdentityError>> => {
      if (!this.#call('exchange')) return unavailable;
      const issued = this.#codes.get(code);
      if (!issued || issued.challenge !== challengeOf(codeVerifier) || issued.nonce !== nonce) {
        return err({ code: 'invalid', message: 'The sign-in has expired.' });
      }
      this.#codes.delete(code);
      const { email, scopes = requiredScopes, refresh = true, emailVerified = true } = issued.consent;
      const refreshToken = refresh ? `secret-refresh-${++this.#count}` : null;
      if (refreshToken) this.grants.set(refreshToken, email);
      const profile = {
        sub: issued.consent.sub ?? FakeGoogle.subOf(email),
        email,
        emailVerified,
        name: email,
        picture: null,
      };
      return ok({ profile, scopes: ['openid', ...scopes], refreshToken });
    },
    accessToken: async () => ok('access'),
    forgetAccessToken: () => {},
    revoke: async (mailboxId) => {
      if (!this.#call('revoke')) return unavailable;
      const owner = await this.#ownerOf(mailboxId);
      if (owner !== null) this.removeAccess(owner);
      return ok(undefined);
    },
  };

  get gateway(): MailGateway {
    const method =
      <K extends keyof MailGateway>(name: K) =>
      async (...args: Parameters<MailGateway[K]>) => {
        if (!this.#call(name)) return unavailable;
        const owner = await this.#ownerOf(args[0]);
        if (owner === null)
          return err({ code: 'owner' as const, reason: 'revoked' as const, message: 'invalid_grant' });
        return this.mailboxOf(owner)
          .calls()
          [name](...args);
      };
    const names = [
      'getProfile',
      'listSendAs',
      'watch',
      'stopWatch',
      'listHistory',
      'getMessage',
      'getAttachments',
      'getSignature',
      'searchFrom',
      'findByMessageId',
      'getThread',
      'createDraft',
      'updateDraft',
      'getDraft',
      'findDraft',
      'sendDraft',
      'deleteDraft',
    ] as const satisfies readonly (keyof MailGateway)[];
    return Object.fromEntries(names.map((name) => [name, method(name)])) as unknown as MailGateway;
  }
}
