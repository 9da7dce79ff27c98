import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { close, listen } from '../../../infra/local/stack/listen.ts';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface TestReceiver {
  readonly origin: string;
  readonly port: number;
  /** In order of arrival. */
  readonly received: Received[];
  /** How it answers from now on. Default: 204. */
  answer: (request: Received, response: ServerResponse) => void;
  /** Resolves once so many have arrived. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

/** A receiver of notifications on this machine: keeps what it gets, and answers as it is told. */
export const startReceiver = async (): Promise<TestReceiver> => {
  const received: Received[] = [];
  const waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      received.push(one);
      receiver.answer(one, response);
      for (const { count, resolve } of waiting) if (received.length >= count) resolve();
    });
  });
  const port = await listen(server, 0);
  const receiver: TestReceiver = {
    origin: `http://localhost:${port}`,
    port,
    received,
    answer: (_request, response) => response.writeHead(204).end(),
    arrived: (count) =>
      received.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => waiting.push({ count, resolve })),
    close: async () => {
      server.closeAllConnections();
      await close(server);
    },
  };
  return receiver;
};
