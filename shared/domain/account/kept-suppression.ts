import { z } from 'zod';
import { stored } from '../stored.ts';

/**
 * `keptSuppressions/{hash}`: what stays of a suppression when its owner's account is deleted. The hash says neither who asked nor
 * whom, to anybody without the installation's key (ADR 0018).
 */
export const keptSuppressionSchema = stored({
  schemaVersion: z.literal(1),
  id: z.string(),
});
export type KeptSuppression = z.infer<typeof keptSuppressionSchema>;
