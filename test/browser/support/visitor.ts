import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';

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

export type Scrutiny = 'everything' | 'colours' | 'structure';

/**
 * WCAG 2.2 A and AA, as far as axe can tell. Colours take most of the time and do not change with the width, nor the
 * structure with the theme: either can be looked at alone.
 */
export const expectAccessible = async (page: Page, scrutiny: Scrutiny = 'everything'): Promise<void> => {
  const axe = new AxeBuilder({ page });
  if (scrutiny === 'colours') axe.withRules(['color-contrast', 'link-in-text-block']);
  else axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']);
  if (scrutiny === 'structure') axe.disableRules(['color-contrast']);
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' | ')}`),
    page.url(),
  ).toEqual([]);
};
