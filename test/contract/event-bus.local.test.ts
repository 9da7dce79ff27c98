import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalBus } from '../../shared/infrastructure/local-bus/local-bus.ts';
import { eventBusContract } from './event-bus.ts';

eventBusContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bus-'));
  const bus = createLocalBus({
    databasePath: join(folder, 'db'),
    now: Date.now,
    random: Math.random,
    backoff: { minMs: 5, maxMs: 10 },
  });
  return {
    bus,
    subscribe: async (subscriber) => bus.start({ deliver: ({ topic, data }) => subscriber({ topic, data }) }),
    close: async () => {
      await bus.close();
      rmSync(folder, { recursive: true });
    },
  };
});
