import { z } from 'zod';
import { wishCodes } from '../domain/person/person.ts';
import { epochMs, mailAddress } from './common.ts';

export const personResource = z
  .object({
    id: z.string(),
    email: z.string(),
    otherAddresses: z
      .array(z.string())
      .meta({ description: 'Other spellings, and addresses at which they asked to be answered.' }),
    names: z.array(z.string()),
    colleagues: z.array(mailAddress).meta({ description: 'Who else of theirs took part.' }),
    absentUntil: epochMs.nullable().meta({ description: 'Away until then. May have passed.' }),
    leftAt: epochMs.nullable().meta({ description: 'Since when it is known that they have left for good.' }),
    successor: z
      .object({ email: z.string().nullable(), name: z.string().nullable() })
      .nullable()
      .meta({ description: 'Whom they named in their place.' }),
    wishes: z.array(
      z.object({
        code: z.enum(wishCodes),
        address: z.string().nullable().meta({ description: 'With `answers_elsewhere`: where.' }),
        at: epochMs,
      }),
    ),
    memory: z
      .array(
        z.object({
          id: z.string(),
          text: z.string(),
          quote: z.string().meta({ description: 'Their own words.' }),
          threadId: z.string().meta({ description: 'The conversation in which they wrote them.' }),
          at: epochMs,
        }),
      )
      .meta({ description: 'What they said of themselves, newest first; offered to the next conversation.' }),
    activeThreadIds: z.array(z.string()).meta({ description: 'Conversations with them that run.' }),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Person', description: 'What one of your correspondents has told you.' });
export type PersonResource = z.infer<typeof personResource>;
