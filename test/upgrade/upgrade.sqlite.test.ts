import { test } from 'vitest';
import { carryOn, withReleased } from './upgrade.ts';

test(
  'a data directory of release 0.1.0 is migrated and carries on its conversations',
  {
    timeout: 120_000,
  },
  () => withReleased((dataDir) => carryOn(dataDir, null)),
);
