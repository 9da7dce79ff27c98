import type { DocumentReader } from '../application/ports/document-store.ts';
import { emptyUsageDay, type UsageDay, usageDaySchema } from '../domain/account/user.ts';
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
