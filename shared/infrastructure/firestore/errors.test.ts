import { describe, expect, it } from 'vitest';
import { StoreError } from '../../application/ports/document-store.ts';
import { errorFields } from '../logging/error-fields.ts';
import { grpcCode, toStoreError } from './errors.ts';

const failure = (code: unknown, message = 'failed') => Object.assign(new Error(message), { code });

describe("errors of Google's client", () => {
  it.each([
    [3, 'failed', 'invalid', false],
    [3, 'maximum entity size is 1048576 bytes', 'too_large', false],
    [
      3,
      'Document "d/a" cannot be written because its size (1,050,000 bytes) exceeds the maximum allowed size of 1,048,576 bytes.',
      'too_large',
      false,
    ],
    [4, 'failed', 'unavailable', true],
    [5, 'No document to update: projects/p/databases/(default)/documents/d/a', 'missing', false],
    [5, 'The database (default) does not exist for project p', 'unavailable', true],
    [6, 'failed', 'exists', false],
    [7, 'failed', 'unavailable', true],
    [8, 'Quota exceeded.', 'unavailable', true],
    [9, 'The query requires an index.', 'invalid', false],
    [10, 'Too much contention on these documents.', 'contention', true],
    [13, 'failed', 'unavailable', true],
    [14, 'failed', 'unavailable', true],
    [16, 'failed', 'unavailable', true],
    // As HTTP says them, and as sockets do.
    [409, 'failed', 'contention', true],
    [429, 'failed', 'unavailable', true],
    ['503', 'failed', 'unavailable', true],
    ['ECONNREFUSED', 'failed', 'unavailable', true],
    ['ETIMEDOUT', 'failed', 'unavailable', true],
  ])('%s "%s" is %s', (code, message, expected, retryable) => {
    const cause = failure(code, message);
    const error = toStoreError(cause);
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code: expected, retryable, cause });
  });

  it('says nothing of what it quotes', () => {
    const quoting = Object.assign(failure(14, 'authorization: Bearer ya29.secret of users/u1'), {
      metadata: { authorization: 'Bearer ya29.secret' },
    });
    const error = toStoreError(quoting);
    expect(error).toMatchObject({ message: 'Firestore failed (gRPC status 14).' });
    expect(JSON.stringify(errorFields(error))).not.toMatch(/secret|u1/);
  });

  it.each([
    new TypeError('bug'),
    failure('ERR_INVALID_ARG_TYPE'),
    failure(undefined),
    failure(99),
    new StoreError('exists', 'already said'),
    'text',
    null,
  ])('leaves %s as it is', (error) => {
    expect(grpcCode(error)).toBeNull();
    expect(toStoreError(error)).toBe(error);
  });
});
