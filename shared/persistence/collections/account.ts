import { auditSchema } from '../../domain/account/audit.ts';
import { limitSchema } from '../../domain/account/limit.ts';
import { sessionSchema } from '../../domain/account/session.ts';
import { suppressionSchema } from '../../domain/account/suppression.ts';
import { usageDaySchema, userSchema } from '../../domain/account/user.ts';
import { personSchema } from '../../domain/person/person.ts';
import { slotBookSchema } from '../../domain/sending/slot-book.ts';
import { by, collection } from './collection.ts';

/** A user's account data, apart from mail. */
export const accountCollections = {
  users: collection({
    path: 'users/{userId}',
    one: 'user',
    schema: userSchema,
    owner: 'user',
    exported: { kind: 'user', description: 'Who you are, and your settings.' },
    erased: 'last',
    ages: 'never',
    indexes: [by('deletionRequestedAt'), by('retentionDueAt'), by('goOnDueAt')],
  }),
  sessions: collection({
    path: 'sessions/{tokenHash}',
    one: 'session',
    schema: sessionSchema,
    owner: 'session',
    exported: {
      kind: 'session',
      description: 'A signed-in browser.',
      only: ['createdAt', 'expiresAt'],
    },
    erased: 'with_sessions',
    ages: 'ttl',
    indexes: [by('userId')],
  }),
  suppressions: collection({
    path: 'users/{userId}/suppressions/{addressHash}',
    one: 'suppression',
    schema: suppressionSchema,
    owner: 'user',
    exported: { kind: 'suppression', description: 'A person who asked not to be contacted.' },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [],
  }),
  people: collection({
    path: 'users/{userId}/people/{personId}',
    one: 'person',
    schema: personSchema,
    owner: 'user',
    exported: {
      kind: 'person',
      description: 'What one of your correspondents has told you, and which conversations with them run.',
    },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [],
  }),
  days: collection({
    path: 'users/{userId}/days/{date}',
    one: 'day',
    schema: usageDaySchema,
    owner: 'user',
    exported: { kind: 'day', description: 'The figures of one day.' },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [],
  }),
  slotBooks: collection({
    path: 'users/{userId}/slotBooks/{mailboxId}',
    one: 'slotBook',
    schema: slotBookSchema,
    owner: 'user',
    exported: {
      kind: 'slot_book',
      description: 'The moments at which first mails and follow-ups of a mailbox leave.',
    },
    erased: 'with_user_data',
    ages: 'never',
    indexes: [],
  }),
  audits: collection({
    path: 'users/{userId}/audit/{entryId}',
    one: 'audit',
    schema: auditSchema,
    owner: 'user',
    exported: { kind: 'audit', description: 'An entry of the audit log.' },
    erased: 'with_user_data',
    ages: 'ttl',
    indexes: [],
  }),
  limits: collection({
    path: 'users/{userId}/limits/{name}',
    one: 'limit',
    schema: limitSchema,
    owner: 'user',
    exported: { kind: 'limit', description: 'The used share of a rate limit.' },
    erased: 'with_user_data',
    ages: 'ttl',
    indexes: [],
  }),
};
