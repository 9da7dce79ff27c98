import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { functions } from '../../../functions/manifest.ts';
import { problemOf } from '../../../shared/http/problems.ts';

export type Fallback = (request: IncomingMessage, response: ServerResponse) => void;

/** Which function serves a path below `/api`, as Hosting's rewrites say in production. */
export const functionFor = (path: string): string | null => {
  const bare = path.split('?', 1)[0]?.replace(/^\/api/, '') ?? '';
  for (const { name, trigger } of functions) {
    if (trigger.kind !== 'http') continue;
    if (trigger.paths.some((prefix) => bare === prefix || bare.startsWith(`${prefix}/`))) return name;
  }
  return null;
};

/** What speaks of one connection only (RFC 9110 section 7.6.1). */
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
  // As Hosting does: appended, so that what the client wrote itself stands to the left of the truth.
  const headers = [
    ...endToEnd(incoming.rawHeaders),
    'X-Forwarded-For',
    incoming.socket.remoteAddress ?? '',
    // Whoever is told `close` may close at once and lose the answer, where there is body that it did not read.
    'Connection',
    'keep-alive',
  ];
  const outgoing = request(
    // A connection of its own: one used before may just be closing, as after a body that was not read to its end.
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
    // What was answered before it was read to the end must not block the connection.
    incoming.unpipe(outgoing).resume();
    outgoing.destroy();
  });
  incoming.pipe(outgoing);
};

/** One small server that routes by path: the API to its functions, everything else to the web app. */
export const createFront = (origins: ReadonlyMap<string, string>, web: Fallback): Server =>
  createServer((incoming, response) => {
    const url = incoming.url ?? '/';
    if (url === '/api' || url.startsWith('/api/') || url.startsWith('/api?')) {
      // An unknown path is answered by a function too, so that it is a problem like any other.
      const origin = origins.get(functionFor(url) ?? 'auth');
      if (origin) return forward(origin, incoming, response);
      unavailable(response); // starting
      return;
    }
    web(incoming, response);
  });
