import { type UserSettings, userSettings } from '../../domain/account/settings.ts';
import { hasChosenTimeZone, type User, userSchema } from '../../domain/account/user.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changedSettings, type SettingChanges, settingsOf } from '../../domain/setting.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { type AppError, notFound } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

export type AccountSettings = UserSettings & { readonly timeZoneChosen: boolean };

/** The settings, and whether the time zone is more than a guess. */
export const accountSettingsOf = (user: User): AccountSettings => ({
  ...settingsOf(userSettings, user),
  timeZoneChosen: hasChosenTimeZone(user),
});

export const readSettings =
  (deps: { readonly store: DocumentStore }) =>
  async (userId: string): Promise<Result<AccountSettings, AppError>> => {
    const user = await readDocument(deps.store, userSchema, paths.user(userId));
    return user ? ok(accountSettingsOf(user)) : notFound;
  };

export const updateSettings =
  (deps: { readonly store: DocumentStore; readonly clock: Clock }) =>
  (input: {
    readonly userId: string;
    readonly changes: SettingChanges<typeof userSettings>;
  }): Promise<Result<AccountSettings, AppError>> =>
    deps.store.transaction(async (tx) => {
      const path = paths.user(input.userId);
      const user = await readDocument(tx, userSchema, path);
      if (!user) return notFound;
      const now = deps.clock.now();
      const changed = {
        ...changedSettings(userSettings, user, input.changes),
        ...(input.changes.timeZone === undefined ? {} : { timeZoneChosen: true }),
      };
      const settings = accountSettingsOf({ ...user, ...changed });
      tx.update(path, {
        ...changed,
        retentionDueAt: settings.retentionDays === null ? null : now,
        updatedAt: now,
      });
      return ok(settings);
    });
