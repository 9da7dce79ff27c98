import { Hono } from 'hono';
import type { Random } from '../application/ports/clock.ts';
import { StoreError } from '../application/ports/document-store.ts';
import type { Logger } from '../application/ports/logger.ts';
import { DocumentError, noteUnreadable } from '../application/unreadable.ts';
import type { ProblemCode } from '../contract/problem-codes.ts';
import { NotDoneError } from './not-done.ts';
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
    if (error instanceof DocumentError) {
      // Not logged as `request_failed`: an owner who keeps such a page open must not trigger the alert on failures.
      noteUnreadable(deps.logger, error.path);
      return problemResponse(problemOf(unreadable(error), requestId));
    }
    const postponed = postponedBecause(error);
    if (postponed === null) deps.logger.error('request_failed', { requestId }, error);
    else deps.logger.warn('request_postponed', { requestId, why: postponed });
    const passing = postponed !== null || (error instanceof StoreError && error.retryable);
    return problemResponse(
      problemOf(passing ? 'unavailable' : 'internal', requestId),
      passing ? { 'retry-after': '2' } : {},
    );
  });
  return app;
};

/** An unreadable message makes its whole conversation unreadable. */
const unreadable = ({ path }: DocumentError): ProblemCode =>
  path.split('/').includes('threads') ? 'thread_unreadable' : 'document_unreadable';

/**
 * Why an event was left for its next delivery, which is expected to succeed; null: it failed. Such a postponement must
 * not trigger the alert on failures. If it persists, the event becomes a dead letter, which has its own alert.
 */
const postponedBecause = (error: Error): string | null => {
  if (error instanceof NotDoneError) return error.message;
  return error instanceof StoreError && error.code === 'contention' ? 'contention' : null;
};
