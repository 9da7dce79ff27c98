import { z } from 'zod';
import { userIdSchema } from '../ids.ts';
import { storedShape } from '../setting.ts';
import { stored } from '../stored.ts';
import { userSettings } from './settings.ts';

/** `users/{userId}`; the id is Google's `sub`. */
export const userSchema = stored({
  schemaVersion: z.literal(1),
  id: userIdSchema,
  email: z.string(),
  name: z.string(),
  picture: z.string().nullable(),
  ...storedShape(userSettings),
  /** Whether anybody chose the time zone; null: stored before that was noted. */
  timeZoneChosen: z.boolean().nullable().default(null),
  /** When bodies are to be deleted next; null without a retention setting. */
  retentionDueAt: z.number().nullable().default(null),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** When the owner first requested deletion. The sweep finishes it if it is interrupted. */
  deletionRequestedAt: z.number().nullable().default(null),
});
export type User = z.infer<typeof userSchema>;

export const hasChosenTimeZone = ({ timeZone, timeZoneChosen }: User): boolean =>
  timeZoneChosen ?? timeZone !== userSettings.timeZone.default;

/** `users/{userId}/days/{yyyy-mm-dd}`: figures of one calendar day in the owner's time zone. */
export const usageDaySchema = stored({
  schemaVersion: z.literal(1),
  date: z.string(),
  sent: z.number(),
  received: z.number(),
  conversationsStarted: z.number(),
  conversationsAnswered: z.number(),
  goalsReached: z.number(),
  inputTokens: z.number(),
  outputTokens: z.number(),
  /** Response times of our replies in ms, 200 at most. */
  answerMs: z.array(z.number()),
});
export type UsageDay = z.infer<typeof usageDaySchema>;

export const emptyUsageDay = (date: string): UsageDay => ({
  schemaVersion: 1,
  date,
  sent: 0,
  received: 0,
  conversationsStarted: 0,
  conversationsAnswered: 0,
  goalsReached: 0,
  inputTokens: 0,
  outputTokens: 0,
  answerMs: [],
});
