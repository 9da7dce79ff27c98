import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface StorageServer {
  readonly origin: string;
  readonly objects: ReadonlyMap<string, Buffer>;
  close(): Promise<void>;
}

const PAGE = 200;

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const crc32c = (content: Buffer): string => {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return sum.toString('base64');
};

/** The two parts of multipart/related: the object's description and its content. */
const partsOf = (body: Buffer, type: string): readonly Buffer[] => {
  const boundary = `--${/boundary=([^;]+)/.exec(type)?.[1]?.replaceAll('"', '') ?? ''}`;
  const parts: Buffer[] = [];
  let at = body.indexOf(boundary);
  while (at >= 0) {
    const next = body.indexOf(boundary, at + boundary.length);
    if (next < 0) break;
    const head = body.indexOf('\r\n\r\n', at);
    parts.push(body.subarray(head + 4, next - 2));
    at = next;
  }
  return parts;
};

/**
 * The part of Cloud Storage's JSON API that the originals need: multipart upload, download, list in pages, delete
 * (https://cloud.google.com/storage/docs/json_api/v1/objects). Google's own client speaks to it. It knows neither permissions
 * nor generations, and is strongly consistent, as Cloud Storage is.
 */
export const startStorageServer = async (): Promise<StorageServer> => {
  const objects = new Map<string, Buffer>();
  const described = (name: string) => {
    const content = objects.get(name) ?? Buffer.alloc(0);
    return {
      kind: 'storage#object',
      name,
      bucket: 'originals',
      generation: '1',
      size: String(content.length),
      md5Hash: createHash('md5').update(content).digest('base64'),
      crc32c: crc32c(content),
    };
  };
  const json = (response: ServerResponse, status: number, value: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  };
  const notFound = (response: ServerResponse): void =>
    json(response, 404, {
      error: { code: 404, message: 'No such object', errors: [{ reason: 'notFound' }] },
    });

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const name = decodeURIComponent(/\/o\/([^/?]+)$/.exec(url.pathname)?.[1] ?? '');
    if (request.method === 'POST' && url.pathname.startsWith('/upload/')) {
      const [about, content] = partsOf(await bodyOf(request), request.headers['content-type'] ?? '');
      const given = JSON.parse(about?.toString() || '{}') as { name?: string };
      const path = url.searchParams.get('name') ?? given.name ?? '';
      objects.set(path, Buffer.from(content ?? ''));
      return json(response, 200, described(path));
    }
    if (request.method === 'GET' && url.pathname.endsWith('/o')) {
      const prefix = url.searchParams.get('prefix') ?? '';
      const size = Math.min(PAGE, Number(url.searchParams.get('maxResults') ?? PAGE));
      const names = [...objects.keys()].filter((key) => key.startsWith(prefix)).toSorted();
      return json(response, 200, { kind: 'storage#objects', items: names.slice(0, size).map(described) });
    }
    const content = objects.get(name);
    if (content === undefined) return notFound(response);
    if (request.method === 'DELETE') {
      objects.delete(name);
      return response.writeHead(204).end();
    }
    if (url.searchParams.get('alt') !== 'media') return json(response, 200, described(name));
    response
      .writeHead(200, {
        'content-type': 'application/octet-stream',
        'x-goog-hash': `crc32c=${crc32c(content)}`,
      })
      .end(content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
