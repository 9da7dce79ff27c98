import type { AppErrorCode } from '../application/errors.ts';
import type { Problem } from '../contract/common.ts';
import { fill } from '../contract/messages/message.ts';
import { problemTexts } from '../contract/messages/problem.ts';
import { type ProblemCode, problemStatuses } from '../contract/problem-codes.ts';

/** An application error without a status does not compile. */
problemStatuses satisfies Record<AppErrorCode, number>;

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Not signed in',
  403: 'Forbidden',
  404: 'Not found',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not acceptable',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Not available at the moment',
};

/** Details of a problem besides its code. */
export interface ProblemDetails {
  readonly params?: Problem['params'];
  /** The invalid parts of the request. */
  readonly errors?: Problem['errors'];
  /** The conversation that stands in the way. */
  readonly threadId?: string;
}

/** RFC 9457 problem details. Never contains a stack trace or personal data. */
export const problemOf = (
  code: ProblemCode,
  requestId: string,
  { params = {}, errors, threadId }: ProblemDetails = {},
): Problem => {
  const status = problemStatuses[code];
  return {
    type: `urn:email-ai:problem:${code}`,
    title: titles[status] ?? 'Error',
    status,
    code,
    detail: fill(problemTexts[code], params),
    params,
    requestId,
    ...(threadId === undefined ? {} : { threadId }),
    ...(errors ? { errors } : {}),
  };
};

export const problemResponse = (problem: Problem, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', ...headers },
  });
