import { z } from 'zod';
import { FAULT_KINDS } from './faults.ts';

/** A fault as it comes from outside. */
export const faultRequest = z.object({
  method: z.string().min(1),
  email: z.string().trim().toLowerCase().min(3).includes('@').optional(),
  times: z.number().int().positive().optional(),
  forMs: z.number().int().positive().optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
  kind: z.enum(FAULT_KINDS),
  when: z.enum(['before', 'after']).optional(),
});
