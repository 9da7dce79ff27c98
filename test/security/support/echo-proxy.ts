import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen } from '../../../infra/local/stack/listen.ts';

/** Which call is to be spoiled, by the beginning of its method and path, and with which statuses, one call each. */
export interface Spoiled {
  readonly call: RegExp;
  readonly statuses: number[];
}

export interface EchoProxy {
  readonly origin: string;
  /** Where the calls really go. */
  readonly targets: { google: string; writer: string };
  /** Every secret that has passed, by what it is. */
  readonly secrets: ReadonlyMap<string, ReadonlySet<string>>;
  readonly spoiled: Spoiled[];
  readonly close: () => Promise<void>;
}

const SECRET_FIELDS = new Set([
  'access_token',
  'refresh_token',
  'id_token',
  'code',
  'code_verifier',
  'client_secret',
  'token',
]);

const fieldsOf = (body: string): readonly (readonly [string, unknown])[] => {
  if (!body.startsWith('{')) return [...new URLSearchParams(body)];
  try {
    return Object.entries(JSON.parse(body) as object);
  } catch {
    return [];
  }
};

/**
 * Stands before Google and the model, notes every secret that passes, and on demand fails as badly as a server can: with
 * the request's own Authorization header and body in every part of the answer.
 */
export const startEchoProxy = async (): Promise<EchoProxy> => {
  const targets = { google: '', writer: '' };
  const secrets = new Map<string, Set<string>>();
  const spoiled: Spoiled[] = [];
  const note = (kind: string, value: unknown): void => {
    if (typeof value !== 'string' || value.length < 8) return;
    secrets.set(kind, (secrets.get(kind) ?? new Set()).add(value));
  };

  const forward = async (request: IncomingMessage, body: string, response: ServerResponse): Promise<void> => {
    const url = request.url ?? '/';
    const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
    const answer = await fetch(`${url.startsWith('/v1/') ? targets.writer : targets.google}${url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      redirect: 'manual',
      ...(body === '' ? {} : { body }),
    });
    const answered = await answer.text();
    if (url === '/token')
      for (const [name, value] of fieldsOf(answered)) if (SECRET_FIELDS.has(name)) note(name, value);
    const {
      'content-encoding': _encoding,
      'content-length': _l,
      'transfer-encoding': _t,
      ...kept
    } = Object.fromEntries(answer.headers);
    response.writeHead(answer.status, kept).end(answered);
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    const url = request.url ?? '/';
    const authorization = request.headers.authorization ?? '';
    note('authorization', authorization.replace(/^Bearer /, ''));
    if (/^\/(token|revoke)\b/.test(url)) {
      const given = [...fieldsOf(body), ...new URL(url, targets.google).searchParams];
      for (const [name, value] of given) if (SECRET_FIELDS.has(name)) note(name, value);
    }
    const fault = spoiled.find(
      ({ call, statuses }) => statuses.length > 0 && call.test(`${request.method} ${url}`),
    );
    const status = fault?.statuses.shift();
    if (status === undefined) return forward(request, body, response);
    const echo = `${request.method} ${url} ${authorization} ${body}`;
    const detail = { message: echo, reason: echo, domain: echo, location: authorization };
    const failure = url.startsWith('/gmail/')
      ? { error: { code: status, message: echo, status: echo, errors: [detail], details: [detail] } }
      : url.startsWith('/v1/')
        ? { error: { message: echo, type: echo, param: echo, code: authorization } }
        : { error: authorization || echo.slice(0, 200), error_description: echo, error_uri: echo };
    response.statusMessage = authorization.replaceAll(/[^\x20-\x7e]/g, '') || 'No';
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-echo': authorization,
      'www-authenticate': `Bearer error="${authorization}"`,
      ...(status === 302 ? { location: `http://127.0.0.1:1/${encodeURIComponent(echo.slice(0, 500))}` } : {}),
    });
    response.end(
      JSON.stringify({ ...failure, config: { headers: { Authorization: authorization }, data: body } }),
    );
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  const port = await listen(server, 0);
  return {
    origin: `http://localhost:${port}`,
    targets,
    secrets,
    spoiled,
    close: () => close(server),
  };
};
