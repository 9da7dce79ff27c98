import { z } from 'zod';
import type { DocumentStore } from '../../shared/application/ports/document-store.ts';

/** `migrations/{id}`: how far a migration has come. */
export const stateSchema = z.object({
  schemaVersion: z.literal(1),
  state: z.enum(['going_up', 'up', 'going_down', 'down']),
  /** The path of the last document that was gone through; null: none yet. */
  after: z.string().nullable(),
  changed: z.number(),
  /** Documents that could not be changed, and stay as they are. */
  failed: z.array(z.string()),
  /** Whoever holds the token is at work. */
  lease: z.object({ token: z.string(), expiresAt: z.number() }).nullable(),
  updatedAt: z.number(),
});
export type MigrationState = z.infer<typeof stateSchema>;

export const statePath = (id: string): string => `migrations/${id}`;

export const readState = async (
  reader: Pick<DocumentStore, 'get'>,
  id: string,
): Promise<MigrationState | null> => {
  const document = await reader.get(statePath(id));
  return document ? stateSchema.parse(document.data) : null;
};
