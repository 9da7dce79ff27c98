import { inject } from 'vitest';
import { z } from 'zod';
import type { EmulatorName } from './locate.ts';

const answerSchema = z.union([
  z.object({ host: z.string() }),
  z.object({ missing: z.string() }),
  z.object({ failed: z.string() }),
]);

/**
 * The emulator's `host:port`, started if need be; null where it is not installed, which means that the suite is to
 * be skipped. With `CI` set its absence is an error instead.
 */
const emulator = async (name: EmulatorName): Promise<string | null> => {
  const response = await fetch(`${inject('emulatorsUrl')}/${name}`);
  const answer = answerSchema.parse(await response.json());
  if ('host' in answer) return answer.host;
  if ('failed' in answer) throw new Error(answer.failed);
  if (process.env.CI) throw new Error(`CI needs the ${name} emulator: ${answer.missing} not found`);
  return null;
};

export const firestoreEmulator = (): Promise<string | null> => emulator('firestore');
export const pubsubEmulator = (): Promise<string | null> => emulator('pubsub');

export interface Emulators {
  /** `host:port` */
  readonly firestoreHost: string;
  readonly pubsubHost: string;
  /** Any project exists in the emulators; a test that wants a world of its own takes another id. */
  readonly projectId: string;
}

/** Both at once. */
export const emulators = async (): Promise<Emulators | null> => {
  const [firestoreHost, pubsubHost] = await Promise.all([firestoreEmulator(), pubsubEmulator()]);
  return firestoreHost === null || pubsubHost === null
    ? null
    : { firestoreHost, pubsubHost, projectId: 'demo-email-ai' };
};
