import { test } from 'vitest';
import { firestoreEmulator } from '../support/emulators/emulators.ts';
import { carryOn, inFirestore, withReleased } from './upgrade.ts';

const host = await firestoreEmulator();

test.skipIf(host === null)(
  'a Firestore of release 0.1.0 is migrated and carries on its conversations',
  {
    timeout: 120_000,
  },
  () =>
    withReleased(async (dataDir) => {
      const store = await inFirestore(dataDir, host ?? '');
      try {
        await carryOn(dataDir, store);
      } finally {
        await store.close();
      }
    }),
);
