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
  /** Conversations that the owner let go on are still to be woken; epoch ms. null: none. */
  goOnDueAt: z.number().nullable().default(null),
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
  /** Mails that were decided to be sent, those that left included. What the day's limit is held against. */
  reserved: z.number().default(0),
  /** What the owner had used of a day's limits when a change of the time zone made this day begin. */
  carried: stored({ mails: z.number(), tokens: z.number() }).default({ mails: 0, tokens: 0 }),
  /** Tokens by whom they were spent on: a salted hash of the address. */
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

/** Mails of the day as its limit counts them. An instance of an earlier release counts in `sent` only. */
export const mailsOf = ({ sent, reserved, carried }: UsageDay): number =>
  Math.max(sent, reserved) + carried.mails;

/** Tokens of the day as its budget counts them. */
export const tokensOf = ({ inputTokens, outputTokens, carried }: UsageDay): number =>
  inputTokens + outputTokens + carried.tokens;

/** People whose tokens a day keeps apart. */
const MAX_PEOPLE = 300;

/** The day with tokens that were spent on one person. Whoever had the least is dropped when there are too many. */
export const withTokensOn = (day: UsageDay, person: string, tokens: number): UsageDay => {
  const others = day.tokensByPerson.filter((spent) => spent.person !== person);
  const kept = others.toSorted((a, b) => b.tokens - a.tokens).slice(0, MAX_PEOPLE - 1);
  const before = day.tokensByPerson.find((spent) => spent.person === person);
  const spent = { ...before, person, tokens: (before?.tokens ?? 0) + tokens };
  return { ...day, tokensByPerson: [...kept, spent] };
};

export const tokensOn = (day: UsageDay, person: string): number =>
  day.tokensByPerson.find((spent) => spent.person === person)?.tokens ?? 0;

/** The day that begins because the time zone was changed on another: a day's limits do not start anew. */
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
