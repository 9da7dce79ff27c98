import type { HttpFunction } from '@google-cloud/functions-framework';
import { getRequestListener } from '@hono/node-server';
import type { Edge } from './edge.ts';

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
