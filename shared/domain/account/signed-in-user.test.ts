import { expect, it } from 'vitest';
import { NOW, userWith } from '../../../test/support/documents.ts';
import { userIdSchema } from '../ids.ts';
import { signedInUser } from './signed-in-user.ts';
import { userSchema } from './user.ts';

const signIn = {
  id: userIdSchema.parse('u1'),
  profile: { email: 'new@example.org', name: 'New Name', picture: 'https://pic.example/1' },
  dailySendingLimit: 42,
};

it('makes a new user with the default settings', () => {
  const user = signedInUser(null, signIn, NOW);
  expect(userSchema.parse(user)).toEqual(user);
  expect(user).toMatchObject({ ...signIn.profile, timeZone: 'UTC', dailySendingLimit: 42, createdAt: NOW });
});

it('keeps the settings of a known user and takes over what Google says', () => {
  const before = userWith({
    timeZone: 'Asia/Tokyo',
    dailySendingLimit: 3,
    retentionDays: 9,
    retentionDueAt: 8,
  });
  expect(signedInUser(before, signIn, NOW + 5)).toEqual({
    ...before,
    ...signIn.profile,
    updatedAt: NOW + 5,
  });
});

it('cancels a deletion', () => {
  const before = userWith({ deletionRequestedAt: 1 });
  expect(signedInUser(before, signIn, NOW).deletionRequestedAt).toBeNull();
});

it('takes over nothing else that the profile may hold', () => {
  const profile = { ...signIn.profile, sub: '123', emailVerified: true };
  expect(Object.keys(signedInUser(null, { ...signIn, profile }, NOW)).toSorted()).toEqual(
    Object.keys(userWith()).toSorted(),
  );
});
