import { z } from 'zod';
import { stored } from '../stored.ts';

/** Why an address is suppressed. `opted_out`: this person asked not to be contacted. */
export const suppressionReasons = ['opted_out'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** Version 0.1.0 stored a sentence, always with this reason. */
const reason = z.preprocess(
  (value) =>
    typeof value === 'string' && !suppressionReasons.some((code) => code === value) ? 'opted_out' : value,
  z.enum(suppressionReasons),
);

/** `users/{userId}/suppressions/{sha256 of address}`: an address that must not be contacted. */
export const suppressionSchema = stored({
  schemaVersion: z.literal(1),
  id: z.string(),
  email: z.string(),
  reason,
  threadId: z.string().nullable(),
  createdAt: z.number(),
});
export type Suppression = z.infer<typeof suppressionSchema>;
