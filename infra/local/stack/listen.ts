import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Listens and tells the port, which matters where 0 (any free one) was asked for. */
export const listen = (server: Server, port: number, host = '127.0.0.1'): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

/** Longer than any request that still has something to say. */
const GRACE_MS = 5_000;

/** Takes no more requests, lets those under way finish, and resolves. */
export const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(impatience);
      resolve();
    });
    server.closeIdleConnections();
  });
