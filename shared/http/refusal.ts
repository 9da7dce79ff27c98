import type { AppError } from '../application/errors.ts';
import type { ProblemCode } from './problems.ts';

/** A refusal that a handler may answer with. */
export class Refusal {
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly errors: { path: string; message: string }[] | undefined;
  readonly headers: Record<string, string>;
  constructor(
    code: ProblemCode,
    detail?: string,
    errors?: { path: string; message: string }[],
    headers: Record<string, string> = {},
  ) {
    this.code = code;
    this.detail = detail;
    this.errors = errors;
    this.headers = headers;
  }
}

export const refuse = (error: AppError): Refusal => new Refusal(error.code, error.detail);
