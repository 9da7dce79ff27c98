import { z } from 'zod';
import { workingHoursSchema } from '../domain/assistant/working-hours.ts';
import { modes } from '../domain/conversation/vocabulary.ts';
import { writerActions } from '../domain/writing/answer.ts';
import { cursorParam, epochMs, limitParam, line, pageOf, prose } from './common.ts';

const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, 'must be a BCP 47 tag such as `en`');

const fields = {
  name: line(1, 100),
  instructions: prose(1, 10_000),
  knowledge: prose(0, 50_000).meta({
    description: 'Facts that the assistant may state. It states no others.',
  }),
  language: languageTag.nullable().meta({ description: "BCP 47 tag. null: the correspondent's language." }),
  signature: prose(0, 1000).nullable(),
  mode: z.enum(modes).meta({ description: '`review`: nothing is sent until you approve it.' }),
  limits: z.strictObject({ repliesPerThread: z.int().min(1).max(100).default(20) }),
  replyDelayMinutes: z.int().min(0).max(10_080),
  workingHours: workingHoursSchema
    .nullable()
    .meta({ description: "In the owner's time zone. null: always." }),
};

export const createAssistantBody = z
  .strictObject({
    name: fields.name,
    instructions: fields.instructions,
    knowledge: fields.knowledge.default(''),
    language: fields.language.default(null),
    signature: fields.signature.default(null),
    mode: fields.mode.default('autonomous'),
    limits: fields.limits.default({ repliesPerThread: 20 }),
    replyDelayMinutes: fields.replyDelayMinutes.default(0),
    workingHours: fields.workingHours.default(null),
  })
  .meta({ id: 'CreateAssistant' });
export type CreateAssistantBody = z.infer<typeof createAssistantBody>;
export type CreateAssistantInput = z.input<typeof createAssistantBody>;

export const updateAssistantBody = z.strictObject(fields).partial().meta({ id: 'UpdateAssistant' });
export type UpdateAssistantBody = z.infer<typeof updateAssistantBody>;

export const assistantResource = z
  .object({
    id: z.string(),
    ...fields,
    usage: z.object({ inputTokens: z.int(), outputTokens: z.int() }),
    version: z.int(),
    createdAt: epochMs,
    updatedAt: epochMs,
  })
  .meta({ id: 'Assistant' });
export type AssistantResource = z.infer<typeof assistantResource>;

export const listAssistantsQuery = z.strictObject({ cursor: cursorParam, limit: limitParam });
export const assistantPage = pageOf(assistantResource).meta({ id: 'AssistantPage' });

export const previewBody = z
  .strictObject({
    recipient: z.strictObject({ email: z.string().trim().min(3).max(320), name: line(1, 200).nullish() }),
    instructions: prose(1, 10_000),
    goal: prose(1, 2000).nullish(),
    inbound: prose(1, 50_000).nullish().meta({
      description: 'A mail from the recipient to preview the answer to. Absent: the first mail is previewed.',
    }),
  })
  .meta({ id: 'Preview' });
export type PreviewBody = z.infer<typeof previewBody>;

export const previewResource = z
  .object({
    action: z.enum(writerActions),
    subject: z.string().nullable(),
    text: z.string().nullable(),
    reason: z.string(),
    goalProgress: z.string(),
    /** What the checks on the text found; empty when it would be sent. */
    objections: z.array(z.string()),
    usage: z.object({ inputTokens: z.int(), outputTokens: z.int() }),
  })
  .meta({ id: 'PreviewResult' });
export type PreviewResource = z.infer<typeof previewResource>;
