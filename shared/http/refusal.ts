import type { AppError } from '../application/errors.ts';
import type { ProblemCode } from '../contract/problem-codes.ts';
import type { ProblemDetails } from './problems.ts';

/** An expected error that a handler answers with. */
export class Refusal {
  readonly code: ProblemCode;
  readonly details: ProblemDetails;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    details: ProblemDetails = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

export const refuse = ({ code, threadId }: AppError): Refusal =>
  new Refusal(code, threadId === undefined ? {} : { params: { threadId }, threadId });
