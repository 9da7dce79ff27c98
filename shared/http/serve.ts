import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { HttpFunction } from '@google-cloud/functions-framework';
import type { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { problemOf, problemResponse } from './problems.ts';
import { inRequest } from './request-context.ts';
import { setSecurityHeaders } from './security-headers.ts';

/**
 * The functions-framework parses bodies of up to 1 GB, decompressed, before our code runs, and answers malformed ones with its
 * own HTML page. It skips bodies without a content type. So we remove the header here: our edge then gets the body as a
 * stream and reads the type from the raw headers. A path that cannot be decoded is replaced for the same reason.
 */
subscribe('http.server.request.start', (message) => {
  const { request } = message as { readonly request: IncomingMessage };
  delete request.headers['content-type'];
  if (!isDecodable(request.url ?? '/')) request.url = '/api/malformed';
});

const isDecodable = (url: string): boolean => {
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
};

/** Answers requests that cannot be represented, such as one with an invalid Host header. */
const errorHandler = (): Response => {
  const requestId = randomUUID();
  const response = problemResponse(problemOf('malformed_request', requestId));
  response.headers.set('x-request-id', requestId);
  setSecurityHeaders(response.headers, 'https:');
  return response;
};

/** Loaded with the first request: it loads Node's fetch, which would slow the cold start down. */
const listen = async ({ fetch }: Hono): Promise<ReturnType<typeof getRequestListener>> => {
  const server = await import('@hono/node-server');
  return server.getRequestListener(fetch, { overrideGlobalObjects: false, errorHandler });
};

/**
 * Wraps an app as a function of the functions-framework. It answers under `/api/NAME/…` as Hosting forwards requests, under
 * `/NAME/…`, and on the function's own URL without its name. `others`: names besides its own under which it answers too.
 */
export const serve = (name: string, app: () => Hono, others: readonly string[] = []): HttpFunction => {
  let listener: ReturnType<typeof getRequestListener> | undefined;
  return async (request, response) => {
    listener ??= await listen(app());
    request.url = ownPath(name, request.url ?? '/', others);
    const header = request.headers.traceparent ?? request.headers['x-cloud-trace-context'];
    const trace = Array.isArray(header) ? header[0] : header;
    const answer = listener;
    await inRequest({ function: name, trace }, () => answer(request, response));
  };
};

export const ownPath = (name: string, url: string, others: readonly string[] = []): string => {
  const bare = url.replace(/^\/api(?=\/|\?|$)/, '') || '/';
  const path = bare.split('?', 1)[0] ?? '/';
  const isNamed = [name, ...others].some((one) => path === `/${one}` || path.startsWith(`/${one}/`));
  if (path === '/openapi.json' || isNamed) return bare;
  return path === '/' ? `/${name}${bare.slice(1)}` : `/${name}${bare}`;
};
