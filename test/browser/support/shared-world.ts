import { type Browser, chromium } from 'playwright-core';
import { inject } from 'vitest';
import { type LocalWorld, localWorld } from './world.ts';

/** What the global set-up tells of the process that all browser suites share. */
export interface SharedWorld {
  readonly origin: string;
  readonly googleOrigin: string;
  readonly writerOrigin: string;
  readonly browserEndpoint: string;
}

/**
 * The system and the Chromium that all browser suites share. Each suite has owners of its own, and writes to the same
 * person about a subject of its own. `browser.close()` closes only what the suite has opened.
 */
export const enterWorld = async (): Promise<{ readonly browser: Browser; readonly world: LocalWorld }> => {
  const answer = await fetch(`${inject('browserWorldUrl')}/world`);
  if (!answer.ok) throw new Error(`The world did not start: ${await answer.text()}`);
  const { origin, googleOrigin, writerOrigin, browserEndpoint } = (await answer.json()) as SharedWorld;
  return {
    browser: await chromium.connect(browserEndpoint),
    world: localWorld(origin, googleOrigin, writerOrigin),
  };
};
