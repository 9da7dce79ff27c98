import type { Context, Handler, Hono } from 'hono';
import { z } from 'zod';
import type { RateLimiter } from '../application/account/rate-limiter.ts';
import { readSession } from '../application/account/session.ts';
import type { Clock } from '../application/ports/clock.ts';
import type { DocumentStore } from '../application/ports/document-store.ts';
import type { RouteContract } from '../contract/routes.ts';
import type { Session } from '../domain/account/session.ts';
import { idSchema } from '../domain/ids.ts';
import { declaredPart } from '../domain/stored.ts';
import { type BaseDeps, baseApp } from './base-app.ts';
import { clientAddress, type TrustedProxies } from './client-address.ts';
import { readSecrets } from './cookie.ts';
import { readJsonBody } from './json-body.ts';
import { isFromAnotherSite } from './other-site.ts';
import { problemOf, problemResponse } from './problems.ts';
import { Refusal } from './refusal.ts';
import { requestIdOf } from './request-id.ts';
import { discardBody, inUploadTurn, isForm, readUpload, type UploadedFile } from './upload.ts';

export interface EdgeDeps extends BaseDeps {
  readonly store: DocumentStore;
  readonly clock: Clock;
  readonly limiter: RateLimiter;
  readonly config: { readonly trustedProxies: TrustedProxies };
}

type JsonOf<R extends RouteContract> = R extends { readonly body: infer B extends z.ZodType }
  ? z.infer<B>
  : undefined;
type BodyOf<R extends RouteContract> =
  | JsonOf<R>
  | (R extends { readonly upload: infer F extends z.ZodObject }
      ? z.infer<F> & { readonly file: UploadedFile }
      : never);
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

/** The result of a handler: a status of its contract with a body, a complete response, or a refusal. */
export type Answer = { readonly status: number; readonly body?: object } | Response | Refusal;

/** Whether the resource in the path exists and belongs to the caller. */
export type Exists<R extends RouteContract> = (
  session: Session,
  params: ParamsOf<R['path']>,
) => Promise<boolean>;

/** Operations with an id in their path must provide `exists`. */
type ExistsArgument<R extends RouteContract> = R['path'] extends `${string}{${string}`
  ? [exists: Exists<R>]
  : [];

/** The body of an operation that declares none: nothing, or an empty object. */
const noFields = z.strictObject({});

const SAFE = new Set(['get', 'head', 'options']);

/** Routes, checks and answers requests to the HTTP functions; one Hono app for each function. */
export class Edge {
  readonly app: Hono;
  readonly #deps: EdgeDeps;

  constructor(deps: EdgeDeps) {
    this.#deps = deps;
    this.app = baseApp(deps);
  }

