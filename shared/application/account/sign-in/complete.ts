import { userSettings } from '../../../domain/account/settings.ts';
import { signInSchema } from '../../../domain/account/sign-in.ts';
import { type User, userSchema } from '../../../domain/account/user.ts';
import { type MailboxId, type UserId, userIdSchema } from '../../../domain/ids.ts';
import {
  type Credential,
  credentialSchema,
  type Mailbox,
  mailboxSchema,
} from '../../../domain/mailbox/mailbox.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { settingsOf } from '../../../domain/setting.ts';
import { paths } from '../../../persistence/paths.ts';
import { readDocument } from '../../../persistence/read.ts';
import { asData } from '../../../persistence/thread-view.ts';
import { mailboxIdOf } from '../../mailbox/mailbox-id.ts';
import { startWatch } from '../../mailbox/start-watch.ts';
import { wakeThreads } from '../../mailbox/wake-threads.ts';
import { refreshTokenSecretName, requiredScopes, type SignIn } from '../../ports/identity.ts';
import { audit } from '../audit-log.ts';
import type { AuthDeps } from '../deps.ts';
import { endSessions, eraseMailbox, eraseUserData, mailboxesOf } from '../erase-account.ts';
import { sha256 } from '../hash.ts';
import { newSession } from '../session.ts';
import { codeVerifierOf, nonceOf, safeReturnTo } from './begin.ts';

/** Longer than any sign-in takes from the token's arrival to its end. */
const HOLD_MS = 10 * 60_000;

export type SignInFailure =
  /** No such sign-in: expired, used, or begun in another browser. */
  | { readonly kind: 'expired' }
  | { readonly kind: 'denied'; readonly returnTo: string }
  | { readonly kind: 'partial'; readonly missing: readonly string[]; readonly returnTo: string }
  /** Google gave no refresh token and we hold none: consent has to be asked for again. */
  | { readonly kind: 'consent_needed'; readonly returnTo: string }
  | { readonly kind: 'failed'; readonly message: string; readonly returnTo: string };

export interface SignedIn {
  readonly userId: UserId;
  readonly sessionToken: string;
  readonly returnTo: string;
}

/** Takes the sign-in out of the store: of two callbacks only one gets it. */
const consume = (deps: AuthDeps, state: string, browserToken: string): Promise<string | null> =>
  deps.store.transaction(async (tx) => {
    if (state === '' || browserToken === '') return null;
    const path = paths.signIn(sha256(state));
    // One that cannot be read is none: it is begun again.
    const signIn = signInSchema.safeParse((await tx.get(path))?.data).data;
    if (signIn?.browserHash !== sha256(browserToken) || signIn.ttl <= deps.clock.now()) return null;
    tx.delete(path);
    return signIn.returnTo;
  });

/** Ends a sign-in: session, user, mailbox and credential exist afterwards, and Gmail is watched. */
export const completeSignIn =
  (deps: AuthDeps) =>
  async (input: {
    readonly state: string;
    readonly code: string | null;
    readonly error: string | null;
    readonly browserToken: string;
    readonly oldSessionToken: string | null;
  }): Promise<Result<SignedIn, SignInFailure>> => {
    const returnTo = await consume(deps, input.state, input.browserToken);
    if (returnTo === null) return err({ kind: 'expired' });
    const failed = (message: string) => err({ kind: 'failed' as const, message, returnTo });
    if (input.error === 'access_denied') return err({ kind: 'denied', returnTo });
    if (input.code === null) return failed('Google sent no code.');

    const exchanged = await deps.identity.exchangeCode({
      code: input.code,
      codeVerifier: codeVerifierOf(input.browserToken, input.state),
      redirectUri: deps.settings.redirectUri,
      nonce: nonceOf(input.browserToken, input.state),
    });
    if (!exchanged.ok) return failed(exchanged.error.message);
    const signIn = exchanged.value;
    if (!signIn.profile.emailVerified) return failed('The address is not verified.');
    const missing = requiredScopes.filter((scope) => !signIn.scopes.includes(scope));
    if (missing.length > 0) return err({ kind: 'partial', missing, returnTo });

    const userId = userIdSchema.safeParse(signIn.profile.sub);
    if (!userId.success) return failed('Google sent no usable user id.');
    const mailboxId = mailboxIdOf(signIn.profile.email);
    const secretName = refreshTokenSecretName(mailboxId);
    await forgetDeleted(deps, userId.data);
    if (signIn.refreshToken !== null) {
      await makeWay(deps, userId.data, mailboxId);
      await deps.vault.put(secretName, signIn.refreshToken);
      deps.identity.forgetAccessToken(mailboxId);
    } else {
      const known = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
      const usable = known?.userId === userId.data && known.status === 'connected';
      if (!usable || (await deps.vault.get(secretName)) === null)
        return err({ kind: 'consent_needed', returnTo });
    }

    const profile = await deps.gateway.getProfile(mailboxId);
    if (!profile.ok) {
      const known = await readDocument(deps.store, mailboxSchema, paths.mailbox(mailboxId));
      // A token for which no document stands would never be found again.
      const isKept = known?.status === 'connected' || (known !== null && known.revokeDueAt !== null);
      if (!isKept) await deps.vault.destroy(secretName);
      return failed('Gmail cannot be reached at the moment.');
    }
    // The owner's other addresses: what they write from one of them is theirs. Not worth failing for.
    const sendAs = await deps.gateway.listSendAs(mailboxId);
    const aliases = sendAs.ok ? sendAs.value.filter((address) => address !== signIn.profile.email) : null;
    const sessionToken = deps.random.token();
    const found = { historyId: profile.value.historyId, aliases };
    await record(deps, userId.data, signIn, found, sessionToken, input.oldSessionToken);
    await audit(deps)(userId.data, 'signed_in');
    if (signIn.refreshToken !== null) await audit(deps)(userId.data, 'consented', signIn.scopes.join(' '));
    await startWatch(deps, mailboxId);
    await wakeThreads(deps, userId.data, mailboxId);
    deps.logger.info('signed_in', { userId: userId.data, mailboxId });
    return ok({ userId: userId.data, sessionToken, returnTo: safeReturnTo(returnTo) });
  };

