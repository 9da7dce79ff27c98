import type { Context, Handler } from 'hono';
import { Hono } from 'hono';
import type { z } from 'zod';
import { readSession, type Session } from '../application/auth/session.ts';
import type { AppError } from '../application/errors.ts';
import type { Clock, Random } from '../application/ports/clock.ts';
import { type DocumentStore, StoreError } from '../application/ports/document-store.ts';
import type { Logger } from '../application/ports/logger.ts';
import type { RouteContract } from '../contract/routes.ts';
import { readSecrets } from './cookie.ts';
import { readJsonBody } from './json-body.ts';
import { type ProblemCode, problemOf, problemResponse } from './problems.ts';

export interface EdgeDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** Our own origin; unsafe requests must come from it. */
  readonly publicUrl: string;
}

/** A refusal that a handler may answer with. */
export class Refusal {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: { path: string; message: string }[] | undefined;
  constructor(code: ProblemCode, detail?: string, errors?: { path: string; message: string }[]) {
    this.code = code;
    this.detail = detail;
    this.errors = errors;
  }
}

export const refuse = (error: AppError): Refusal => new Refusal(error.code, error.detail);

type BodyOf<R extends RouteContract> = R extends { readonly body: infer B extends z.ZodType }
  ? z.infer<B>
  : undefined;
type QueryOf<R extends RouteContract> = R extends { readonly query: infer Q extends z.ZodType }
  ? z.infer<Q>
  : undefined;
type ParamsOf<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [K in Name]: string } & ParamsOf<Rest>
  : unknown;

export interface Request<R extends RouteContract> {
  readonly c: Context;
  readonly session: R extends { readonly session: true } ? Session : null;
  readonly params: ParamsOf<R['path']>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
}

/** What a handler answers: a status of its contract with its body, a ready response, or a refusal. */
export type Answer = { readonly status: number; readonly body?: object } | Response | Refusal;

export interface RouteOptions<R extends RouteContract> {
  /** Whether what the path names exists and is the caller's; asked before the body is looked at. */
  readonly exists?: (session: Session, params: ParamsOf<R['path']>) => Promise<boolean>;
}

const SAFE = new Set(['get', 'head', 'options']);
const ID = /^[A-Za-z0-9_-]{1,128}$/;

/** The edge that all HTTP functions share. One Hono app a function; the checks come in the order of the contract. */
export class Edge {
  readonly app = new Hono();
  readonly #deps: EdgeDeps;
  readonly #name: string;

  constructor(deps: EdgeDeps, name: string) {
    this.#deps = deps;
    this.#name = name;
    this.app.notFound((c) => {
      const requestId = requestIdOf(c, deps.random);
      return problemResponse(problemOf('route_not_found', requestId, 'There is no such route.'));
    });
    this.app.onError((error, c) => this.#failure(error, c));
  }

  /** Serves one operation of the contract. */
  on<const R extends RouteContract>(
    contract: R,
    handler: (request: Request<R>) => Promise<Answer>,
    options: RouteOptions<R> = {},
  ): this {
    const pattern = contract.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const handle: Handler = async (c) => {
      const requestId = requestIdOf(c, this.#deps.random);
      const answer = await this.#answer(contract, handler, options, c);
      if (answer instanceof Response) return withHeaders(answer, requestId);
      if (answer instanceof Refusal) {
        return withHeaders(
          problemResponse(problemOf(answer.code, requestId, answer.detail, answer.errors)),
          requestId,
        );
      }
      const body = answer.body === undefined ? null : JSON.stringify(answer.body);
      const headers = new Headers(c.res.headers);
      if (body !== null) headers.set('content-type', 'application/json');
      headers.set('cache-control', 'no-store');
      return withHeaders(new Response(body, { status: answer.status, headers }), requestId);
    };
    this.app.on(contract.method.toUpperCase(), pattern, handle);
    return this;
  }

  async #answer<const R extends RouteContract>(
    contract: R,
    handler: (request: Request<R>) => Promise<Answer>,
    options: RouteOptions<R>,
    c: Context,
  ): Promise<Answer> {
    // 1. Who is it?
    const token = readSecrets(c).session;
    const session = contract.session && token ? await readSession(this.#deps)(token) : null;
    if (contract.session && !session) return new Refusal('unauthenticated', 'Sign in first.');
    // 2. Is it our own page that asks?
    if (!SAFE.has(contract.method) && !this.#ownOrigin(c)) {
      return new Refusal('foreign_origin', 'This request did not come from this site.');
    }
    // 3. Is it theirs? An id that cannot be one of ours is simply not there.
    const params = c.req.param() as ParamsOf<R['path']>;
    if (Object.values(c.req.param()).some((id) => !ID.test(id)))
      return new Refusal('not_found', 'There is no such thing here.');
    if (session && options.exists && !(await options.exists(session, params))) {
      return new Refusal('not_found', 'There is no such thing here.');
    }
    // 4. Is it well formed?
    const query = contract.query ? contract.query.safeParse(c.req.query()) : null;
    if (query && !query.success) return invalid(query.error);
    let body: unknown;
    if (contract.body) {
      const raw = await readJsonBody(c);
      if (!raw.ok) return raw.refusal;
      const parsed = contract.body.safeParse(raw.value);
      if (!parsed.success) return invalid(parsed.error);
      body = parsed.data;
    }
    // The schemas above are what these types are inferred from.
    return handler({ c, session, params, query: query?.data, body } as Request<R>);
  }

  #ownOrigin(c: Context): boolean {
    const origin = c.req.header('origin');
    if (origin !== undefined) return origin === new URL(this.#deps.publicUrl).origin;
    // Browsers send Origin with every unsafe request; a client that is no browser has no ambient cookie to abuse.
    const site = c.req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none';
  }

  #failure(error: Error, c: Context): Response {
    const requestId = requestIdOf(c, this.#deps.random);
    const passing = error instanceof StoreError && error.retryable;
    this.#deps.logger.error('request_failed', { function: this.#name, requestId, error: error.name });
    const problem = problemOf(passing ? 'unavailable' : 'internal', requestId);
    return withHeaders(problemResponse(problem, passing ? { 'retry-after': '2' } : {}), requestId);
  }
}

const invalid = (error: z.ZodError): Refusal =>
  new Refusal(
    'invalid_request',
    'The request is not as it should be.',
    error.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  );

const requestIdOf = (c: Context, random: Random): string => {
  const kept: unknown = c.get('requestId');
  if (typeof kept === 'string') return kept;
  const id = random.id();
  c.set('requestId', id);
  return id;
};

const withHeaders = (response: Response, requestId: string): Response => {
  response.headers.set('x-request-id', requestId);
  response.headers.set('x-content-type-options', 'nosniff');
  response.headers.set('referrer-policy', 'same-origin');
  response.headers.set('x-frame-options', 'DENY');
  response.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'");
  return response;
};
