import { z } from 'zod';
import { threadSettings } from '../domain/conversation/settings.ts';
import {
  DEFAULT_TURNS,
  MAX_TURNS,
  rehearsalEnds,
  rehearsalStates,
  tempers,
} from '../domain/rehearsal/rehearsal.ts';
import { line, prose } from '../domain/text.ts';
import { writerActions } from '../domain/writing/answer.ts';
import { objectionResource } from './assistants.ts';
import { epochMs, mailAddress, pageOf } from './common.ts';
import { groundingShape } from './grounding.ts';

/** The correspondent of a rehearsal, where the owner names none. */
const SOMEBODY = { email: 'robin@example.com', name: 'Robin Doe' };

export const startRehearsalBody = z
  .strictObject({
    temper: z.enum(tempers).meta({
      description: 'How the correspondent behaves; `owner`: you write their mails (`/messages`).',
    }),
    turns: z
      .int()
      .min(1)
      .max(MAX_TURNS)
      .default(DEFAULT_TURNS)
      .meta({ description: 'Mails of the correspondent, at most.' }),
    recipient: z
      .strictObject({ email: z.string().trim().min(3).max(320), name: line(1, 200).nullish() })
      .default(SOMEBODY),
    instructions: threadSettings.instructions.input.or(z.literal('')).default(''),
    goal: threadSettings.goal.input.optional(),
  })
  .meta({ id: 'StartRehearsal' });
export type StartRehearsalBody = z.infer<typeof startRehearsalBody>;

export const answerRehearsalBody = z.strictObject({ text: prose(1, 20_000) }).meta({ id: 'AnswerRehearsal' });

export const rehearsalResource = z
  .object({
    id: z.string(),
    assistantId: z.string(),
    temper: z.enum(tempers),
    turns: z.int(),
    recipient: mailAddress,
    instructions: z.string(),
    goal: z.string().nullable(),
    state: z.enum(rehearsalStates).meta({
      description: '`waiting`: for your mail as the correspondent, with the temper `owner` only.',
    }),
    ended: z.enum(rehearsalEnds).nullable(),
    messages: z.array(
      z.object({
        author: z.enum(['assistant', 'correspondent']),
        at: epochMs,
        subject: z.string().nullable(),
        text: z.string().nullable().meta({ description: 'null: nothing would be sent.' }),
        automatic: z.boolean().meta({ description: 'Taken for the mail of a program, and not answered.' }),
        action: z.enum(writerActions).nullable(),
        reason: z.string(),
        goalProgress: z.string(),
        question: z.string().nullable(),
        objections: z.array(objectionResource),
        ...groundingShape,
      }),
    ),
    usage: z.object({ inputTokens: z.int(), outputTokens: z.int() }),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Rehearsal' });
export type RehearsalResource = z.infer<typeof rehearsalResource>;

export const rehearsalPage = pageOf(rehearsalResource).meta({ id: 'RehearsalPage' });

/** A rehearsal as cases for `npm run eval`: the file is put into the folder of cases and edited there. */
export const rehearsalCases = z
  .object({
    assistant: z.record(z.string(), z.unknown()),
    cases: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'RehearsalCases' });
