import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'careful@example.com';
/** Where pictures of the pages are put, for whoever wants to see them. */
const pictures = process.env.PICTURES;

describeInBrowser('what the owner decides about sending', () => {
  let browser: Browser;
  let world: LocalWorld;
  let api: ApiClient;
  let signedIn: Page;
  let assistantId: string;

  const visit = async (
    path: string,
    check: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> => {
    const visitor = await newVisitor(browser, options);
    try {
      await visitor.page.context().addCookies(await signedIn.context().cookies());
      await visitor.page.goto(`${world.origin}${path}`);
      await settled(visitor.page);
      await check(visitor.page);
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.leave();
    }
  };
  const picture = async (page: Page, name: string): Promise<void> => {
    if (pictures) await page.screenshot({ path: `${pictures}/${name}.png` });
  };
  const start = (name: string) =>
    api.json<ThreadResource>('POST', '/api/threads', {
      assistantId,
      recipient: { email: `${name}@example.com`, name },
      instructions: 'Say hello.',
      subject: `Hello ${name}`,
    });
  const waitsFor = (id: string, code: string) =>
    eventually(code, async () => {
      const thread = await api.json<ThreadResource>('GET', `/api/threads/${id}`);
      return thread.waitingFor?.code === code ? thread : null;
    });
  const firstMail = (id: string, state: string) =>
    eventually(state, async () => {
      const { items } = await api.json<{ items: MessageResource[] }>('GET', `/api/threads/${id}/messages`);
      return items.find((message) => message.state === state) ?? null;
    });

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    ({ id: assistantId } = await api.json<{ id: string }>('POST', '/api/assistants', {
      name: 'Careful',
      instructions: 'Be kind.',
    }));
    signedIn = (await newVisitor(browser)).page;
    await signIn(signedIn, world.origin, OWNER);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('everything is paused by keyboard, shown on every page, and goes on', async () => {
    await visit('/', async (page) => {
      const everything = page.getByRole('switch', { name: 'Pause everything' });
      await everything.focus();
      await page.keyboard.press('Space');
      await page.getByText('Everything is paused.').waitFor();
      expect(await everything.getAttribute('aria-checked')).toBe('true');
      await expectAccessible(page);
      await picture(page, 'paused-home');
      const thread = await start('zoe');
      await waitsFor(thread.id, 'paused');
      for (const path of ['/threads', '/assistants', '/activity', '/settings', `/threads/${thread.id}`]) {
        await page.goto(`${world.origin}${path}`);
        await page.getByText('Everything is paused.').waitFor();
      }
      await settled(page);
      await page.getByText('You paused sending.').first().waitFor();
      await picture(page, 'paused-thread');
      await page.getByRole('button', { name: 'Resume sending' }).click();
      await page.getByText('Everything is paused.').waitFor({ state: 'detached' });
      await firstMail(thread.id, 'sent');
    });
  });

  it('on a phone, in Russian', async () => {
    await visit(
      '/threads',
      async (page) => {
        await page.getByRole('button', { name: 'Открыть меню' }).click();
        await page.getByRole('switch', { name: 'Приостановить всё' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Закрыть' }).click();
        await page.getByText('Всё приостановлено.').waitFor();
        await expectAccessible(page);
        await picture(page, 'paused-phone');
        await page.getByRole('button', { name: 'Возобновить отправку' }).click();
        await page.getByText('Всё приостановлено.').waitFor({ state: 'detached' });
      },
      { locale: 'ru-RU', viewport: { width: 390, height: 780 } },
    );
  });

  it('an automatic mail is stopped while it can be, and another leaves now', async () => {
    await visit('/settings', async (page) => {
      await page.getByRole('button', { name: 'Use 60 seconds' }).click();
      await page.getByLabel('Interval between first emails (seconds)').fill('30');
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('Settings saved.').waitFor();
      await expectAccessible(page);
      await picture(page, 'settings');
    });
    expect(await api.json('GET', '/api/auth/settings')).toMatchObject({ undoSeconds: 60, paceSeconds: 30 });
    const [stopped, sent] = [await start('kim'), await start('lou')];
    await waitsFor(stopped.id, 'undo');
    await visit(`/threads/${stopped.id}`, async (page) => {
      await page.getByRole('timer').filter({ hasText: 'in ' }).waitFor();
      await expectAccessible(page);
      await picture(page, 'undo');
      await page.getByRole('button', { name: 'Stop this email' }).click();
      await page.getByText('The email was stopped.').waitFor();
      await page.getByRole('timer').waitFor({ state: 'detached' });
    });
    await firstMail(stopped.id, 'discarded');
    await waitsFor(sent.id, 'undo');
    await visit(`/threads/${sent.id}`, async (page) => {
      await page.getByRole('button', { name: 'Send now' }).click();
      await page.getByText('The email is being sent.').waitFor();
    });
    await firstMail(sent.id, 'sent');
  });
});
