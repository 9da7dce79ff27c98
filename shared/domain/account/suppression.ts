import { z } from 'zod';
import { stored } from '../stored.ts';

/** Why an address is not written to. `opted_out`: this person asked for it. */
export const suppressionReasons = ['opted_out'] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** Version 0.1.0 stored a sentence, and that for one reason only. */
const reason = z.preprocess(
  (value) =>
    typeof value === 'string' && !suppressionReasons.some((code) => code === value) ? 'opted_out' : value,
  z.enum(suppressionReasons),
);

/** `users/{userId}/suppressions/{sha256 of address}`: an address that is not written to. */
export const suppressionSchema = stored({
  schemaVersion: z.literal(1),
  id: z.string(),
  email: z.string(),
  reason,
  threadId: z.string().nullable(),
  createdAt: z.number(),
});
export type Suppression = z.infer<typeof suppressionSchema>;
