import { z } from 'zod';
import { isTimeZone } from '../assistant/working-hours.ts';
import { optional, type SettingValues } from '../setting.ts';

/** The settings of an account. */
export const userSettings = {
  timeZone: optional({
    stored: z.string(),
    input: z.string().max(64).refine(isTimeZone, { message: 'must be an IANA time zone' }),
    default: 'UTC',
    description: 'IANA name.',
  }),
  dailySendingLimit: optional({
    stored: z.int(),
    input: z.int().min(1).max(500),
    default: 100,
    description: 'Mails a day over all conversations. Gmail has a limit of its own above it.',
  }),
  retentionDays: optional({
    stored: z.int().nullable(),
    input: z.int().min(1).max(3650).nullable(),
    default: null,
    description: 'Bodies of mails are deleted after this many days. null: never.',
  }),
};
export type UserSettings = SettingValues<typeof userSettings>;
