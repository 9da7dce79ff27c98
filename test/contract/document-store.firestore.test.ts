import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { createFirestoreStore } from '../../shared/infrastructure/firestore/document-store.ts';
import { firestoreEmulator } from '../support/emulators/emulators.ts';
import { documentTests } from './document-store.documents.ts';
import { queryTests } from './document-store.queries.ts';
import { documentStoreContract, type StoreUnderTest } from './document-store.ts';

const host = await firestoreEmulator();

// Whom the emulator's locks put in a queue waits seconds for its turn, so the crowd is small.
const firestore = (preferRest: boolean, randomQueries: number): StoreUnderTest => ({
  open: async () => {
    const options = { projectId: `demo-${randomUUID()}`, host: host ?? '', preferRest };
    return { store: createFirestoreStore(options), other: createFirestoreStore(options) };
  },
  crowd: 6,
  randomQueries,
});

describe.skipIf(host === null)('on the emulator', () => {
  documentStoreContract('Firestore over REST', firestore(true, 150));

  // What the transport can change: how values and errors travel.
  describe('DocumentStore: Firestore over gRPC', () => {
    describe('documents', () => documentTests(firestore(false, 0)));
    describe('queries', () => queryTests(firestore(false, 30)));
  });
});
