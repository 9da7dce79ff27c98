import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Resource } from './client.ts';
import { ApiError, setSignedOutListener } from './http.ts';
import { fetchResource, optimistically, resources } from './resources.ts';

/** A server that answers what the test sets, behind the browser's fetch. */
let respond: (
  path: string,
  headers: Record<string, string | string[] | undefined>,
) => Promise<Response> | Response;
const realFetch = globalThis.fetch;
const server = createServer(async (request, response) => {
  const answer = await respond(request.url ?? '', request.headers);
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
});

const thing = (name: string): Resource<{ n: number }> => ({
  operation: 'getThread',
  path: `/things/${name}`,
});
let count = 0;
const fresh = () => thing(`t${count++}`);

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    realFetch(`http://127.0.0.1:${port}${path}`, init),
  );
});
afterEach(async () => {
  vi.unstubAllGlobals();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe('resources', () => {
  it('asks with the last ETag and keeps what it has on 304', async () => {
    const asked: unknown[] = [];
    respond = (_, headers) => {
      asked.push(headers['if-none-match']);
      return headers['if-none-match'] === '"1"'
        ? new Response(null, { status: 304 })
        : Response.json({ n: 1 }, { headers: { ETag: '"1"' } });
    };
    const resource = fresh();
    const first = await fetchResource(resource);
    expect(await fetchResource(resource)).toBe(first);
    expect(asked).toEqual([undefined, '"1"']);
  });

  it('asks for all of it again after an answer without an ETag, and after everything was forgotten', async () => {
    const asked: unknown[] = [];
    let etag: string | null = '"1"';
    respond = (_, headers) => {
      asked.push(headers['if-none-match']);
      return Response.json({ n: 1 }, etag === null ? {} : { headers: { ETag: etag } });
    };
    const resource = fresh();
    await fetchResource(resource);
    etag = null;
    await fetchResource(resource);
    etag = '"2"';
    await fetchResource(resource);
    resources.clear();
    await fetchResource(resource);
    expect(asked).toEqual([undefined, '"1"', undefined, undefined]);
  });

  it('remembers what was read until everything is forgotten', async () => {
    respond = () => Response.json({ n: 1 });
    const resource = fresh();
    expect(resources.known(resource)).toBeUndefined();
    expect(await resources.load(resource)).toEqual({ n: 1 });
    expect(resources.known(resource)).toEqual({ n: 1 });
    resources.clear();
    expect(resources.known(resource)).toBeUndefined();
  });

  it('does not overwrite a local write with an answer that is older than it', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    respond = async () => {
      await held;
      return Response.json({ n: 1 });
    };
    const resource = fresh();
    const asking = resources.load(resource);
    resources.write(resource, { n: 2 });
    release();
    await asking;
    expect(resources.known(resource)).toEqual({ n: 2 });
  });

  it('keeps what it knows when a request fails', async () => {
    const resource = fresh();
    respond = () => Response.json({ n: 1 }, { headers: { ETag: '"1"' } });
    await resources.load(resource);
    respond = () => new Response('bad gateway', { status: 502 });
    await expect(resources.load(resource)).rejects.toMatchObject({ status: 502, isOutage: true });
    expect(resources.known(resource)).toEqual({ n: 1 });
  });

  it('takes a page in place of JSON for an outage, and a problem for what it says', async () => {
    respond = () => new Response('<html></html>', { headers: { 'Content-Type': 'text/html' } });
    await expect(fetchResource(fresh())).rejects.toMatchObject({ isOutage: true });
    const problem = { type: 'about:blank', title: 'No', status: 404, code: 'not_found', requestId: 'r' };
    respond = () =>
      Response.json(problem, { status: 404, headers: { 'Content-Type': 'application/problem+json' } });
    await expect(fetchResource(fresh())).rejects.toMatchObject({ status: 404, code: 'not_found' });
  });

  it('tells of a 401 whatever asked', async () => {
    let told = 0;
    setSignedOutListener(() => {
      told += 1;
    });
    respond = () => new Response(null, { status: 401 });
    await expect(fetchResource(fresh())).rejects.toMatchObject({ status: 401 });
    setSignedOutListener(() => {});
    expect(told).toBe(1);
  });
});

describe('optimistically', () => {
  const withData = async () => {
    const resource = fresh();
    respond = () => Response.json({ n: 1 });
    await resources.load(resource);
    return resource;
  };

  it('shows the expectation at once and keeps it when it comes true', async () => {
    const resource = await withData();
    const answer = await optimistically(
      resource,
      ({ n }) => ({ n: n + 1 }),
      async () => resources.known(resource)?.n,
    );
    expect(answer).toBe(2);
    expect(resources.known(resource)).toEqual({ n: 2 });
  });

  it('puts back what was there when it fails', async () => {
    const resource = await withData();
    await expect(
      optimistically(
        resource,
        () => ({ n: 9 }),
        () => Promise.reject(new ApiError(409, null)),
      ),
    ).rejects.toThrow();
    expect(resources.known(resource)).toEqual({ n: 1 });
  });

  it('leaves alone what has arrived in the meantime', async () => {
    const resource = await withData();
    await expect(
      optimistically(
        resource,
        () => ({ n: 9 }),
        () => {
          resources.write(resource, { n: 5 });
          return Promise.reject(new ApiError(409, null));
        },
      ),
    ).rejects.toThrow();
    expect(resources.known(resource)).toEqual({ n: 5 });
  });
});
