import type { UserId } from '../ids.ts';
import { NO_LIBRARY } from '../knowledge/document.ts';
import { settingsOf } from '../setting.ts';
import { userSettings } from './settings.ts';
import type { User } from './user.ts';

/** What Google reports about the user who signs in. */
export interface Profile {
  readonly email: string;
  readonly name: string;
  readonly picture: string | null;
}

const newUser = (id: UserId, profile: Profile, dailySendingLimit: number, now: number): User => ({
  schemaVersion: 1,
  id,
  email: profile.email,
  name: profile.name,
  picture: profile.picture,
  ...settingsOf(userSettings, { dailySendingLimit }),
  timeZoneChosen: false,
  notifies: null,
  retentionDueAt: null,
  goOnDueAt: null,
  createdAt: now,
  updatedAt: now,
  library: NO_LIBRARY,
  taught: false,
  deletionRequestedAt: null,
});

/** The user after a sign-in: settings stay, name and picture are Google's. `before` is null at the first sign-in. */
export const signedInUser = (
  before: User | null,
  {
    id,
    profile,
    dailySendingLimit,
  }: {
    readonly id: UserId;
    readonly profile: Profile;
    /** Default for a new user: mails per day. */
    readonly dailySendingLimit: number;
  },
  now: number,
): User => ({
  ...(before ?? newUser(id, profile, dailySendingLimit, now)),
  email: profile.email,
  name: profile.name,
  picture: profile.picture,
  updatedAt: now,
  deletionRequestedAt: null,
});
