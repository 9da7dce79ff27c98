import { once } from 'node:events';
import { createServer } from 'node:http';

export interface OnDemand<A> {
  /** `GET {url}/{name}` answers with what was started under this name, as JSON. */
  readonly url: string;
  /** Answers no more; resolves with all answers that were given. */
  close(): Promise<readonly A[]>;
}

/**
 * For the global set-up of a run: starts what test files share when the first of them asks for it, and gives everybody
 * the same answer. Test files run in processes of their own, so they ask over HTTP.
 */
export const serveOnDemand = async <A extends object>(
  starts: Readonly<Record<string, () => Promise<A>>>,
): Promise<OnDemand<A>> => {
  const asked = new Map<string, Promise<A>>();
  const ask = (name: string): Promise<A> | undefined => {
    const answer = asked.get(name) ?? (Object.hasOwn(starts, name) ? starts[name]?.() : undefined);
    if (answer) asked.set(name, answer);
    return answer;
  };
  const server = createServer(async (request, response) => {
    const answer = await ask(request.url?.slice(1) ?? '')?.catch((error: unknown) => String(error));
    response.writeHead(typeof answer === 'object' ? 200 : 500, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? 'unknown name'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      const answers = await Promise.allSettled(asked.values());
      return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    },
  };
};
