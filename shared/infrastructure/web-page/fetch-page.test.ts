import type { lookup } from 'node:dns';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createPageFetcher, type PageFetcherOptions } from './fetch-page.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const serving = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const fetchPage = (url: string, options: Partial<PageFetcherOptions> = {}) =>
  createPageFetcher({ allowLoopback: true, ...options }).fetchPage(url);
const html = { 'content-type': 'text/html; charset=utf-8' };

describe('a page', () => {
  test('is fetched, also compressed and behind a redirect', async () => {
    const origin = await serving((request, response) => {
      if (request.url === '/moved') return response.writeHead(301, { location: '/page' }).end();
      response.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end(gzipSync('<p>Hello</p>'));
    });
    const page = await fetchPage(`${origin}/moved`);
    expect(page.ok && [page.value.kind, Buffer.from(page.value.content).toString()]).toEqual([
      'html',
      '<p>Hello</p>',
    ]);
  });

  test.each([
    ['windows-1251', Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]), '\uFEFFПривет'],
    ['"ISO-8859-1"', Buffer.from([0x47, 0x72, 0xfc, 0xdf, 0x65]), '\uFEFFGrüße'],
    ['UTF-8', Buffer.from('Grüße'), 'Grüße'],
    ['rubbish', Buffer.from('Grüße'), '\uFEFFGrüße'],
  ])('in the charset %s of its header is read', async (charset, body, expected) => {
    const origin = await serving((_, response) => {
      response.writeHead(200, { 'content-type': `text/html; charset=${charset}` }).end(body);
    });
    const page = await fetchPage(origin);
    expect(page.ok && Buffer.from(page.value.content).toString()).toBe(expected);
  });

  test.each<[string, RequestListener, string, boolean]>([
    ['is not there', (_, response) => response.writeHead(404, html).end(), 'page_refused', false],
    ['is down', (_, response) => response.writeHead(503, html).end(), 'page_refused', true],
    ['breaks off', (request) => request.socket.destroy(), 'unreachable', true],
    [
      'is a picture',
      (_, r) => r.writeHead(200, { 'content-type': 'image/png' }).end('x'),
      'not_a_page',
      false,
    ],
    ['leads in circles', (_, r) => r.writeHead(302, { location: '/' }).end(), 'page_refused', false],
    ['leads nowhere', (_, r) => r.writeHead(302, { location: 'http://' }).end(), 'page_refused', false],
    [
      'leads into the network',
      (_, r) => r.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
      'forbidden_address',
      false,
    ],
    [
      'leads to a file',
      (_, r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      'forbidden_address',
      false,
    ],
    [
      'says that it is too large',
      (_, r) => r.writeHead(200, { ...html, 'content-length': '99999999' }).end(),
      'page_too_large',
      false,
    ],
    [
      'grows when it is unpacked',
      (_, r) =>
        r
          .writeHead(200, { ...html, 'content-encoding': 'gzip' })
          .end(gzipSync(Buffer.alloc(12_000_000, 'a'))),
      'page_too_large',
      false,
    ],
    [
      'is compressed rubbish',
      (_, r) => r.writeHead(200, { ...html, 'content-encoding': 'gzip' }).end('x'),
      'not_a_page',
      false,
    ],
  ])('that %s', async (_name, listener, code, passing) => {
    expect(await fetchPage(await serving(listener))).toEqual({ ok: false, error: { code, passing } });
  });

  test('that never ends is given up', async () => {
    const origin = await serving((_, response) => void response.writeHead(200, html).write('<p>'));
    expect(await fetchPage(origin, { timeoutMs: 100 })).toMatchObject({ error: { code: 'unreachable' } });
  });

  test.each([
    'http://127.0.0.1/',
    'https://10.0.0.1/',
    'https://metadata.google.internal/',
    'ftp://example.com/',
    'rubbish',
  ])('%s is not asked where others share the machine', async (url) => {
    expect(await fetchPage(url, { allowLoopback: false })).toMatchObject({
      error: { code: 'forbidden_address' },
    });
  });

  test('a public name that leads to a private address is not connected to', async () => {
    const resolve = ((_name: string, _options: object, done: (error: null, found: object[]) => void) =>
      done(null, [{ address: '10.0.0.1', family: 4 }])) as unknown as typeof lookup;
    expect(await fetchPage('https://example.com/', { allowLoopback: false, resolve })).toMatchObject({
      error: { code: 'forbidden_address' },
    });
  });
});
