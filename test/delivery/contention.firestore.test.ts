import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { createFirestoreStore } from '../../shared/infrastructure/firestore/document-store.ts';
import { firestoreEmulator } from '../support/emulators/emulators.ts';
import { contentionTests } from './contention.ts';

const host = await firestoreEmulator();

describe.skipIf(host === null)('on the emulator', () => {
  contentionTests('Firestore', async () => {
    const options = { projectId: `demo-${randomUUID()}`, host: host ?? '' };
    return { one: createFirestoreStore(options), other: createFirestoreStore(options) };
  });
});
