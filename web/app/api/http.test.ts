import { describe, expect, it } from 'vitest';
import { ApiError } from './http.ts';

const problem = (status: number, code: string) => ({
  type: 'about:blank',
  title: 't',
  status,
  code,
  detail: 'd',
  params: {},
  requestId: 'r',
});

describe('whether the server is out of reach', () => {
  it.each([
    ['nobody answers', new ApiError(0, null), true],
    ['a gateway answers in its place', new ApiError(502, null), true],
    ['its store is down', new ApiError(503, problem(503, 'unavailable')), true],
    ['only the model is', new ApiError(503, problem(503, 'writer_unavailable')), false],
    ['only Gmail is', new ApiError(503, problem(503, 'stop_unconfirmed')), false],
    ['it has a fault', new ApiError(500, problem(500, 'internal')), false],
  ])('when %s', (_, error, expected) => {
    expect(error.isOutage).toBe(expected);
  });
});
