import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** Long enough for a slow machine; nothing waits for it when all is well. */
export const PATIENCE_MS = 20_000;

export interface Visitor {
  readonly page: Page;
  /** What the browser complained about: exceptions, refused scripts, failed loads of our own files. */
  readonly complaints: readonly string[];
  readonly leave: () => Promise<void>;
}

/** Somebody with a browser of their own: no cookies, no memory. */
export const newVisitor = async (browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1280, height: 860 },
    reducedMotion: 'reduce',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused request is part of some tests, and what the page makes of it is what they look at.
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return { page, complaints, leave: () => context.close() };
};

/** Through the sign-in page and Google's consent page, as a person goes. */
export const signIn = async (page: Page, origin: string, email: string): Promise<void> => {
  await page.goto(origin);
  await page.getByRole('link', { name: 'Sign in with Google' }).click();
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.waitForURL(`${origin}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
};

/** Waits until everything that was loading has come. */
export const settled = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root, [aria-busy="true"]'));
};
