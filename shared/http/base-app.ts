import { Hono } from 'hono';
import type { Random } from '../application/ports/clock.ts';
import { StoreError } from '../application/ports/document-store.ts';
import type { Logger } from '../application/ports/logger.ts';
import { problemOf, problemResponse } from './problems.ts';
import { requestIdOf } from './request-id.ts';
import { setSecurityHeaders } from './security-headers.ts';

export interface BaseDeps {
  readonly random: Random;
  readonly logger: Logger;
  /** Our own origin. */
  readonly publicUrl: string;
}

/** Common to all functions: security headers, a request id, and problem details for unknown paths and exceptions. */
export const baseApp = (deps: BaseDeps): Hono => {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.res.headers.set('x-request-id', requestIdOf(c, deps.random));
    setSecurityHeaders(c.res.headers, deps.publicUrl);
  });
  app.notFound((c) => problemResponse(problemOf('route_not_found', requestIdOf(c, deps.random))));
  app.onError((error, c) => {
    const requestId = requestIdOf(c, deps.random);
    deps.logger.error('request_failed', { requestId }, error);
    const passing = error instanceof StoreError && error.retryable;
    return problemResponse(
      problemOf(passing ? 'unavailable' : 'internal', requestId),
      passing ? { 'retry-after': '2' } : {},
    );
  });
  return app;
};
