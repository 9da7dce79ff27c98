import type { IncomingMessage, ServerResponse } from 'node:http';
import { errorBody } from './wire.ts';

const MAX_BODY = 10 * 1024 * 1024;

/** The body as JSON; an empty one is `{}`. undefined: too large or no JSON. */
export const readJson = async (incoming: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return undefined;
  }
};

type Headers = Readonly<Record<string, string>>;

export const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Headers = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

/** An error in the API's shape. */
export const sendError = (
  response: ServerResponse,
  status: number,
  code: string | null,
  message: string,
  headers: Headers = {},
): void => {
  const type = status >= 500 ? 'server_error' : 'invalid_request_error';
  const known = code === 'insufficient_quota' ? code : status === 429 ? 'requests' : type;
  sendJson(response, status, errorBody(known, code, message), headers);
};
