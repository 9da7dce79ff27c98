import { defineConfig } from 'vitest/config';

/** `npm run test:unit`: domain, application, mail and persistence in memory. No server, no file, no child process. */
export default defineConfig({
  test: {
    include: [
      'shared/{domain,application,mail,persistence,contract}/**/*.test.ts',
      'test/contract/document-store.memory.test.ts',
    ],
    // These tests share no state, so a worker can keep the modules that it has loaded.
    isolate: false,
    pool: 'threads',
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});
