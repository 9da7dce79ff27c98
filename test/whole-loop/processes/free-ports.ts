import { createServer } from 'node:http';
import { close, listen } from '../../../infra/local/stack/listen.ts';

/** Ports that nobody uses: held open together, so that no two are the same, and then let go. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(servers.map((server) => listen(server, 0)));
  await Promise.all(servers.map(close));
  return ports;
};
