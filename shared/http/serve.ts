import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import type { HttpFunction } from '@google-cloud/functions-framework';
import { getRequestListener } from '@hono/node-server';
import type { Edge } from './edge.ts';

/**
 * The functions-framework parses JSON before we see it, and answers what is malformed with a page of its own. Handed to it
 * as plain bytes, the body reaches our edge, which answers with a problem; the edge reads the type from the raw headers.
 * Events keep theirs, because the framework has to understand them.
 */
subscribe('http.server.request.start', (message) => {
  const { request } = message as { readonly request: IncomingMessage };
  const isEvent = request.headers['ce-id'] !== undefined || request.url?.startsWith('/projects/');
  if (!isEvent && request.headers['content-type'] !== undefined) {
    request.headers['content-type'] = 'application/octet-stream';
  }
});

/**
 * An edge as a function of the functions-framework. It answers under `/api/NAME/…` as Hosting forwards it, under
 * `/NAME/…`, and on the function's own URL without its name.
 */
export const serve = (name: string, edge: () => Edge): HttpFunction => {
  let listener: ReturnType<typeof getRequestListener> | undefined;
  return async (request, response) => {
    listener ??= getRequestListener(edge().app.fetch, { overrideGlobalObjects: false });
    request.url = ownPath(name, request.url ?? '/');
    await listener(request, response);
  };
};

export const ownPath = (name: string, url: string): string => {
  const bare = url.replace(/^\/api(?=\/|\?|$)/, '') || '/';
  const path = bare.split('?', 1)[0] ?? '/';
  if (path === '/openapi.json' || path === `/${name}` || path.startsWith(`/${name}/`)) return bare;
  return path === '/' ? `/${name}${bare.slice(1)}` : `/${name}${bare}`;
};
