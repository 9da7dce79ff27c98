import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { functions } from '../../../functions/manifest.ts';
import { problemOf } from '../../../shared/http/problems.ts';

export type Fallback = (request: IncomingMessage, response: ServerResponse) => void;

/** The function that serves a path below `/api`, as the rewrites of Hosting select it in production. */
export const functionFor = (path: string): string | null => {
  const bare = path.split('?', 1)[0]?.replace(/^\/api/, '') ?? '';
  for (const { name, trigger } of functions) {
    if (trigger.kind !== 'http') continue;
    if (trigger.paths.some((prefix) => bare === prefix || bare.startsWith(`${prefix}/`))) return name;
  }
  return null;
};

/** Hop-by-hop headers (RFC 9110, section 7.6.1). */
const ofOneConnection: ReadonlySet<string> = new Set(['connection', 'keep-alive', 'proxy-connection']);

const endToEnd = (headers: readonly string[]): string[] =>
  headers.filter((_, n) => !ofOneConnection.has((headers[n - (n % 2)] ?? '').toLowerCase()));

const unavailable = (response: ServerResponse): void => {
  const problem = problemOf('unavailable', randomUUID());
  response
    .writeHead(problem.status, { 'content-type': 'application/problem+json', 'retry-after': '1' })
    .end(JSON.stringify(problem));
};

const forward = (origin: string, incoming: IncomingMessage, response: ServerResponse): void => {
  const { hostname, port } = new URL(origin);
  // Appended, as Hosting does. What the client sent itself stays on the left.
  const headers = [
    ...endToEnd(incoming.rawHeaders),
    'X-Forwarded-For',
    incoming.socket.remoteAddress ?? '',
    // A function that is told `close` may close the connection with an unread body and lose the response.
    'Connection',
    'keep-alive',
  ];
  const outgoing = request(
    // A new connection: a reused one may be closing, for instance after a body that was not read completely.
    { hostname, port, method: incoming.method, path: incoming.url, headers, agent: false },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, endToEnd(answer.rawHeaders));
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => {
    if (response.headersSent) response.destroy();
    else unavailable(response);
  });
  response.on('close', () => {
    // A request that was answered before its body was read must not block the connection.
    incoming.unpipe(outgoing).resume();
    outgoing.destroy();
  });
  incoming.pipe(outgoing);
};

/** Routes by path: the API to its functions, everything else to the web app. */
export const createFront = (origins: ReadonlyMap<string, string>, web: Fallback): Server =>
  createServer((incoming, response) => {
    const url = incoming.url ?? '/';
    if (url === '/api' || url.startsWith('/api/') || url.startsWith('/api?')) {
      // A function answers unknown paths too, so that they get problem details.
      const origin = origins.get(functionFor(url) ?? 'auth');
      if (origin) return forward(origin, incoming, response);
      unavailable(response); // starting
      return;
    }
    web(incoming, response);
  });
