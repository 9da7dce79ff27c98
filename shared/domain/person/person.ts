import { z } from 'zod';
import { threadIdSchema } from '../ids.ts';
import { mailAddressSchema } from '../mail-address.ts';
import { stored } from '../stored.ts';
import { memorySchema } from './memory.ts';

/** What somebody asked for. `not_to_be_written_to` is also a suppression, which outlives this record. */
export const wishCodes = ['not_to_be_written_to', 'answers_elsewhere'] as const;

/** Who is to be written to in somebody's place; either may be missing. */
export const successorSchema = stored({ email: z.string().nullable(), name: z.string().nullable() });
export type Successor = z.infer<typeof successorSchema>;

/**
 * `users/{userId}/people/{id}`: what one correspondent has told us, in whichever conversation, and which conversations with them
 * run. Written in the transaction in which it is learnt.
 */
export const personSchema = stored({
  schemaVersion: z.literal(1),
  /** A hash of the address as people are compared, so that every spelling of it leads here. */
  id: z.string(),
  /** As it was first written to. */
  email: z.string(),
  /** Other spellings and addresses that they wrote from, or asked to be answered at. */
  otherAddresses: z.array(z.string()),
  names: z.array(z.string()),
  /** Who else of theirs took part: put into a copy by them, or let in by the owner. */
  colleagues: z.array(mailAddressSchema),
  /** Away until then, epoch ms. */
  absentUntil: z.number().nullable(),
  /** Since when it is known that they have left for good, epoch ms. */
  leftAt: z.number().nullable(),
  /** Whom they named in their place. */
  successor: successorSchema.nullable(),
  wishes: z.array(
    stored({
      code: z.enum(wishCodes),
      /** Where they want to be answered, for `answers_elsewhere`. */
      address: z.string().nullable(),
      at: z.number(),
    }),
  ),
  /** What they said of themselves, the newest last. */
  memory: z.array(memorySchema).default([]),
  /** The latest answer in each of several conversations, epoch ms. With a single one nobody asks. */
  answered: z.array(stored({ threadId: threadIdSchema, at: z.number() })),
  /** Conversations with them, the latest last. */
  threadIds: z.array(threadIdSchema),
  /** Those of them that run. */
  activeThreadIds: z.array(threadIdSchema),
  /** The owner had what was learnt deleted, and nothing was learnt since: only running conversations are still noted. */
  forgotten: z.boolean(),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Person = z.infer<typeof personSchema>;

/** What nobody has told us anything about. */
export const blankPerson = {
  schemaVersion: 1,
  otherAddresses: [],
  names: [],
  colleagues: [],
  absentUntil: null,
  leftAt: null,
  successor: null,
  wishes: [],
  memory: [],
  answered: [],
  threadIds: [],
  activeThreadIds: [],
  forgotten: false,
} satisfies Partial<Person>;

/** The record without what was learnt. What remains says which conversations run, so that no second one begins. */
export const forgotten = (person: Person, now: number): Person => ({
  ...person,
  ...blankPerson,
  email: '',
  threadIds: person.threadIds,
  activeThreadIds: person.activeThreadIds,
  answered: person.answered,
  forgotten: true,
  updatedAt: now,
});
