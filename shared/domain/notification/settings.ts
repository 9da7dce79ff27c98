import { z } from 'zod';
import { optional, type SettingValues } from '../setting.ts';
import { notificationKinds } from './kinds.ts';

export const languages = ['en', 'ru'] as const;
export type Language = (typeof languages)[number];

/** `daily at hh:mm` is in the owner's time zone. */
export const DIGEST = /^(?:now|hourly|daily at (?:[01]\d|2[0-3]):[0-5]\d)$/;

/** What an owner decides about a channel, besides where it leads. */
export const channelSettings = {
  name: optional({
    stored: z.string().nullable(),
    input: z.string().trim().min(1).max(100).nullable(),
    default: null,
    description: 'What you call it.',
  }),
  events: optional({
    // A word of a later version is kept, and told by none of this one.
    stored: z.array(z.string()),
    input: z.array(z.enum(notificationKinds)).max(notificationKinds.length),
    default: [...notificationKinds],
    description: 'What is told here. Empty: nothing.',
  }),
  digest: optional({
    stored: z.string(),
    input: z.string().regex(DIGEST, 'must be now, hourly, or daily at hh:mm'),
    default: 'now',
    description: 'When: `now`, `hourly`, or `daily at hh:mm` in your time zone.',
  }),
  language: optional({
    stored: z.enum(languages),
    input: z.enum(languages),
    default: 'en',
    description: 'Language of what is told.',
  }),
  draftsAfterMinutes: optional({
    stored: z.int(),
    input: z.int().min(0).max(1440),
    default: 0,
    description: 'A draft is told of only if it still waits after so many minutes.',
  }),
};
export type ChannelSettings = SettingValues<typeof channelSettings>;
