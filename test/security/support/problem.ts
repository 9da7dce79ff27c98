import { expect } from 'vitest';
import { type Problem, problem } from '../../../shared/contract/common.ts';

/** An RFC 9457 problem of this status, in every respect; fails with what came instead. */
export const expectProblem = async (response: Response, status: number): Promise<Problem> => {
  const text = await response.text();
  expect(`${response.status} ${text}`).toMatch(new RegExp(`^${status} `));
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const parsed = problem.strict().parse(JSON.parse(text));
  expect(parsed.status).toBe(status);
  expect(parsed.type).toBe(`urn:email-ai:problem:${parsed.code}`);
  expect(parsed.requestId).toBe(response.headers.get('x-request-id'));
  return parsed;
};
