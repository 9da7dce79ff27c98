import { z } from 'zod';
import { FAULT_KINDS, type FaultRequest } from './faults.ts';

/** A fault as it comes from outside. */
export const faultRequest = z.object({
  method: z.string().min(1),
  email: z.string().trim().toLowerCase().min(3).includes('@').optional(),
  times: z.number().int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  kind: z.enum(FAULT_KINDS),
  when: z.enum(['before', 'after']).optional(),
});

/**
 * Faults as written in an environment variable: a JSON array, such as
 * `[{"method":"gmail.users.drafts.send","kind":"503","when":"after","probability":0.1,"seed":7}]`.
 * Throws an Error that says what does not fit.
 */
export function parseFaults(text: string): FaultRequest[] {
  const parsed = z.array(faultRequest).safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`Not a list of faults. ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
