import { z } from 'zod';
import { assistantSettings } from '../domain/assistant/settings.ts';
import { threadSettings } from '../domain/conversation/settings.ts';
import { noticeSchema } from '../domain/notice.ts';
import { createShape, resourceShape, updateShape } from '../domain/setting.ts';
import { line, prose } from '../domain/text.ts';
import { writerActions } from '../domain/writing/answer.ts';
import { objectionShapes } from '../domain/writing/checks/objection.ts';
import { cursorParam, epochMs, limitParam, pageOf } from './common.ts';

export const createAssistantBody = z
  .strictObject(createShape(assistantSettings))
  .meta({ id: 'CreateAssistant' });
export type CreateAssistantBody = z.infer<typeof createAssistantBody>;
export type CreateAssistantInput = z.input<typeof createAssistantBody>;

export const updateAssistantBody = z
  .strictObject(updateShape(assistantSettings))
  .meta({ id: 'UpdateAssistant' });
export type UpdateAssistantBody = z.infer<typeof updateAssistantBody>;

export const assistantResource = z
  .object({
    id: z.string(),
    ...resourceShape(assistantSettings),
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
    instructions: threadSettings.instructions.input,
    goal: threadSettings.goal.input.optional(),
    inbound: prose(1, 50_000).nullish().meta({
      description: 'A mail from the recipient to preview the answer to. Absent: the first mail is previewed.',
    }),
  })
  .meta({ id: 'Preview' });
export type PreviewBody = z.infer<typeof previewBody>;

export const objectionResource = noticeSchema(objectionShapes, {
  part: z
    .literal('subject')
    .optional()
    .meta({ description: 'Present if it is about the subject, not about the text.' }),
  message: z.string().meta({ description: 'The same in English, for people.' }),
});

export const previewResource = z
  .object({
    action: z.enum(writerActions),
    subject: z.string().nullable(),
    text: z.string().nullable(),
    reason: z.string(),
    goalProgress: z.string(),
    /** What the checks on the text found; empty when it would be sent. */
    objections: z.array(objectionResource),
    usage: z.object({ inputTokens: z.int(), outputTokens: z.int() }),
  })
  .meta({ id: 'PreviewResult' });
export type PreviewResource = z.infer<typeof previewResource>;
