import { type User, userSchema } from '../../domain/account/user.ts';
import { ok, type Result } from '../../domain/result.ts';
import { paths } from '../../persistence/paths.ts';
import { readDocument } from '../../persistence/read.ts';
import { type AppError, notFound } from '../errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DocumentStore } from '../ports/document-store.ts';

export type Settings = Pick<User, 'timeZone' | 'dailySendingLimit' | 'retentionDays'>;

const settingsOf = ({ timeZone, dailySendingLimit, retentionDays }: User): Settings => ({
  timeZone,
  dailySendingLimit,
  retentionDays,
});

export const readSettings =
  (deps: { readonly store: DocumentStore }) =>
  async (userId: string): Promise<Result<Settings, AppError>> => {
    const user = await readDocument(deps.store, userSchema, paths.user(userId));
    return user ? ok(settingsOf(user)) : notFound;
  };

export const updateSettings =
  (deps: { readonly store: DocumentStore; readonly clock: Clock }) =>
  (input: {
    readonly userId: string;
    readonly changes: { readonly [K in keyof Settings]?: Settings[K] | undefined };
  }): Promise<Result<Settings, AppError>> =>
    deps.store.transaction(async (tx) => {
      const path = paths.user(input.userId);
      const user = await readDocument(tx, userSchema, path);
      if (!user) return notFound;
      const now = deps.clock.now();
      const { timeZone, dailySendingLimit, retentionDays } = input.changes;
      const settings: Settings = {
        timeZone: timeZone ?? user.timeZone,
        dailySendingLimit: dailySendingLimit ?? user.dailySendingLimit,
        retentionDays: retentionDays === undefined ? user.retentionDays : retentionDays,
      };
      tx.update(path, {
        ...settings,
        retentionDueAt: settings.retentionDays === null ? null : now,
        updatedAt: now,
      });
      return ok(settings);
    });
