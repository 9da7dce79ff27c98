import type { lookup } from 'node:dns';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startReceiver, type TestReceiver } from '../../../test/support/receivers/receiver.ts';
import { mayConnectTo, mayLeadTo } from './addresses.ts';
import { guardedPost } from './guarded-post.ts';

const local = { allowLoopback: true };
const cloud = { allowLoopback: false };
const forbidden = { kind: 'failed', code: 'forbidden_address' };

describe('an address', () => {
  test.each([
    'https://hooks.example.com/x',
    'https://hooks.example.com:8443/x?y=z',
    'https://8.8.8.8/x',
    'https://[2606:4700::1111]/x',
  ])('%s may be given', (url) => {
    expect(mayLeadTo(url, false)).toBe(true);
  });

  test.each([
    'http://hooks.example.com/x',
    'ftp://hooks.example.com/x',
    'https://localhost/x',
    'https://me.localhost/x',
    'https://127.0.0.1/x',
    'https://127.1/x',
    'https://0x7f.0.0.1/x',
    'https://2130706433/x',
    'https://0/x',
    'https://10.0.0.1/x',
    'https://172.16.4.4/x',
    'https://192.168.1.1/x',
    'https://100.64.0.1/x',
    'https://169.254.169.254/computeMetadata/v1/',
    'https://metadata.google.internal/computeMetadata/v1/',
    'https://printer.local/x',
    'https://intranet/x',
    'https://[::1]/x',
    'https://[::]/x',
    'https://[::ffff:10.0.0.1]/x',
    'https://[::ffff:a9fe:a9fe]/x',
    'https://[fd00::1]/x',
    'https://[fe80::1]/x',
    'https://[64:ff9b::a00:1]/x',
    'https://[2002:a00:1::]/x',
    'https://user:secret@hooks.example.com/x',
    'not a url',
    '',
  ])('%s may not', (url) => {
    expect(mayLeadTo(url, false)).toBe(false);
  });

  test.each([
    ['http://localhost:8080/x', true],
    ['http://127.0.0.1:8080/x', true],
    ['http://[::1]:8080/x', true],
    ['https://localhost/x', true],
    ['http://10.0.0.1/x', false],
    ['http://hooks.example.com/x', false],
    ['https://192.168.1.1/x', false],
    ['https://hooks.example.com/x', true],
  ])('on one machine %s: %s', (url, expected) => {
    expect(mayLeadTo(url, true)).toBe(expected);
  });

  test.each(['not an address', '', '1.2.3', '::g'])('%j is connected to by nobody', (address) => {
    expect(mayConnectTo(address, true)).toBe(false);
  });
});

