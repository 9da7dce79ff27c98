import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'thrifty@example.com';

describeInBrowser('watching a conversation', () => {
  let browser: Browser;
  let world: LocalWorld;

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('asks on conditions within three seconds, and not at all in a hidden tab', async () => {
    const api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
      name: 'A',
      instructions: 'Be kind.',
    });
    const thread = await api.json<{ id: string }>(
      'POST',
      '/api/threads',
      { assistantId: assistant.id, recipient: { email: 'quiet@example.com' }, instructions: 'Say hello.' },
      { 'Idempotency-Key': 'polling' },
    );
    await eventually('the first mail', async () => {
      const { counters } = await api.json<{ counters: { sent: number } }>('GET', `/api/threads/${thread.id}`);
      return counters.sent > 0 ? true : null;
    });

    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await signIn(page, world.origin, OWNER);
    const answers: { readonly path: string; readonly status: number }[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (pathname.startsWith('/api/')) answers.push({ path: pathname, status: response.status() });
    });
    const messages = `/api/threads/${thread.id}/messages`;
    const ofMessages = () => answers.filter(({ path }) => path === messages);

    // The page's clock is ours: what it would do in a minute is seen at once.
    await page.clock.install();
    await page.goto(`${world.origin}/threads/${thread.id}`);
    await page.getByRole('article').first().waitFor();
    await settled(page);
    await page.clock.pauseAt(new Date(Date.now() + 60_000));
    const before = ofMessages().length;
    await page.clock.runFor(3000);
    await eventually('the mails are asked for again', async () =>
      ofMessages().length > before ? true : null,
    );
    expect(ofMessages().at(-1)?.status).toBe(304);

    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    // Whatever was under way has come in once this has been answered.
    await page.evaluate(() => fetch('/api/auth/session'));
    const hidden = answers.length;
    await page.clock.runFor(120_000);
    await page.evaluate(() => fetch('/api/auth/session'));
    expect(answers.slice(hidden).map(({ path }) => path)).toEqual(['/api/auth/session']);

    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'visible' });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    // In the next task, long before the next poll is due.
    await page.clock.runFor(10);
    await eventually('a tab that is looked at again asks at once', async () =>
      answers.slice(hidden).some(({ path }) => path === messages) ? true : null,
    );
    await visitor.leave();
  });
});
