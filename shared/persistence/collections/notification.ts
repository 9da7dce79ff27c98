import { channelSchema } from '../../domain/notification/channel.ts';
import { notificationSchema } from '../../domain/notification/notification.ts';
import { reviewLinkSchema } from '../../domain/notification/review-link.ts';
import { by, collection, overall } from './collection.ts';

/** How an owner is told, and what waits to be told. */
export const notificationCollections = {
  channels: collection({
    path: 'users/{userId}/channels/{channelId}',
    one: 'channel',
    schema: channelSchema,
    owner: 'user',
    exported: {
      kind: 'channel',
      description:
        'Where you are told what happens, and what was told there last. Its secret is in no export.',
      without: ['secretName'],
      nulled: ['lease'],
    },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [overall('dueAt'), overall('touchedAt')],
  }),
  notifications: collection({
    path: 'users/{userId}/notifications/{notificationId}',
    one: 'notification',
    schema: notificationSchema,
    owner: 'user',
    exported: { kind: 'notification', description: 'Something that you are about to be told.' },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [overall('dueAt')],
  }),
  reviewLinks: collection({
    path: 'reviewLinks/{tokenHash}',
    one: 'reviewLink',
    schema: reviewLinkSchema,
    owner: 'session',
    exported: {
      kind: 'review_link',
      description: 'A link to a waiting draft that you were sent.',
      only: ['createdAt', 'expiresAt'],
    },
    erased: 'with_sessions',
    ages: 'ttl',
    indexes: [by('userId')],
  }),
};
