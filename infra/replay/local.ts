import { localDatabasePath } from '../../shared/app.ts';
import { createLocalBus } from '../../shared/infrastructure/local-bus/local-bus.ts';
import type { DeadLetters } from './dead-letters.ts';

/** Dead letters of this machine. The system may be running: both use the same file. */
export const localDeadLetters = (dataDir: string): DeadLetters => {
  const databasePath = localDatabasePath(dataDir);
  const bus = createLocalBus({ databasePath, now: Date.now, random: Math.random });
  return {
    list: async () =>
      bus.deadLetters().map(({ messageId, topic, data, publishedAt }) => ({
        id: messageId,
        topic,
        data,
        publishedAt,
      })),
    replay: async (ids) =>
      ids === null ? bus.replay() : ids.reduce((count, id) => count + bus.replay(id), 0),
    close: () => bus.close(),
  };
};
