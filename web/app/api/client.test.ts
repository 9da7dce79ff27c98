import { describe, expect, expectTypeOf, it } from 'vitest';
import { routes } from '../../../shared/contract/routes.ts';
import type { ThreadResource } from '../../../shared/contract/threads.ts';
import { at, pathOf, send } from './client.ts';
import { type Answer, operations } from './operations.ts';

describe('operations', () => {
  it.each(Object.entries(operations))('%s is where the contract says', (name, place) => {
    const { method, path } = routes[name as keyof typeof operations];
    expect(place).toBe(`${method.toUpperCase()} ${path}`);
  });
});

describe('pathOf', () => {
  it.each([
    ['fills parameters in', pathOf('getThread', { threadId: 't1' }), '/threads/t1'],
    ['escapes them', pathOf('getThread', { threadId: 'a/../b?c#d' }), '/threads/a%2F..%2Fb%3Fc%23d'],
    ['takes none for `$`', pathOf('getThread', { threadId: '$&' }), '/threads/%24%26'],
    [
      'fills several in',
      pathOf('discardMessage', { threadId: 't', messageId: 'm' }),
      '/threads/t/messages/m/discard',
    ],
    ['needs no input', pathOf('listThreads'), '/threads'],
    [
      'leaves out what is empty',
      pathOf('listThreads', { query: { search: '', status: undefined, limit: 5 } }),
      '/threads?limit=5',
    ],
    [
      'escapes the query',
      pathOf('listThreads', { query: { search: 'a&b=ü' } }),
      '/threads?search=a%26b%3D%C3%BC',
    ],
  ])('%s', (_, path, expected) => {
    expect(path).toBe(expected);
  });
});

it('has its types from the contract', () => {
  expectTypeOf<Answer<'getThread'>>().toEqualTypeOf<ThreadResource>();
  expectTypeOf<Answer<'createThread'>>().toEqualTypeOf<ThreadResource>();
  expectTypeOf<Answer<'disconnect'>>().toEqualTypeOf<undefined>();
  expectTypeOf<Answer<'listThreads'>['items']>().toEqualTypeOf<ThreadResource[]>();

  const refused = () => {
    // @ts-expect-error no such operation
    pathOf('getThing');
    // @ts-expect-error a parameter of the path is missing
    pathOf('getThread');
    // @ts-expect-error it has another name
    pathOf('getThread', { id: 't1' });
    // @ts-expect-error no such status
    pathOf('listThreads', { query: { status: 'asleep' } });
    // @ts-expect-error no such field
    pathOf('listThreads', { query: { colour: 'red' } });
    // @ts-expect-error it has no query
    pathOf('getThread', { threadId: 't1', query: {} });
    // @ts-expect-error the body is missing
    void send('rewriteMessage', { threadId: 't', messageId: 'm' });
    // @ts-expect-error the body is of another kind
    void send('rewriteMessage', { threadId: 't', messageId: 'm', body: { feedback: 5 } });
    // @ts-expect-error creating needs its Idempotency-Key
    void send('createThread', {
      body: { assistantId: 'a', recipient: { email: 'a@b.de' }, instructions: 'x' },
    });
    // @ts-expect-error what changes something is not read
    at('stopThread', { threadId: 't' });
  };
  expect(refused).toBeTypeOf('function');
});
