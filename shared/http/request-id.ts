import type { Context } from 'hono';
import type { Random } from '../application/ports/clock.ts';

/** The id of a request: the same in headers, problem details and log lines. */
export const requestIdOf = (c: Context, random: Random): string => {
  const kept: unknown = c.get('requestId');
  if (typeof kept === 'string') return kept;
  const id = random.id();
  c.set('requestId', id);
  return id;
};
