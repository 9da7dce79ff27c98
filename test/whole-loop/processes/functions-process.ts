import { startFunctions } from '../../../infra/local/stack/functions.ts';
import { createApp, useApp as serveApp } from '../../../shared/app.ts';
import type { DocumentStore } from '../../../shared/application/ports/document-store.ts';
import { loadConfig } from '../../../shared/config.ts';

/**
 * All functions in one process, as the environment says; prints where each answers. On SIGUSR2 it kills itself as soon
 * as no transaction is open, whatever else is under way: the locks of a client that died in one stay for a minute
 * (https://cloud.google.com/firestore/quotas, idle expiration), and a transaction that was cut off is the same as one
 * that did not begin.
 */
const mortal = (store: DocumentStore): DocumentStore => {
  let open = 0;
  let dying = false;
  const dieIfFree = (): void => {
    if (dying && open === 0) process.kill(process.pid, 'SIGKILL');
  };
  process.on('SIGUSR2', () => {
    dying = true;
    dieIfFree();
  });
  return {
    ...store,
    transaction: async (body) => {
      if (dying) await new Promise<never>(() => {});
      open++;
      try {
        return await store.transaction(body);
      } finally {
        open--;
        dieIfFree();
      }
    },
  };
};

const app = createApp(loadConfig(process.env));
serveApp({
  ...app,
  store: mortal(app.store),
  // Shorter than in production, where nobody watches a clock: what was killed is taken over after this long.
  settings: { ...app.settings, leaseMs: 4_000 },
});
const { origins } = await startFunctions();
console.log(`functions at ${JSON.stringify(Object.fromEntries(origins))}`);
