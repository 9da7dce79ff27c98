import type { TestProject } from 'vitest/node';
import { serveOnDemand } from '../on-demand.ts';
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

/** One emulator of a kind for the whole run, started when the first test file asks for it, stopped at the end. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const running: RunningEmulator[] = [];
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
  const emulators = await serveOnDemand<EmulatorAnswer>({
    firestore: () => start('firestore'),
    pubsub: () => start('pubsub'),
  } satisfies Record<EmulatorName, () => Promise<EmulatorAnswer>>);
  project.provide('emulatorsUrl', emulators.url);

  return async () => {
    const answers = await emulators.close();
    await Promise.all(running.map((emulator) => emulator.stop()));
    const missing = answers.flatMap((answer) => ('missing' in answer ? [answer.missing] : []));
    if (missing.length > 0) console.warn(howToGet(missing));
  };
};

const howToGet = (missing: readonly string[]): string =>
  `Skipped the suites that need Google's emulators: ${[...new Set(missing)].join(', ')} not found. ` +
  'Install Java 17 or newer and the Google Cloud SDK, then: ' +
  'gcloud components install cloud-firestore-emulator pubsub-emulator';
