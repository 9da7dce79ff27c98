import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { App } from '../app.ts';

/**
 * The functions-framework hands a CloudEvent function the event only, not the request that brought it. Node tells of
 * every request as it begins, in the same asynchronous context, and so the caller's token is at hand
 * (https://nodejs.org/api/diagnostics_channel.html#http).
 */
const authorization = new AsyncLocalStorage<string | undefined>();

subscribe('http.server.request.start', (message) => {
  const { request } = message as { readonly request: IncomingMessage };
  authorization.enterWith(request.headers.authorization);
});

/** Somebody other than Pub/Sub or the scheduler called. */
export class CallerError extends Error {
  override readonly name = 'CallerError';
}

/**
 * Lets only the configured service account pass: a token that Google signed for this audience. Cloud Run's IAM checks
 * the same; this holds if somebody should ever open the function by mistake.
 */
export const requireInvoker = async (app: Pick<App, 'invoker' | 'logger'>): Promise<void> => {
  const [scheme, token] = (authorization.getStore() ?? '').split(' ');
  const verified = scheme === 'Bearer' && token ? await app.invoker.verify(token) : { ok: false as const };
  if (verified.ok) return;
  app.logger.warn('caller_refused');
  throw new CallerError('This function is for Pub/Sub and Cloud Scheduler.');
};
