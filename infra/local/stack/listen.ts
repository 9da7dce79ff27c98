import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens and returns the port, which is not known before if 0 (any free port) was asked for. */
export const listen = (server: Server, port: number, host = '127.0.0.1'): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Longer than any request takes. */
const GRACE_MS = 5_000;

/** Accepts no more requests and resolves when the current ones are finished. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
