import type { Problem } from '../../../shared/contract/common.ts';
import { setReachable } from './reachability.ts';

/** A request that failed. `status` 0: the server could not be reached. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** The server's problem details; null: none, or not readable. */
  readonly problem: Problem | null;
  /** Seconds to wait, from `Retry-After`. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem | null, retryAfter: number | null = null) {
    super(problem?.detail ?? problem?.title ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.code = problem?.code ?? (status === 0 ? 'unreachable' : `http_${status}`);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /**
   * The server is down or unreachable, as opposed to an error response. A 503 that says what is not available (the
   * model, Gmail, a busy conversation) comes from a healthy server.
   */
  get isOutage(): boolean {
    const isGateway = this.status >= 502 && this.status <= 504;
    return this.status === 0 || (isGateway && (this.problem === null || this.code === 'unavailable'));
  }
}

export interface RequestOptions {
  readonly method?: string;
  /** Sent as JSON, unless it is a form with files. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds until the request counts as failed. */
  readonly timeoutMs?: number | undefined;
}

export interface Answer {
  readonly status: number;
  readonly etag: string | null;
  /** Undefined if there is no body (204, 304). */
  readonly body: unknown;
}

type SignedOutListener = () => unknown;
let onSignedOut: SignedOutListener = () => {};

/** Called whenever the server answers 401. */
export const setSignedOutListener = (listener: SignedOutListener): void => {
  onSignedOut = listener;
};

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'code' in value && 'title' in value && 'status' in value;

const bodyOf = async (response: Response): Promise<unknown> => {
  if (response.status === 204 || response.status === 304) return undefined;
  const type = response.headers.get('Content-Type') ?? '';
  if (!/[/+]json\b/.test(type)) return undefined;
  try {
    const body: unknown = await response.json();
    return body;
  } catch {
    return undefined;
  }
};

/** One call of the API; `path` is below `/api`. Throws ApiError. */
export const call = async (path: string, options: RequestOptions = {}): Promise<Answer> => {
  const { method = 'GET', body, headers = {}, timeoutMs = 20_000 } = options;
  const isForm = body instanceof FormData;
  let response: Response;
  try {
    response = await fetch(`/api${path}`, {
      method,
      headers: {
        Accept: 'application/json',
        ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      cache: 'no-store',
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    setReachable(false);
    throw new ApiError(0, null);
  }
  const content = await bodyOf(response);
  if (response.status === 401) onSignedOut();
  // HTML instead of JSON: a proxy answered, not the API.
  const isForeign = response.status === 200 && content === undefined;
  if ((!response.ok && response.status !== 304) || isForeign) {
    const seconds = Number(response.headers.get('Retry-After'));
    const error = new ApiError(
      isForeign ? 0 : response.status,
      isProblem(content) ? content : null,
      Number.isFinite(seconds) && seconds > 0 ? seconds : null,
    );
    setReachable(!error.isOutage);
    throw error;
  }
  setReachable(true);
  return { status: response.status, etag: response.headers.get('ETag'), body: content };
};
