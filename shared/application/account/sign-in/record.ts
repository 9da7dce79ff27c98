import { signedInUser } from '../../../domain/account/signed-in-user.ts';
import { userSchema } from '../../../domain/account/user.ts';
import { connectedMailbox, grantedCredential } from '../../../domain/mailbox/connected-mailbox.ts';
import { credentialSchema, mailboxSchema } from '../../../domain/mailbox/mailbox.ts';
import { paths } from '../../../persistence/paths.ts';
import { readDocument } from '../../../persistence/read.ts';
import { asData } from '../../../persistence/thread-view.ts';
import type { GmailMailbox } from '../../mailbox/connect.ts';
import { withFirstChannel } from '../../notification/listening.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DocumentStore } from '../../ports/document-store.ts';
import { refreshTokenSecretName } from '../../ports/identity.ts';
import { sha256 } from '../hash.ts';
import { newSession } from '../session.ts';
import type { Grant } from './exchange-code.ts';

/** Stores user, mailbox, credential and session in one transaction. */
export const recordSignIn = (
  deps: {
    readonly store: DocumentStore;
    readonly clock: Clock;
    readonly settings: { readonly push: boolean; readonly dailySendingLimit: number };
  },
  { userId, mailboxId, profile, scopes }: Grant,
  { gmailAddress, historyId, aliases }: GmailMailbox,
  tokens: { readonly new: string; readonly old: string | null },
): Promise<void> =>
  deps.store.transaction(async (tx) => {
    const now = deps.clock.now();
    const { push, dailySendingLimit } = deps.settings;
    const [user, mailbox, credential] = await Promise.all([
      readDocument(tx, userSchema, paths.user(userId)),
      readDocument(tx, mailboxSchema, paths.mailbox(mailboxId)),
      readDocument(tx, credentialSchema, paths.credential(mailboxId)),
    ]);
    const signedIn = signedInUser(user, { id: userId, profile, dailySendingLimit }, now);
    const connection = { mailboxId, userId, email: profile.email, gmailAddress, historyId, aliases };
    const secretName = refreshTokenSecretName(mailboxId);
    tx.set(paths.user(userId), asData(withFirstChannel(tx, signedIn, mailboxId, now)));
    tx.set(paths.mailbox(mailboxId), asData(connectedMailbox(mailbox, connection, { now, push })));
    tx.set(
      paths.credential(mailboxId),
      asData(grantedCredential(credential, { mailboxId, userId, scopes, secretName }, now)),
    );
    // Each sign-in gets a new token, which protects against session fixation.
    if (tokens.old) tx.delete(paths.session(sha256(tokens.old)));
    tx.set(paths.session(sha256(tokens.new)), asData(newSession(userId, mailboxId, now)));
  });
