import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { ApiClient } from '../../infra/local/client.ts';
import { launchBrowser } from './support/chromium.ts';
import { type Populated, populate } from './support/populate.ts';
import { smallPng } from './support/small-png.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import { type LocalWorld, startWorld } from './support/world.ts';

// `npm run screenshots`: every page in both themes and at the width of a phone, from a real local world.

const target = join(import.meta.dirname, '../../docs/screenshots');
const OWNER = 'anna.berg@example.com';

const variants = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1200, height: 760 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1200, height: 760 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 780 } },
] as const;

interface Scene {
  readonly name: string;
  readonly path: string;
  /** Done on the page before the picture is taken. */
  readonly before?: (page: Page) => Promise<unknown>;
}

const scenesOutside: readonly Scene[] = [
  { name: 'sign-in', path: '/sign-in' },
  { name: 'sign-in-denied', path: '/sign-in?error=denied' },
  {
    name: 'sign-in-partial',
    path: '/sign-in?error=partial&missing=https://www.googleapis.com/auth/gmail.compose',
  },
];

const showAnswer = async (page: Page): Promise<void> => {
  await page
    .getByLabel('Email from the recipient')
    .fill('Hi, thanks for writing. What does it cost, and would Thursday at three suit you for a call?');
  await page.getByRole('button', { name: 'Preview answer' }).click();
  await page.getByRole('region', { name: 'Preview' }).getByText('Reason').waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
};

const showPreview = async (page: Page): Promise<void> => {
  await page
    .getByLabel('Recipients', { exact: true })
    .first()
    .fill(
      'email,name,show\nada@example.com,Ada,The Engine\ngrace@example.com,Grace,Compile Time\nnobody,Nobody,Nothing',
    );
  await page
    .getByLabel('What is this conversation for?')
    .fill('Ask {{name}} to mention Paperboat in {{show}}.');
  await page.getByRole('heading', { name: 'Preview' }).scrollIntoViewIfNeeded();
  await page.getByText('Ask Grace to mention').first().waitFor();
};

const scenesInside = (ids: Populated): readonly Scene[] => [
  { name: 'home', path: '/' },
  { name: 'assistants', path: '/assistants' },
  { name: 'assistant-new', path: '/assistants/new' },
  { name: 'assistant', path: `/assistants/${ids.press.id}` },
  { name: 'playground', path: `/assistants/${ids.press.id}/playground`, before: showAnswer },
  { name: 'threads', path: '/threads' },
  { name: 'thread-new', path: '/threads/new' },
  { name: 'threads-new-many', path: '/threads/new-many', before: showPreview },
  { name: 'thread', path: `/threads/${ids.running.id}` },
  {
    name: 'thread-draft',
    path: `/threads/${ids.draft.id}`,
    before: (page) => page.getByRole('region', { name: 'Draft for your approval' }).scrollIntoViewIfNeeded(),
  },
  { name: 'thread-flagged', path: `/threads/${ids.flagged.id}` },
  { name: 'thread-paused', path: `/threads/${ids.paused.id}` },
  { name: 'activity', path: '/activity' },
  { name: 'settings', path: '/settings' },
];

/** Somebody whose mailbox is not connected any more. */
const disconnect = async (world: LocalWorld, owner: string): Promise<void> => {
  const api = new ApiClient(world.origin);
  await api.signIn(owner);
  await api.json('POST', '/api/auth/disconnect');
};

const take = async (
  browser: Browser,
  world: LocalWorld,
  scenes: readonly Scene[],
  owner: string | null,
  signedIn: () => Promise<void> = async () => {},
): Promise<void> => {
  for (const { name: variant, ...options } of variants) {
    const { page, leave } = await newVisitor(browser, options);
    if (owner !== null) await signIn(page, world.origin, owner);
    await signedIn();
    for (const scene of scenes) {
      await page.goto(world.origin + scene.path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await settled(page);
      await scene.before?.(page);
      const picture = smallPng(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
      await writeFile(join(target, `${scene.name}-${variant}.png`), picture);
    }
    await leave();
  }
};

const [browser, world] = await Promise.all([launchBrowser(), startWorld()]);
try {
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await take(browser, world, scenesOutside, null);
  await take(browser, world, [{ name: 'home-first', path: '/' }], 'new.here@example.com');
  const gone = 'gone.quiet@example.com';
  await take(browser, world, [{ name: 'disconnected', path: '/' }], gone, () => disconnect(world, gone));
  await take(browser, world, scenesInside(await populate(world, OWNER)), OWNER);
  console.log(`Screenshots are in ${target}`);
} finally {
  await browser.close();
  await world.close();
}
