import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

/** These leave a process as they found it, so a worker can keep the modules that it has loaded. */
const sharing = [
  'shared/{domain,application,mail,persistence,contract,http}/**/*.test.ts',
  'test/{access,docs,mail,settings,turns}/*.test.ts',
];
const stored = ['test/mail/stored/stored.*.test.ts'];
const web = ['web/app/**/*.test.{ts,tsx}'];

export default defineConfig({
  test: {
    globalSetup: ['test/support/emulators/global-setup.ts', 'test/browser/support/global-setup.ts'],
    pool: 'forks',
    // Tests start servers, browsers and databases: more at once would only make them wait for each other.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 120_000, // a browser on a busy machine
    hookTimeout: 120_000, // an emulator may have to start
    teardownTimeout: 20_000,
    // The sources run as they do in production: Node.js takes the types away itself.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    env: {
      // Google's clients would otherwise wait for a metadata server that only Google Cloud has.
      METADATA_SERVER_DETECTION: 'none',
      // Hundreds of processes start, and most of them load the same modules.
      NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/node'),
    },
    projects: [
      {
        extends: true,
        test: {
          name: 'isolated',
          include: ['{bench,functions,infra,shared,test,web}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', 'web/build/**', ...sharing, ...stored, ...web],
        },
      },
      { extends: true, test: { name: 'sharing', include: sharing, isolate: false } },
      // Their processes stay within a small cgroup, of which V8 does not know, and Vitest's own loader keeps less in memory.
      {
        extends: true,
        test: {
          name: 'stored',
          include: stored,
          execArgv: ['--max-old-space-size=256'],
          experimental: { viteModuleRunner: true },
        },
      },
      // What is written in JSX has to be transformed.
      {
        extends: true,
        test: { name: 'web', include: web, isolate: false, experimental: { viteModuleRunner: true } },
      },
    ],
  },
});
