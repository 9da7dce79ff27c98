import { describe } from 'vitest';
import { browserPath } from './chromium.ts';

/** A suite that needs a browser: left out with one line where there is none, a failure where CI promises one. */
export const describeInBrowser = (name: string, suite: () => void): void => {
  if (browserPath !== null) {
    describe(name, suite);
    return;
  }
  if (process.env.CI === 'true') throw new Error('No Chromium was found, and CI must have one.');
  console.log(`Left out "${name}": no Chromium on this machine (set CHROMIUM_PATH).`);
  describe.skip(name, suite);
};
