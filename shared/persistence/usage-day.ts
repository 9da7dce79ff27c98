import type { DocumentReader } from '../application/ports/document-store.ts';
import { emptyUsageDay, type UsageDay, usageDaySchema, userSchema } from '../domain/account/user.ts';
import { localDate } from '../domain/assistant/working-hours.ts';
import { paths } from './paths.ts';
import { readDocument } from './read.ts';

/** The figures of the owner's current calendar day; all zero if nothing has happened yet. */
export const readUsageDay = async (
  reader: DocumentReader,
  userId: string,
  timeZone: string,
  now: number,
): Promise<UsageDay> => {
  const date = localDate(now, timeZone);
  return (await readDocument(reader, usageDaySchema, paths.day(userId, date))) ?? emptyUsageDay(date);
};

/** The same for a caller who does not know the owner's time zone. null: there is no such user. */
export const readUsageDayOf = async (
  reader: DocumentReader,
  userId: string,
  now: number,
): Promise<UsageDay | null> => {
  const user = await readDocument(reader, userSchema, paths.user(userId));
  return user ? readUsageDay(reader, userId, user.timeZone, now) : null;
};
