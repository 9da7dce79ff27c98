import { once } from 'node:events';
import { createServer } from 'node:http';
import type { TestProject } from 'vitest/node';
import { type EmulatorName, locate } from './locate.ts';
import { type RunningEmulator, startEmulator } from './start.ts';

/** What a test file is told when it asks for an emulator. */
export type EmulatorAnswer =
  | { readonly host: string }
  | { readonly missing: string }
  | { readonly failed: string };

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where test files ask for an emulator: `GET {url}/firestore`. */
    emulatorsUrl: string;
  }
}

const NAMES = ['firestore', 'pubsub'] as const satisfies readonly EmulatorName[];

/**
 * One emulator of a kind for the whole run, started when the first test file asks for it, stopped at the end. Test
 * files run in processes of their own, so they ask over HTTP.
 */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const running: RunningEmulator[] = [];
  const asked = new Map<string, Promise<EmulatorAnswer>>();

  const start = async (name: EmulatorName): Promise<EmulatorAnswer> => {
    const command = await locate(name);
    if (!command.found) return { missing: command.missing };
    try {
      const emulator = await startEmulator(command);
      running.push(emulator);
      return { host: emulator.host };
    } catch (error) {
      return { failed: String(error) };
    }
  };
  const ask = (name: EmulatorName): Promise<EmulatorAnswer> => {
    const answer = asked.get(name) ?? start(name);
    asked.set(name, answer);
    return answer;
  };

  const server = createServer(async (request, response) => {
    const name = NAMES.find((known) => request.url === `/${known}`);
    response.writeHead(name ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(name ? await ask(name) : {}));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  project.provide('emulatorsUrl', `http://127.0.0.1:${address.port}`);

  return async () => {
    server.close();
    server.closeAllConnections();
    const answers = await Promise.all(asked.values());
    await Promise.all(running.map((emulator) => emulator.stop()));
    const missing = answers.flatMap((answer) => ('missing' in answer ? [answer.missing] : []));
    if (missing.length > 0) console.warn(howToGet(missing));
  };
};

const howToGet = (missing: readonly string[]): string =>
  `Skipped the suites that need Google's emulators: ${[...new Set(missing)].join(', ')} not found. ` +
  'Install Java 17 or newer and the Google Cloud SDK, then: ' +
  'gcloud components install cloud-firestore-emulator pubsub-emulator';
