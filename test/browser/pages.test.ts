import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { type Populated, populate } from './support/populate.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn, type Visitor } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'anna.berg@example.com';

const desktop = { width: 1280, height: 860 };
const variants = [
  { name: 'light', scrutiny: 'everything', colorScheme: 'light', viewport: desktop, locale: 'en-GB' },
  { name: 'dark', scrutiny: 'colours', colorScheme: 'dark', viewport: desktop, locale: 'en-GB' },
  {
    name: 'a phone in Russian',
    scrutiny: 'structure',
    colorScheme: 'light',
    viewport: { width: 360, height: 740 },
    locale: 'ru-RU',
  },
] as const;

/** How far things moved on the page after they were first painted (web.dev/cls). */
const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );

describeInBrowser('every page', () => {
  let browser: Browser;
  let world: LocalWorld;
  let ids: Populated;
  let cookies: Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>;

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    ids = await populate(world, OWNER);
    const visitor = await newVisitor(browser);
    await signIn(visitor.page, world.origin, OWNER);
    cookies = await visitor.page.context().cookies();
    await visitor.leave();
  });
  afterAll(async () => {
    await browser?.close();
  });

  const pages = (): Readonly<Record<string, string>> => ({
    home: '/',
    assistants: '/assistants',
    'new assistant': '/assistants/new',
    assistant: `/assistants/${ids.press.id}`,
    playground: `/assistants/${ids.press.id}/playground`,
    threads: '/threads',
    'threads that need me': '/threads?attention=true',
    'new thread': '/threads/new',
    'many threads': '/threads/new-many',
    'a running thread': `/threads/${ids.running.id}`,
    'a thread with a draft': `/threads/${ids.draft.id}`,
    'a flagged thread': `/threads/${ids.flagged.id}`,
    'a paused thread': `/threads/${ids.paused.id}`,
    activity: '/activity',
    'account activity': '/activity?of=account',
    settings: '/settings',
    'a missing page': '/nowhere',
    'a missing thread': '/threads/none',
    'sign-in': '/sign-in',
    denied: '/sign-in?error=denied',
    partial: '/sign-in?error=partial&missing=https://www.googleapis.com/auth/gmail.compose',
    failed: '/sign-in?error=failed',
    expired: '/sign-in?error=expired',
  });

  const open = async (visitor: Visitor, path: string) => {
    await visitor.page.goto(world.origin + path);
    await visitor.page.getByRole('heading', { level: 1 }).waitFor();
    await settled(visitor.page);
  };

  for (const { name, scrutiny, ...options } of variants) {
    it(`is accessible, fits and stands still: ${name}`, { timeout: 600_000 }, async () => {
      const visitor = await newVisitor(browser, options);
      await visitor.page.context().addCookies(cookies);
      for (const [title, path] of Object.entries(pages())) {
        await open(visitor, path);
        await expectAccessible(visitor.page, scrutiny);
        const width = await visitor.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(width, `${title} is wider than the window`).toBe(0);
        expect(await layoutShift(visitor.page), `${title} jumps`).toBeLessThan(0.1);
        expect(await visitor.page.title(), title).toMatch(/ · Email AI$/);
      }
      expect(visitor.complaints).toEqual([]);
      await visitor.leave();
    });
  }

  it('is accessible in its dialogs and in the menu of a phone', async () => {
    const visitor = await newVisitor(browser, { viewport: { width: 390, height: 844 } });
    const { page } = visitor;
    await page.context().addCookies(cookies);
    await open(visitor, '/settings');
    await page.getByRole('button', { name: 'Delete account' }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Open menu' }).click();
    await page.getByRole('dialog').waitFor();
    await expectAccessible(page);
    await page.getByRole('dialog').getByRole('link', { name: 'Assistants' }).click();
    await page.getByRole('heading', { name: 'Assistants', level: 1 }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('finds the drafts that wait for approval, and no others', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await page.context().addCookies(cookies);
    await open(visitor, '/threads');
    await page.getByRole('button', { name: 'To approve 1' }).click();
    await page.getByRole('link', { name: 'Maria Lopez' }).waitFor({ state: 'detached' });
    const found = page.getByRole('main').getByRole('listitem');
    await found.filter({ hasText: 'Petra Lang' }).getByText('Draft to approve').waitFor();
    expect(await found.count()).toBe(1);
    await visitor.leave();
  });

  it('is used by keyboard alone: skip link, visible focus, and focus that follows the page', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await page.context().addCookies(cookies);
    await open(visitor, '/');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    expect(await skip.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await skip.evaluate((element) => element.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');

    await page.getByRole('link', { name: 'Settings' }).focus();
    const outline = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement ?? document.body);
      return `${style.outlineStyle} ${style.outlineWidth} ${style.boxShadow}`;
    });
    expect(outline).not.toMatch(/^none 0px none$/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await visitor.leave();
  });

  it('speaks the other language and takes the other colours when asked, and remembers it', async () => {
    const visitor = await newVisitor(browser, { colorScheme: 'light' });
    const { page } = visitor;
    await page.context().addCookies(cookies);
    await open(visitor, '/settings');
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await background();
    await page.getByRole('main').getByText('RU', { exact: true }).click();
    await page.getByRole('heading', { name: 'Настройки', level: 1 }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('ru');
    await page.getByRole('main').locator('label', { hasText: 'Тёмное' }).click();
    expect(await background()).not.toBe(before);
    const dark = await background();
    await page.reload();
    await page.getByRole('heading', { name: 'Настройки', level: 1 }).waitFor();
    expect(await background()).toBe(dark);
    await visitor.leave();
  });
});
