import type { Context } from 'hono';
import type { Random } from '../application/ports/clock.ts';

/** One id a request: in its answer, in a problem and in the log. */
export const requestIdOf = (c: Context, random: Random): string => {
  const kept: unknown = c.get('requestId');
  if (typeof kept === 'string') return kept;
  const id = random.id();
  c.set('requestId', id);
  return id;
};
