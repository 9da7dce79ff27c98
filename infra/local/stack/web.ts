import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import type { Fallback } from './front.ts';
import { cacheControl, pageHeaders } from './page-headers.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

const fileFor = async (root: string, path: string): Promise<string | null> => {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const file = join(root, normalize(`/${decoded}`));
  if (decoded.includes('\0')) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
};

/** Serves the built web app as Hosting does: its files, and the entry page for every other path. */
export const serveWeb =
  (root: string): Fallback =>
  (request, response) => {
    void (async () => {
      const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        response.writeHead(405, { allow: 'GET, HEAD', ...pageHeaders }).end();
        return;
      }
      const file = await fileFor(root, path);
      const page = file ?? join(root, 'index.html');
      const cache = file && path.startsWith('/assets/') ? cacheControl.assets : cacheControl.pages;
      response.writeHead(200, {
        'content-type': types[extname(page)] ?? 'application/octet-stream',
        'cache-control': cache,
        ...pageHeaders,
      });
      if (request.method === 'HEAD') response.end();
      else
        createReadStream(page)
          .on('error', () => response.destroy())
          .pipe(response);
    })();
  };
