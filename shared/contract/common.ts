import { z } from 'zod';
import { idSchema } from '../domain/ids.ts';

export const idParam = idSchema.meta({ description: 'Opaque id.' });

export const epochMs = z.int().meta({ description: 'Epoch milliseconds, UTC.' });

export const cursorParam = z.string().max(2000).optional();
export const limitParam = z.coerce.number().int().min(1).max(100).default(50);

export const mailAddress = z.object({ email: z.string(), name: z.string().nullable() });

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** RFC 9457 problem details. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** Stable, for programs. */
    code: z.string(),
    /** English, for people. */
    detail: z.string(),
    /** Parameters of `detail`, for clients that show it in another language. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    requestId: z.string(),
    threadId: z.string().optional().meta({
      description: 'With `already_in_conversation`: the conversation that is running.',
    }),
    /** The invalid parts of the request. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
