import { describe, expect, test } from 'vitest';
import { StoreError } from '../application/ports/document-store.ts';
import { DocumentError } from '../application/unreadable.ts';
import { baseApp } from './base-app.ts';
import { NotDoneError } from './not-done.ts';

const failing = async (error: Error) => {
  const lines: (readonly [level: string, event: string, fields: object | undefined])[] = [];
  const log = (level: string) => (event: string, fields?: object) => {
    lines.push([level, event, fields]);
  };
  const app = baseApp({
    publicUrl: 'https://mail.example',
    random: { token: () => 'token', id: () => 'id' },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
  });
  app.get('/', () => {
    throw error;
  });
  const answer = await app.request('https://mail.example/');
  const retryAfter = answer.headers.get('retry-after');
  return { status: answer.status, retryAfter, body: await answer.json(), lines };
};

describe('what a request that breaks off leads to', () => {
  test.each([
    [new NotDoneError('behind the notification'), 503, 'warn', 'request_postponed'],
    [new StoreError('contention', 'users/1 changed'), 503, 'warn', 'request_postponed'],
    [new StoreError('unavailable', 'no answer'), 503, 'error', 'request_failed'],
    [new StoreError('invalid', 'no such field'), 500, 'error', 'request_failed'],
    [new TypeError('a bug'), 500, 'error', 'request_failed'],
    [new DocumentError('users/1/threads/2', 'no status'), 500, 'error', 'document_unreadable'],
  ])('%s: %d, %s %s', async (error, status, level, event) => {
    const found = await failing(error);
    expect(found.status).toBe(status);
    expect(found.retryAfter).toBe(status === 503 ? '2' : null);
    expect(found.lines.map(([at, name]) => [at, name])).toEqual([[level, event]]);
  });

  test.each([
    ['users/1', 'document_unreadable'],
    ['users/1/assistants/2', 'document_unreadable'],
    ['users/1/threads/2', 'thread_unreadable'],
    ['users/1/threads/2/messages/3', 'thread_unreadable'],
  ])('%s that cannot be read is answered with %s, and only its id is logged', async (path, code) => {
    const { body, lines } = await failing(new DocumentError(path, 'a stranger’s words'));
    expect(body).toMatchObject({ code, status: 500, requestId: expect.any(String) });
    expect(JSON.stringify(body)).not.toContain('stranger');
    const [collection, id] = path.split('/').slice(-2);
    expect(lines).toEqual([['error', 'document_unreadable', { collection, id }]]);
  });

  test('a postponed one says why, and names no document', async () => {
    const reasons = await Promise.all(
      [new NotDoneError('behind the notification'), new StoreError('contention', 'users/1 changed')].map(
        async (error) => (await failing(error)).lines[0]?.[2],
      ),
    );
    expect(reasons).toEqual([
      expect.objectContaining({ why: 'behind the notification' }),
      expect.objectContaining({ why: 'contention' }),
    ]);
  });
});
