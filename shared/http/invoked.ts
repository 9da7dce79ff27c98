import type { HttpFunction } from '@google-cloud/functions-framework';
import type { Context, Hono } from 'hono';
import { type App, currentApp } from '../app.ts';
import { baseApp } from './base-app.ts';
import { readJsonBody } from './json-body.ts';
import { problemOf, problemResponse } from './problems.ts';
import { Refusal } from './refusal.ts';
import { requestIdOf } from './request-id.ts';
import { serve } from './serve.ts';

/** Handles the JSON body of a call. The response is only for people who read logs. */
export type Invoked = (app: App, body: unknown) => Promise<object>;

/**
 * A function that Pub/Sub or Cloud Scheduler calls. The call needs a token that Google signed for our audience and the
 * configured service account. In the cloud only internal traffic reaches it. We verify the token here because Cloud Run's IAM
 * would remove its signature (https://cloud.google.com/run/docs/authenticating/service-to-service).
 * A call that is not answered with 2xx is repeated.
 */
export const invokedApp = (app: App, work: Invoked): Hono => {
  const refuse = (c: Context, { code, details }: Refusal): Response =>
    problemResponse(problemOf(code, requestIdOf(c, app.random), details));
  const hono = baseApp(app);
  hono.post('*', async (c) => {
    const [scheme, token] = (c.req.header('authorization') ?? '').split(' ');
    if (scheme !== 'Bearer' || !token) {
      app.logger.warn('caller_refused', { why: 'no_token' });
      return refuse(c, new Refusal('unauthenticated'));
    }
    if (!(await app.invoker.verify(token)).ok) {
      app.logger.warn('caller_refused', { why: 'token' });
      return refuse(c, new Refusal('foreign_caller'));
    }
    const body = await readJsonBody(c);
    return body.ok ? c.json(await work(app, body.value)) : refuse(c, body.refusal);
  });
  return hono;
};

export const invoked = (name: string, work: Invoked): HttpFunction =>
  serve(name, () => invokedApp(currentApp(), work));
