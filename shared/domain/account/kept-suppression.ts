import { z } from 'zod';
import { stored } from '../stored.ts';

/**
 * `keptSuppressions/{hash}`: what remains of a suppression when its owner's account is deleted. Without the
 * installation's key the hash reveals neither the owner nor the person (ADR 0018).
 */
export const keptSuppressionSchema = stored({
  schemaVersion: z.literal(1),
  id: z.string(),
});
export type KeptSuppression = z.infer<typeof keptSuppressionSchema>;
