import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { describe } from 'vitest';

const candidates = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** A Chromium of this machine; null: there is none. */
export const browserPath: string | null =
  candidates.find((path): path is string => path !== undefined && existsSync(path)) ?? null;

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

export const launchBrowser = (): Promise<Browser> => {
  if (browserPath === null) throw new Error('There is no Chromium on this machine.');
  // Containers seldom allow the browser its own sandbox; only pages of this project are opened.
  return chromium.launch({ executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] });
};
