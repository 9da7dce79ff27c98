import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { wholeAnswer } from '../../../infra/local/writer/answer.ts';
import { readBriefing } from '../../../infra/local/writer/mail/briefing.ts';
import { summarise } from '../../../infra/local/writer/mail/summarise.ts';

/** A request as it arrived. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a server answers. `body` is sent as it is when it is a string. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** What a chat template makes of a request. */
export interface Chat {
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  /** The JSON schema that is enforced; null: the model writes what it likes. */
  readonly schema: unknown;
}

export interface ModelServer {
  readonly origin: string;
  readonly asked: readonly Asked[];
  close(): Promise<void>;
}

const bodyOf = async (request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    return {};
  }
};

/** A server of some make on a free port of the loopback interface. */
export const serveModel = async (answer: (asked: Asked) => Answered): Promise<ModelServer> => {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const one = { method: request.method ?? '', path: request.url ?? '', body: await bodyOf(request) };
    asked.push(one);
    const { status, body } = answer(one);
    const isText = typeof body === 'string';
    response.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json' });
    response.end(isText ? body : JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

export const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/** How a model wraps what it says; a thinking block, a fence, words around it. */
export type Manner = (json: string) => string;
export const bare: Manner = (json) => json;

/**
 * The model behind all of them: the local writer's sentences. It writes JSON where its prompt describes it or the server
 * enforces it, in its own manner only where nothing is enforced.
 */
export const modelText = (chat: Chat, manner: Manner): string => {
  const [first] = chat.messages;
  const rules = first?.role === 'system' ? first.content : '';
  const turns = chat.messages.slice(first?.role === 'system' ? 1 : 0);
  // Where a template knows no system message, the rules stand in the first turn.
  const instructions = rules || (turns[0]?.content ?? '');
  const briefing = readBriefing(instructions, turns);
  const isAskedForJson = chat.schema !== null || instructions.includes('one JSON object and nothing else');
  if (!isAskedForJson) return manner(summarise(briefing));
  const json = JSON.stringify(wholeAnswer(briefing));
  return chat.schema === null ? manner(json) : json;
};
