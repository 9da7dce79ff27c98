import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Resource } from './client.ts';
import { ApiError, setSignedOutListener } from './http.ts';
import { optimistically, resources } from './resources.ts';

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
    await resources.refresh(resource);
    const first = resources.snapshot(resource).data;
    await resources.refresh(resource);
    expect(asked).toEqual([undefined, '"1"']);
    expect(resources.snapshot(resource).data).toBe(first);
  });

  it('asks once for several that want the same at the same time', async () => {
    let requests = 0;
    respond = () => {
      requests += 1;
      return Response.json({ n: requests });
    };
    const resource = fresh();
    await Promise.all([resources.refresh(resource), resources.refresh(resource)]);
    expect(requests).toBe(1);
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
    const asking = resources.refresh(resource);
    resources.write(resource, { n: 2 });
    release();
    await asking;
    expect(resources.snapshot(resource).data).toEqual({ n: 2 });
  });

  it('keeps the data beside the error, and forgets the error with the next success', async () => {
    const resource = fresh();
    respond = () => Response.json({ n: 1 }, { headers: { ETag: '"1"' } });
    await resources.refresh(resource);
    respond = () => new Response('bad gateway', { status: 502 });
    await resources.refresh(resource);
    const failed = resources.snapshot(resource);
    expect(failed.data).toEqual({ n: 1 });
    expect(failed.error?.isOutage).toBe(true);
    respond = () => new Response(null, { status: 304 });
    await resources.refresh(resource);
    expect(resources.snapshot(resource).error).toBeNull();
  });

  it('takes a page in place of JSON for an outage, and a problem for what it says', async () => {
    const resource = fresh();
    respond = () => new Response('<html></html>', { headers: { 'Content-Type': 'text/html' } });
    await resources.refresh(resource);
    expect(resources.snapshot(resource).error?.isOutage).toBe(true);
    const problem = { type: 'about:blank', title: 'No', status: 404, code: 'not_found', requestId: 'r' };
    respond = () =>
      Response.json(problem, { status: 404, headers: { 'Content-Type': 'application/problem+json' } });
    await resources.refresh(resource);
    expect(resources.snapshot(resource).error).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('tells of a 401 whatever asked', async () => {
    let told = 0;
    setSignedOutListener(() => {
      told += 1;
    });
    respond = () => new Response(null, { status: 401 });
    await resources.refresh(fresh());
    setSignedOutListener(() => {});
    expect(told).toBe(1);
  });
});

describe('optimistically', () => {
  const withData = async () => {
    const resource = fresh();
    respond = () => Response.json({ n: 1 });
    await resources.refresh(resource);
    return resource;
  };

  it('shows the expectation at once and keeps it when it comes true', async () => {
    const resource = await withData();
    const answer = await optimistically(
      resource,
      ({ n }) => ({ n: n + 1 }),
      async () => resources.snapshot(resource).data?.n,
    );
    expect(answer).toBe(2);
    expect(resources.snapshot(resource).data).toEqual({ n: 2 });
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
    expect(resources.snapshot(resource).data).toEqual({ n: 1 });
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
    expect(resources.snapshot(resource).data).toEqual({ n: 5 });
  });
});