/**
 * An account whose deletion is not through yet is erased before it begins anew, all but asking Google to revoke: the owner
 * has just given access again.
 */
const forgetDeleted = async (deps: AuthDeps, userId: UserId): Promise<void> => {
  const user = await readDocument(deps.store, userSchema, paths.user(userId));
  if (!user || user.deletionRequestedAt === null) return;
  await endSessions(deps.store, userId);
  await eraseUserData(deps.store, userId);
  for (const mailboxId of await mailboxesOf(deps.store, userId)) {
    await deps.vault.destroy(refreshTokenSecretName(mailboxId));
    await eraseMailbox(deps.store, mailboxId);
  }
  await deps.store.delete(paths.user(userId));
};

/**
 * Makes way for a new token. Revoking the old one would end the new one as well: put off rather than off, should this
 * sign-in not be completed. What is known of the address under another Google account was about somebody else.
 */
const makeWay = async (deps: AuthDeps, userId: UserId, mailboxId: MailboxId): Promise<void> => {
  const changedHands = await deps.store.transaction(async (tx) => {
    const mailbox = await readDocument(tx, mailboxSchema, paths.mailbox(mailboxId));
    if (!mailbox) return false;
    const revokeDueAt = deps.clock.now() + HOLD_MS;
    if (mailbox.revokeDueAt !== null) tx.update(paths.mailbox(mailboxId), { revokeDueAt });
    return mailbox.userId !== userId;
  });
  if (changedHands) await eraseMailbox(deps.store, mailboxId);
};

const record = (
  deps: AuthDeps,
  userId: UserId,
  { profile, scopes }: SignIn,
  found: { readonly historyId: string; readonly aliases: readonly string[] | null },
  sessionToken: string,
  oldSessionToken: string | null,
): Promise<void> => {
  const mailboxId = mailboxIdOf(profile.email);
  return deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const [user, mailbox, credential] = await Promise.all([
      readDocument(tx, userSchema, paths.user(userId)),
      readDocument(tx, mailboxSchema, paths.mailbox(mailboxId)),
      readDocument(tx, credentialSchema, paths.credential(mailboxId)),
    ]);
    const nextUser: User = {
      ...user,
      schemaVersion: 1,
      id: userId,
      email: profile.email,
      name: profile.name,
      picture: profile.picture,
      ...settingsOf(userSettings, user ?? { dailySendingLimit: deps.settings.dailySendingLimit }),
      retentionDueAt: user?.retentionDueAt ?? null,
      createdAt: user?.createdAt ?? now,
      updatedAt: now,
      deletionRequestedAt: null,
    };
    // A reconnected mailbox keeps its cursor: what came meanwhile is read now.
    const kept = mailbox?.userId === userId ? mailbox : null;
    const nextMailbox: Mailbox = {
      ...kept,
      schemaVersion: 1,
      id: mailboxId,
      userId,
      email: profile.email,
      aliases: [...(found.aliases ?? kept?.aliases ?? [])],
      status: 'connected',
      disconnectedReason: null,
      disconnectedWhy: null,
      revokeDueAt: null,
      historyId: kept?.historyId ?? found.historyId,
      watchExpiresAt: kept?.watchExpiresAt ?? null,
      watchDueAt: deps.settings.push ? now : null,
      nextSyncAt: now,
      syncedAt: kept?.syncedAt ?? null,
      stuck: null,
      resync: kept?.resync ?? null,
      missedThreads: kept?.missedThreads ?? [],
      createdAt: kept?.createdAt ?? now,
      updatedAt: now,
    };
    tx.set(paths.user(userId), asData(nextUser));
    tx.set(paths.mailbox(mailboxId), asData(nextMailbox));
    const nextCredential: Credential = {
      ...(kept ? credential : null),
      schemaVersion: 1,
      mailboxId,
      userId,
      scopes: [...scopes],
      secretName: refreshTokenSecretName(mailboxId),
      status: 'granted',
      grantedAt: credential?.grantedAt ?? now,
      refreshedAt: now,
    };
    tx.set(paths.credential(mailboxId), asData(nextCredential));
    // A new token with every sign-in: one that was planted before is worth nothing afterwards.
    if (oldSessionToken) tx.delete(paths.session(sha256(oldSessionToken)));
    tx.set(paths.session(sha256(sessionToken)), asData(newSession(userId, mailboxId, now)));
  });
};
