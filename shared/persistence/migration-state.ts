import { z } from 'zod';
import { stored } from '../domain/stored.ts';

/** `migrations/{id}`: how far a migration has come. */
export const migrationStateSchema = stored({
  schemaVersion: z.literal(1),
  state: z.enum(['going_up', 'up', 'going_down', 'down']),
  /** The path of the last processed document; null: none yet. */
  after: z.string().nullable(),
  changed: z.number(),
  /** Documents that could not be changed and stay as they are. */
  failed: z.array(z.string()),
  /** The process that holds the token runs the migration. */
  lease: stored({ token: z.string(), expiresAt: z.number() }).nullable(),
  updatedAt: z.number(),
});
export type MigrationState = z.infer<typeof migrationStateSchema>;