  /** Serves one operation of the contract. */
  on<const R extends RouteContract>(
    contract: R,
    handler: (request: Request<R>) => Promise<Answer>,
    ...[exists]: ExistsArgument<R>
  ): this {
    const pattern = contract.path.replaceAll(/\{(\w+)\}/g, ':$1');
    const handle: Handler = async (c) => {
      const answer = await this.#answer(contract, handler, exists, c);
      if (answer instanceof Response) return answer;
      if (answer instanceof Refusal) {
        const requestId = requestIdOf(c, this.#deps.random);
        const problem = problemOf(answer.code, requestId, answer.details);
        return problemResponse(problem, { ...answer.headers });
      }
      const body = answer.body === undefined ? null : JSON.stringify(declared(contract, answer));
      const headers = new Headers(c.res.headers);
      if (body !== null) headers.set('content-type', 'application/json');
      return new Response(body, { status: answer.status, headers });
    };
    this.app.on(contract.method.toUpperCase(), pattern, handle);
    return this;
  }

  async #answer<const R extends RouteContract>(
    contract: R,
    handler: (request: Request<R>) => Promise<Answer>,
    exists: Exists<R> | undefined,
    c: Context,
  ): Promise<Answer> {
    // 1. Session.
    const token = readSecrets(c).session;
    const session = contract.session && token ? await readSession(this.#deps, token) : null;
    if (contract.session && !session) return new Refusal('unauthenticated');
    // 2. Origin (CSRF).
    if (!SAFE.has(contract.method) && !this.#isSameOrigin(c)) {
      return new Refusal('foreign_origin');
    }
    // A link on another site brings the cookie along (SameSite=Lax). It must not use up a rate limit.
    if (contract.session && contract.limit !== undefined && isFromAnotherSite(c.req.raw)) {
      return new Refusal('foreign_origin');
    }
    // 3. Ownership. A malformed id is not found; the handler looks the others up.
    const params = c.req.param() as ParamsOf<R['path']>;
    if (Object.values(c.req.param()).some((id) => !idSchema.safeParse(id).success)) return notThere;
    if (contract.upload && isForm(c)) {
      // Ownership first: a large body is not read for a resource that is not the caller's.
      if (session && exists && !(await exists(session, params))) {
        await discardBody(c);
        return notThere;
      }
      const { upload } = contract;
      return inUploadTurn(async () => {
        const body = await readUpload(c, upload);
        if (body instanceof Refusal) return body;
        const tooMany = await this.#tooMany(contract, session, c);
        return tooMany ?? handler({ c, session, params, query: undefined, body } as unknown as Request<R>);
      });
    }
    // 4. Input. For a resource that is not the caller's the answer is 404, never 422.
    const input = await readInput(contract, c);
    if (input instanceof Refusal) {
      return session && exists && !(await exists(session, params)) ? notThere : input;
    }
    // 5. Rate limit. Requests that were refused above do not count.
    const tooMany = await this.#tooMany(contract, session, c);
    if (tooMany) return tooMany;
    // The types are inferred from the schemas that parsed these values.
    return handler({ c, session, params, ...input } as Request<R>);
  }

  async #tooMany(contract: RouteContract, session: Session | null, c: Context): Promise<Refusal | null> {
    const limit = contract.limit ?? (SAFE.has(contract.method) ? null : 'write');
    if (limit === null) return null;
    const { limiter, config } = this.#deps;
    const subject = session
      ? { userId: session.userId }
      : { address: clientAddress(c, config.trustedProxies) };
    const admission = await limiter(limit, subject);
    if (admission.admitted) return null;
    const seconds = Math.max(1, Math.ceil(admission.retryAfterMs / 1000));
    return new Refusal('too_many_requests', { params: { seconds } }, { 'retry-after': String(seconds) });
  }

  #isSameOrigin(c: Context): boolean {
    const origin = c.req.header('origin');
    if (origin !== undefined) return origin === new URL(this.#deps.publicUrl).origin;
    // Browsers send Origin with every unsafe request. Other clients have no cookies that a foreign page could use.
    const site = c.req.header('sec-fetch-site');
    return site === undefined || site === 'same-origin' || site === 'none';
  }
}

/**
 * The fields of a body that the contract declares. Stored documents may have fields of other versions, which are not
 * for clients.
 */
const declared = (
  contract: RouteContract,
  { status, body }: Exclude<Answer, Response | Refusal>,
): unknown => {
  const schema = contract.responses[status];
  return schema ? declaredPart(schema, body) : body;
};

const notThere = new Refusal('not_found');

/** A parameter that is given twice becomes a list, which every schema refuses. */
const queryOf = (c: Context): Record<string, string | string[]> =>
  Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, [first = '', ...more]]) => [
      name,
      more.length === 0 ? first : [first, ...more],
    ]),
  );

const readInput = async (
  contract: RouteContract,
  c: Context,
): Promise<{ readonly query: unknown; readonly body: unknown } | Refusal> => {
  const query = contract.query?.safeParse(queryOf(c));
  if (query && !query.success) return invalid(query.error);
  if (SAFE.has(contract.method)) return { query: query?.data, body: undefined };
  const raw = await readJsonBody(c);
  if (!raw.ok) return raw.refusal;
  const body = (contract.body ?? noFields).safeParse(raw.value);
  return body.success ? { query: query?.data, body: body.data } : invalid(body.error);
};

const invalid = (error: z.ZodError): Refusal =>
  new Refusal('invalid_request', {
    errors: error.issues
      .slice(0, 20)
      .map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
  });
