import { randomUUID } from 'node:crypto';
import { describe } from 'vitest';
import { createFirestoreStore } from '../../../shared/infrastructure/firestore/document-store.ts';
import { firestoreEmulator } from '../../support/emulators/emulators.ts';
import { describeStoredMails } from './properties.ts';

const host = await firestoreEmulator();

describe.skipIf(host === null)('on the emulator', () => {
  describeStoredMails(
    async () => createFirestoreStore({ projectId: `demo-${randomUUID()}`, host: host ?? '' }),
    3,
  );
});