describe('a call', () => {
  let receiver: TestReceiver;
  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.close());

  const post = (path = '/hook', body = '{}') => ({
    url: `${receiver.origin}${path}`,
    headers: { 'content-type': 'application/json' },
    body,
  });

  test('arrives whole', async () => {
    const answer = await guardedPost(post('/hook?a=b', '{"ё":1}'), local);
    expect(answer).toEqual({ kind: 'answered', status: 204, body: '', retryAfterMs: null });
    expect(receiver.received[0]).toMatchObject({ method: 'POST', path: '/hook?a=b' });
    expect(receiver.received[0]?.body.toString()).toBe('{"ё":1}');
  });

  test('is refused where this machine is not the owner’s', async () => {
    expect(await guardedPost(post(), cloud)).toEqual(forbidden);
    const byAddress = { ...post(), url: `http://127.0.0.1:${receiver.port}/` };
    expect(await guardedPost(byAddress, cloud)).toEqual(forbidden);
    expect(receiver.received).toEqual([]);
  });

  /** A resolver that answers with these, one after the other. */
  const resolving = (...answers: readonly (readonly string[])[]) => {
    let asked = 0;
    const resolve = ((_name: string, _options: object, callback: (...args: unknown[]) => void) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
    }) as unknown as typeof lookup;
    return { resolve, asked: () => asked };
  };

  test.each([
    ['a private address', ['10.0.0.1']],
    ['the metadata server', ['169.254.169.254']],
    ['this machine', ['127.0.0.1']],
    ['a public and a private one', ['8.8.8.8', '192.168.0.1']],
    ['nothing', []],
  ])('a public name that leads to %s is not connected to', async (_name, addresses) => {
    const { resolve, asked } = resolving(addresses);
    const url = `https://hooks.example.com:${receiver.port}/hook`;
    expect(await guardedPost({ ...post(), url }, { ...cloud, resolve })).toEqual(forbidden);
    expect(asked()).toBe(1);
  });

  test('what is looked at is what is connected to: a name is resolved once', async () => {
    // It was public when the channel was made, and is not in this moment.
    const { resolve, asked } = resolving(['127.0.0.1'], ['8.8.8.8']);
    const url = `https://rebinding.example.com:${receiver.port}/hook`;
    expect(await guardedPost({ ...post(), url }, { ...cloud, resolve })).toEqual(forbidden);
    expect(asked()).toBe(1);
    expect(receiver.received).toEqual([]);
  });

  test('does not follow redirects', async () => {
    receiver.answer = (_request, response) =>
      response.writeHead(302, { location: `${receiver.origin}/elsewhere` }).end();
    expect(await guardedPost(post(), local)).toMatchObject({ kind: 'answered', status: 302 });
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('reads an answer up to a bound', async () => {
    receiver.answer = (_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(64 * 1024)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const answer = await guardedPost(post(), local);
    expect(answer).toMatchObject({ kind: 'answered', status: 200 });
    expect(answer.kind === 'answered' && answer.body.length).toBeLessThanOrEqual(16 * 1024);
  });

  test.each([
    ['', null],
    ['7', 7000],
    ['999999999', 24 * 60 * 60_000],
    ['-5', null],
    ['soon', null],
  ])('Retry-After %j', async (value, expected) => {
    receiver.answer = (_request, response) => response.writeHead(503, { 'retry-after': value }).end('later');
    expect(await guardedPost(post(), local)).toMatchObject({
      status: 503,
      body: 'later',
      retryAfterMs: expected,
    });
  });
});

describe('a receiver of rubbish', () => {
  let server: Server;
  let port: number;
  const sockets = new Set<Socket>();
  let behave: (socket: Socket) => void;
  beforeEach(async () => {
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      behave(socket);
    });
    port = await new Promise((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  const call = (timeoutMs?: number) =>
    guardedPost(
      { url: `http://localhost:${port}/`, headers: {}, body: 'x' },
      { ...local, ...(timeoutMs === undefined ? {} : { timeoutMs }) },
    );

  test.each<[string, (socket: Socket) => void]>([
    ['hangs up', (socket) => socket.destroy()],
    ['speaks no HTTP', (socket) => socket.end('hello\r\n\r\n')],
    ['breaks off in its headers', (socket) => socket.end('HTTP/1.1 200 OK\r\nX-')],
    [
      'breaks off in its body',
      (socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nab', () => socket.destroy());
      },
    ],
    [
      'sends endless headers',
      (socket) => socket.end(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}\r\n`),
    ],
  ])('that %s is unreachable', async (_name, how) => {
    behave = how;
    expect(await call()).toEqual({ kind: 'failed', code: 'unreachable' });
  });

  test('that says nothing is given up in time', async () => {
    behave = () => {};
    expect(await call(50)).toEqual({ kind: 'failed', code: 'timed_out' });
  });

  test('nobody listens', async () => {
    for (const socket of sockets) socket.destroy();
    const nobody = { url: 'http://localhost:1/', headers: {}, body: 'x' };
    expect(await guardedPost(nobody, local)).toEqual({ kind: 'failed', code: 'unreachable' });
    behave = () => {};
  });
});
