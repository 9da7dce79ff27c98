import { expect, it } from 'vitest';
import { suppressionSchema } from './suppression.ts';

const stored = { schemaVersion: 1, id: 'h', email: 'jane@example.com', threadId: null, createdAt: 1 };

it.each([['opted_out'], ['Asked not to be written to.'], ['']])('reason "%s" is read as a code', (reason) => {
  expect(suppressionSchema.parse({ ...stored, reason }).reason).toBe('opted_out');
});

it.each([[undefined], [null], [7], [{}]])('reason %j is refused', (reason) => {
  expect(suppressionSchema.safeParse({ ...stored, reason }).success).toBe(false);
});
