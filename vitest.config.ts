import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'shared/**/*.test.ts',
      'functions/**/*.test.ts',
      'infra/**/*.test.ts',
      'test/**/*.test.ts',
      'bench/**/*.test.ts',
      'web/**/*.test.{ts,tsx}',
    ],
    exclude: ['**/node_modules/**', '**/dist/**', 'web/build/**'],
    globalSetup: ['test/support/emulators/global-setup.ts', 'test/browser/support/global-setup.ts'],
    // Tests start servers, databases and child processes: more at once would only make them wait for each other.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000, // a browser on a busy machine
    hookTimeout: 120_000, // an emulator may have to start
    teardownTimeout: 20_000,
    env: {
      // Google's clients would otherwise wait for a metadata server that only Google Cloud has.
      METADATA_SERVER_DETECTION: 'none',
    },
  },
});
