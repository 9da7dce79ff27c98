import type { UserId } from '../../../domain/ids.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { readGmailMailbox, resumeMailbox, storeRefreshToken } from '../../mailbox/connect.ts';
import { recordAudit } from '../audit-log.ts';
import { erasePendingDeletion } from '../delete-account.ts';
import type { AuthDeps } from '../deps.ts';
import { type ExchangeFailure, exchangeCode } from './exchange-code.ts';
import { recordSignIn } from './record.ts';
import { consumeRequest } from './request.ts';
import { safeReturnPath } from './return-path.ts';

export type SignInFailure =
  /** There is no such request: expired, used, or started in another browser. */
  | { readonly kind: 'expired' }
  | ((
      | ExchangeFailure
      /** Google issued no refresh token and we hold none: consent must be forced. */
      | { readonly kind: 'consent_needed' }
      | { readonly kind: 'failed'; readonly reason: 'gmail_unavailable' }
    ) & { readonly returnTo: string });

export interface SignedIn {
  readonly userId: UserId;
  readonly sessionToken: string;
  readonly returnTo: string;
}

/** Google's callback, and what the browser sent with it. */
export interface Callback {
  readonly state: string;
  readonly code: string | null;
  readonly error: string | null;
  readonly browserToken: string;
  readonly oldSessionToken: string | null;
}

/** Completes a sign-in. Afterwards session, user, mailbox and credential exist, and Gmail is watched. */
export const completeSignIn = async (
  deps: AuthDeps,
  callback: Callback,
): Promise<Result<SignedIn, SignInFailure>> => {
  const returnTo = await consumeRequest(deps, callback);
  if (returnTo === null) return err({ kind: 'expired' });
  const exchanged = await exchangeCode(deps, callback);
  if (!exchanged.ok) return err({ ...exchanged.error, returnTo });
  const grant = exchanged.value;
  const { userId, mailboxId, refreshToken } = grant;

  await erasePendingDeletion(deps, userId);
  if (!(await storeRefreshToken(deps, grant))) return err({ kind: 'consent_needed', returnTo });
  const mailbox = await readGmailMailbox(deps, mailboxId);
  if (!mailbox) return err({ kind: 'failed', reason: 'gmail_unavailable', returnTo });

  const sessionToken = deps.random.token();
  await recordSignIn(deps, grant, mailbox, { new: sessionToken, old: callback.oldSessionToken });
  await recordAudit(deps, userId, { action: 'signed_in', params: {} });
  if (refreshToken !== null) {
    await recordAudit(deps, userId, { action: 'consented', params: { scopes: [...grant.scopes] } });
  }
  await resumeMailbox(deps, { userId, mailboxId });
  deps.logger.info('signed_in', { userId, mailboxId });
  return ok({ userId, sessionToken, returnTo: safeReturnPath(returnTo) });
};
