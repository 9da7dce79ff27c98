import { credentialSchema, mailboxSchema, watchEventSchema } from '../../domain/mailbox/mailbox.ts';
import { by, collection } from './collection.ts';

/** A mailbox, our access to it, and the watch on it. */
export const mailboxCollections = {
  mailboxes: collection({
    path: 'mailboxes/{mailboxId}',
    one: 'mailbox',
    schema: mailboxSchema,
    owner: 'mailbox',
    exported: { kind: 'mailbox', description: 'Your mailbox and how far it has been read.' },
    erased: 'with_mailbox',
    ages: 'never',
    indexes: [
      by('status', 'watchDueAt'),
      by('nextSyncAt'),
      by('revokeDueAt'),
      by('userId'),
      by('gmailAddress'),
    ],
  }),
  credentials: collection({
    path: 'credentials/{mailboxId}',
    one: 'credential',
    schema: credentialSchema,
    owner: 'mailbox',
    exported: {
      kind: 'credential',
      description: 'What you allowed us at Google. The token itself is in no store and in no export.',
      // Not secret, but it says where the token is stored.
      without: ['secretName'],
    },
    erased: 'with_mailbox',
    ages: 'never',
    indexes: [],
  }),
  watches: collection({
    path: 'mailboxes/{mailboxId}/watches/{eventId}',
    one: 'watch',
    schema: watchEventSchema,
    owner: 'mailbox',
    exported: { kind: 'watch', description: 'What became of the watch on your mailbox.' },
    erased: 'with_mailbox',
    ages: 'ttl',
    indexes: [],
  }),
};
