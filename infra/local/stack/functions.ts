import type { Server } from 'node:http';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { functions } from '../../../functions/manifest.ts';
import { close, listen } from './listen.ts';

export interface RunningFunctions {
  /** The URL of a function. */
  readonly origins: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Runs every function of the manifest behind the real functions-framework, each on its own port. */
export const startFunctions = async (): Promise<RunningFunctions> => {
  const servers: Server[] = [];
  const origins = new Map<string, string>();
  for (const { name } of functions) {
    await import(`../../../functions/${name}.ts`);
    const server: Server = getTestServer(name);
    servers.push(server);
    origins.set(name, `http://127.0.0.1:${await listen(server, 0)}`);
  }
  return {
    origins,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
};
