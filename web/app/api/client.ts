import { call } from './http.ts';
import { type Answer, type InputArgs, type Operation, operations, type ReadOperation } from './operations.ts';

/** A readable resource: its operation, and its path below `/api`. */
export interface Resource<T> {
  readonly operation: ReadOperation;
  readonly path: string;
  /** Never present; carries the type. */
  readonly type?: T;
}

interface AnyInput {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly [param: string]: unknown;
}

/** Milliseconds, if the default is too short: a model may take a while. */
const timeouts: { readonly [O in Operation]?: number } = { previewAssistant: 120_000 };

/** The path of an operation below `/api`. */
export function pathOf<O extends Operation>(operation: O, ...input: InputArgs<O>): string;
export function pathOf(
  operation: Operation,
  { query = {}, body, headers, ...params }: AnyInput = {},
): string {
  const template = operations[operation].replace(/^\w+ /, '');
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== '') search.set(name, String(value));
  }
  return search.size === 0 ? path : `${path}?${search}`;
}

/** The resource that an operation reads, for `useResource`. */
export function at<O extends ReadOperation>(operation: O, ...input: InputArgs<O>): Resource<Answer<O>>;
export function at(operation: ReadOperation, input: AnyInput = {}): Resource<unknown> {
  return { operation, path: pathOf(operation, input) };
}

/**
 * Calls an operation and resolves with the server's response. Rejects with ApiError. The response is not validated
 * against the contract, because app and API are deployed together.
 */
export function send<O extends Operation>(operation: O, ...input: InputArgs<O>): Promise<Answer<O>>;
export async function send(operation: Operation, input: AnyInput = {}): Promise<unknown> {
  const { body } = await call(pathOf(operation, input), {
    method: operations[operation].replace(/ .*/, ''),
    body: input.body,
    headers: input.headers,
    timeoutMs: timeouts[operation],
  });
  return body;
}
