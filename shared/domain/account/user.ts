import { z } from 'zod';
import { userIdSchema } from '../ids.ts';
import { librarySchema, NO_LIBRARY } from '../knowledge/document.ts';
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
  /** Whether the user chose the time zone. null: stored before this field existed. */
  timeZoneChosen: z.boolean().nullable().default(null),
  /** What is told through any of the owner's channels; null: stored before there were any, and none was made yet. */
  notifies: z.array(z.string()).nullable().default(null),
  /** When bodies are to be deleted next; null without a retention setting. */
  retentionDueAt: z.number().nullable().default(null),
  /** Conversations that the owner let go on are still to be woken; epoch ms. null: none. */
  goOnDueAt: z.number().nullable().default(null),
  /** The documents for all assistants. */
  library: librarySchema.default(NO_LIBRARY),
  /** Whether there ever was a lesson; a turn of an owner without any reads none. */
  taught: z.boolean().default(false),
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
  /** Mails that were decided to be sent, including those that were sent. The day's limit applies to this count. */
  reserved: z.number().default(0),
  /** What the owner had used of the previous day's limits when a change of the time zone began this day. */
  carried: stored({ mails: z.number(), tokens: z.number() }).default({ mails: 0, tokens: 0 }),
  /** Tokens by the correspondent that they were spent on; the key is a salted hash of the address. */
  tokensByPerson: z.array(stored({ person: z.string(), tokens: z.number() })).default([]),
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
  reserved: 0,
  carried: { mails: 0, tokens: 0 },
  tokensByPerson: [],
  received: 0,
  conversationsStarted: 0,
  conversationsAnswered: 0,
  goalsReached: 0,
  inputTokens: 0,
  outputTokens: 0,
  answerMs: [],
});

/** Mails of the day as the limit counts them. Instances of an earlier release only count `sent`. */
export const mailsOf = ({ sent, reserved, carried }: UsageDay): number =>
  Math.max(sent, reserved) + carried.mails;

/** Tokens of the day as the budget counts them. */
export const tokensOf = ({ inputTokens, outputTokens, carried }: UsageDay): number =>
  inputTokens + outputTokens + carried.tokens;

/** How many correspondents a day counts tokens for. */
const MAX_PEOPLE = 300;

/**
 * The day with tokens spent on one correspondent. If there are too many correspondents, the one with the fewest tokens
 * is dropped.
 */
export const withTokensOn = (day: UsageDay, person: string, tokens: number): UsageDay => {
  const others = day.tokensByPerson.filter((spent) => spent.person !== person);
  const kept = others.toSorted((a, b) => b.tokens - a.tokens).slice(0, MAX_PEOPLE - 1);
  const before = day.tokensByPerson.find((spent) => spent.person === person);
  const spent = { ...before, person, tokens: (before?.tokens ?? 0) + tokens };
  return { ...day, tokensByPerson: [...kept, spent] };
};

export const tokensOn = (day: UsageDay, person: string): number =>
  day.tokensByPerson.find((spent) => spent.person === person)?.tokens ?? 0;

/** The day that a change of the time zone begins: it takes over what was used, so that limits do not reset. */
export const carriedOver = (from: UsageDay, to: UsageDay): UsageDay => {
  const mine = { ...to, carried: { mails: 0, tokens: 0 } };
  return {
    ...to,
    carried: {
      ...to.carried,
      mails: Math.max(to.carried.mails, mailsOf(from) - mailsOf(mine)),
      tokens: Math.max(to.carried.tokens, tokensOf(from) - tokensOf(mine)),
    },
  };
};
