import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { type Child, startChild } from '../../support/child.ts';
import { serveOnDemand } from '../../support/on-demand.ts';
import type { SharedWorld } from './shared-world.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where browser suites ask for the world that they share: `GET {url}/world`. */
    browserWorldUrl: string;
  }
}

const SCRIPT = fileURLToPath(new URL('world.child.ts', import.meta.url));

/** One system and one Chromium for all browser suites of a run, started when the first of them asks. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  let child: Child<SharedWorld> | null = null;
  const shared = await serveOnDemand({
    world: async () => {
      child = await startChild<SharedWorld>(SCRIPT, {}, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      return child.ready;
    },
  });
  project.provide('browserWorldUrl', shared.url);
  return async () => {
    await shared.close();
    await child?.stop();
  };
};
