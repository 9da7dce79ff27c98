import { type UserSettings, userSettings } from '../../domain/account/settings.ts';
import { carriedOver, hasChosenTimeZone, type User, userSchema } from '../../domain/account/user.ts';
import { ok, type Result } from '../../domain/result.ts';
import { changedSettings, type SettingChanges, settingsOf } from '../../domain/setting.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { asData } from '../../persistence/thread-view.ts';
import { readUsageDay } from '../../persistence/usage-day.ts';
import { type AppError, appError, notFound } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

interface SettingsDeps {
  readonly store: DocumentStore;
  readonly settings: { readonly maxDailySendingLimit: number };
}

export type AccountSettings = UserSettings & { readonly timeZoneChosen: boolean };

/** The settings, and whether the user chose the time zone or it is a default. */
export const accountSettingsOf = (user: User): AccountSettings => ({
  ...settingsOf(userSettings, user),
  timeZoneChosen: hasChosenTimeZone(user),
});

/** The settings in force: a limit that the operator has lowered since applies too. */
const inForce = ({ settings: { maxDailySendingLimit } }: SettingsDeps, user: User): AccountSettings => {
  const settings = accountSettingsOf(user);
  return { ...settings, dailySendingLimit: Math.min(settings.dailySendingLimit, maxDailySendingLimit) };
};

export const readSettings =
  (deps: SettingsDeps) =>
  async (userId: string): Promise<Result<AccountSettings, AppError>> => {
    const user = await readDocument(deps.store, userSchema, paths.user(userId));
    return user ? ok(inForce(deps, user)) : notFound;
  };

/** Conversations that waited for the old settings may go on with these (`goOn`). */
const mayLetGoOn = ({
  paused,
  paceSeconds,
  rampPerDay,
  dailySendingLimit,
}: SettingChanges<typeof userSettings>) =>
  paused === false || [paceSeconds, rampPerDay, dailySendingLimit].some((change) => change !== undefined);

export const updateSettings =
  (deps: SettingsDeps & { readonly clock: Clock }) =>
  (input: {
    readonly userId: string;
    readonly changes: SettingChanges<typeof userSettings>;
  }): Promise<Result<AccountSettings, AppError>> =>
    deps.store.transaction(async (tx) => {
      const path = paths.user(input.userId);
      const user = await readDocument(tx, userSchema, path);
      if (!user) return notFound;
      if ((input.changes.dailySendingLimit ?? 0) > deps.settings.maxDailySendingLimit) {
        return appError('sending_limit_too_high');
      }
      const now = deps.clock.now();
      const changed = {
        ...changedSettings(userSettings, user, input.changes),
        ...(input.changes.timeZone === undefined ? {} : { timeZoneChosen: true }),
      };
      const next = { ...user, ...changed };
      const settings = inForce(deps, next);
      const [from, to] = await Promise.all(
        [user, next].map(({ timeZone }) => readUsageDay(tx, user.id, timeZone, now)),
      );
      if (from && to && from.date !== to.date) {
        tx.set(paths.day(user.id, to.date), asData(carriedOver(from, to)));
      }
      tx.update(path, {
        ...changed,
        ...(mayLetGoOn(input.changes) ? { goOnDueAt: now } : {}),
        retentionDueAt: settings.retentionDays === null ? null : now,
        updatedAt: now,
      });
      return ok(settings);
    });
