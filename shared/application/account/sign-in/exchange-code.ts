import { type MailboxId, type UserId, userIdSchema } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { mailboxIdOf } from '../../mailbox/mailbox-id.ts';
import {
  type GoogleProfile,
  type Identity,
  type IdentityError,
  requiredScopes,
} from '../../ports/identity.ts';
import { maySignIn } from './may-sign-in.ts';
import { codeVerifierOf, nonceOf } from './request.ts';

/** Who signed in, and what they granted. */
export interface Grant {
  readonly userId: UserId;
  readonly mailboxId: MailboxId;
  readonly profile: GoogleProfile;
  readonly scopes: readonly string[];
  /** null: Google remembers an earlier consent and issued no new token. */
  readonly refreshToken: string | null;
}

export type ExchangeFailure =
  | { readonly kind: 'denied' }
  /** The operator does not allow this address to sign in. */
  | { readonly kind: 'not_allowed' }
  | { readonly kind: 'partial'; readonly missing: readonly string[] }
  | {
      readonly kind: 'failed';
      readonly reason: 'no_code' | 'email_unverified' | 'invalid_user_id' | IdentityError['code'];
    };

/** Exchanges the code of Google's callback for a grant with all required scopes. */
export const exchangeCode = async (
  deps: {
    readonly identity: Pick<Identity, 'exchangeCode'>;
    readonly settings: { readonly redirectUri: string; readonly signInAllowed?: readonly string[] };
  },
  callback: {
    readonly state: string;
    readonly browserToken: string;
    readonly code: string | null;
    readonly error: string | null;
  },
): Promise<Result<Grant, ExchangeFailure>> => {
  if (callback.error === 'access_denied') return err({ kind: 'denied' });
  if (callback.code === null) return err({ kind: 'failed', reason: 'no_code' });
  const exchanged = await deps.identity.exchangeCode({
    code: callback.code,
    codeVerifier: codeVerifierOf(callback.browserToken, callback.state),
    redirectUri: deps.settings.redirectUri,
    nonce: nonceOf(callback.browserToken, callback.state),
  });
  if (!exchanged.ok) return err({ kind: 'failed', reason: exchanged.error.code });
  const { profile, scopes, refreshToken } = exchanged.value;
  if (!profile.emailVerified) return err({ kind: 'failed', reason: 'email_unverified' });
  if (!maySignIn(profile.email, deps.settings.signInAllowed ?? [])) return err({ kind: 'not_allowed' });
  const missing = requiredScopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0) return err({ kind: 'partial', missing });
  const userId = userIdSchema.safeParse(profile.sub);
  if (!userId.success) return err({ kind: 'failed', reason: 'invalid_user_id' });
  return ok({ userId: userId.data, mailboxId: mailboxIdOf(profile.email), profile, scopes, refreshToken });
};
