import { existsSync } from 'node:fs';
import { type Browser, type BrowserServer, chromium } from 'playwright-core';

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

const options = () => {
  if (browserPath === null) throw new Error('There is no Chromium on this machine.');
  // Containers seldom allow the browser its own sandbox; only pages of this project are opened.
  return { executablePath: browserPath, args: ['--no-sandbox', '--disable-gpu'] };
};

export const launchBrowser = (): Promise<Browser> => chromium.launch(options());

/** One that other processes can use. */
export const launchServer = (): Promise<BrowserServer> => chromium.launchServer(options());
