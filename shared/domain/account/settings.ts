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
  paused: optional({
    stored: z.boolean(),
    input: z.boolean(),
    default: false,
    description: 'Nothing leaves in any conversation. Mails are still recorded.',
  }),
  undoSeconds: optional({
    stored: z.int(),
    input: z.int().min(0).max(600),
    default: 0,
    description: 'How long an automatic mail stays a draft that can be stopped; 0: it leaves at once.',
  }),
  paceSeconds: optional({
    stored: z.int(),
    input: z.int().min(0).max(3600),
    default: 20,
    description:
      'The least distance between two first mails or follow-ups; the first fifteen of an hour leave at once. Answers are never paced.',
  }),
  rampPerDay: optional({
    stored: z.int().nullable(),
    input: z.int().min(1).max(500).nullable(),
    default: null,
    description:
      'For a new mailbox: so many first mails and follow-ups on its first day, and so many more on each day after. null: no ramp.',
  }),
  retentionDays: optional({
    stored: z.int().nullable(),
    input: z.int().min(1).max(3650).nullable(),
    default: null,
    description: 'Bodies of mails are deleted after this many days. null: never.',
  }),
};
export type UserSettings = SettingValues<typeof userSettings>;
