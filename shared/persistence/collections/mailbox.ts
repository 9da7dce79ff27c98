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
      description:
        'The access that you granted at Google. The token itself is neither in the store nor in the export.',
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
    exported: { kind: 'watch', description: 'An entry in the history of the watch on your mailbox.' },
    erased: 'with_mailbox',
    ages: 'ttl',
    indexes: [],
  }),
};
