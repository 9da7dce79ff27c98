import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { gmailRoutes } from './gmail/routes.ts';
import { behaviourRoutes } from './http/behaviour-routes.ts';
import { controlRoutes } from './http/control-routes.ts';
import type { Env } from './http/faulty.ts';
import { refusal } from './http/own-page.ts';
import { type Publish, startPublisher } from './http/publisher.ts';
import { startInhabitants } from './inhabitants/clock.ts';
import { authorizeRoutes } from './oauth/authorize-routes.ts';
import { mintServiceToken } from './oauth/identity.ts';
import { signingKey } from './oauth/keys.ts';
import { tokenRoutes } from './oauth/token-routes.ts';
import { accessRoutes } from './pages/access.ts';
import { mailboxRoutes, pageHeaders } from './pages/routes.ts';
import { backendError, GoogleError, notFound } from './world/google-error.ts';
import { openWorld, type World } from './world/world.ts';

export interface LocalGoogleOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Interface to listen on. Default: loopback. */
  readonly host?: string;
  /** Its own SQLite file, or ':memory:'. */
  readonly databasePath: string;
  /** Receives Gmail's notifications, with the topic that watch named. Called again later if it rejects. */
  readonly publish: Publish;
  /** The Google Cloud project of the one client; a watch must name one of its topics. Default: `local`. */
  readonly project?: string;
  /** Whether simulated people at example.com answer automatically. Default: true. */
  readonly inhabitants?: boolean;
  /** Delay of their answers. Default: 2000. */
  readonly inhabitantDelayMs?: number;
  /** Host names of this server, besides localhost and IP addresses. */
  readonly hosts?: readonly string[];
  /** Epoch milliseconds. */
  readonly now?: () => number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

export interface LocalGoogle {
  readonly origin: string;
  readonly port: number;
  readonly world: World;
  /** An id token as Google's services present it (Pub/Sub push, Scheduler); valid for an hour. */
  mintServiceIdToken(request: { audience: string; serviceAccountEmail: string }): Promise<string>;
  close(): Promise<void>;
}

/** Starts a stand-in for Google's OAuth and Gmail, for development and tests. */
export async function startLocalGoogle(options: LocalGoogleOptions): Promise<LocalGoogle> {
  const world = openWorld({
    databasePath: options.databasePath,
    now: options.now ?? Date.now,
    random: options.random ?? Math.random,
    ...(options.project === undefined ? {} : { project: options.project }),
  });
  const key = signingKey(world.kernel);
  let origin = '';

  const app = new Hono<Env>();
  app.use('*', async (context, next) => {
    // Pages of other sites must not read or write mail or use the controls.
    const levers = /^\/(control|mailbox)(\/|$)/.test(context.req.path);
    const refused = levers ? refusal(context.req.raw, options.hosts ?? []) : null;
    if (refused) return context.json({ error: refused }, 403);
    await next();
    pageHeaders(context.res.headers);
  });
  app.route('/', authorizeRoutes(world));
  app.route(
    '/',
    tokenRoutes(world, key, () => origin, world),
  );
  app.route('/', gmailRoutes(world));
  app.route('/', controlRoutes(world));
  app.route('/', behaviourRoutes(world));
  app.route('/', accessRoutes(world));
  app.route('/', mailboxRoutes(world, options.inhabitants !== false));
  app.notFound((context) => context.json(notFound().toBody(), 404));
  app.onError((error) => {
    const answer = error instanceof GoogleError ? error : backendError(500);
    if (answer !== error) process.stderr.write(`local Google: ${error.stack ?? error.message}\n`);
    // RFC 6750 section 3: the response names the token as the reason.
    const headers =
      answer.code === 401
        ? { 'WWW-Authenticate': 'Bearer realm="https://accounts.google.com/", error="invalid_token"' }
        : {};
    return Response.json(answer.toBody(), { status: answer.code, headers });
  });

  const server = createServer(getRequestListener((request, env) => app.fetch(request, env)));
  // Longer than a large mail keeps the process busy, so that a kept-alive connection is not closed in between.
  server.keepAliveTimeout = 60_000;
  try {
    await listen(server, options.port, options.host ?? '127.0.0.1');
  } catch (error) {
    world.close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  origin = `http://localhost:${port}`;
  const publisher = startPublisher(world, options.publish);
  const inhabitants =
    options.inhabitants === false ? null : startInhabitants(world, options.inhabitantDelayMs ?? 2000);

  return {
    origin,
    port,
    world,
    mintServiceIdToken: async (request) => mintServiceToken(world.kernel, key, request),
    close: async () => {
      inhabitants?.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
      await publisher.close();
      world.close();
    },
  };
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, 'listening');
}
