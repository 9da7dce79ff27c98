import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually, replyByHand } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'watchful@example.com';
const STRANGER = 'bo@example.com';

describeInBrowser('a held mail', () => {
  let browser: Browser;
  let world: LocalWorld;
  let api: ApiClient;
  let thread: ThreadResource;

  const messages = async (): Promise<readonly MessageResource[]> =>
    (await api.json<{ items: MessageResource[] }>('GET', `/api/threads/${thread.id}/messages`)).items;
  const find = (what: string, is: (message: MessageResource) => boolean): Promise<MessageResource> =>
    eventually(what, async () => (await messages()).find(is) ?? null);

  /** Somebody who knows a Message-ID of the conversation writes; their mail is held. */
  const strangerWrites = async (text: string): Promise<void> => {
    const known = await find('an answer', ({ direction }) => direction === 'inbound');
    const raw = [
      `From: Bo <${STRANGER}>`,
      `To: ${OWNER}`,
      'Subject: Re: Shall we?',
      `Message-ID: <${encodeURIComponent(text)}@example.com>`,
      `In-Reply-To: ${known.rfcMessageId}`,
      `References: ${known.rfcMessageId}`,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
    ].join('\r\n');
    const delivered = await fetch(`${world.googleOrigin}/control/deliver`, {
      method: 'POST',
      body: JSON.stringify({ to: OWNER, raw }),
      headers: { 'content-type': 'application/json' },
    });
    expect(delivered.status).toBe(200);
    await find('a held mail', (message) => message.held && message.text.includes(text));
  };

  const visit = async (
    check: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> => {
    const visitor = await newVisitor(browser, options);
    try {
      const cookies = await signedIn.context().cookies();
      await visitor.page.context().addCookies(cookies);
      await visitor.page.goto(`${world.origin}/threads/${thread.id}`);
      await settled(visitor.page);
      await check(visitor.page);
      expect(visitor.complaints).toEqual([]);
    } finally {
      await visitor.leave();
    }
  };

  let signedIn: Page;
  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    const { id } = await api.json<{ id: string }>('POST', '/api/assistants', {
      name: 'Watchful',
      instructions: 'Be kind.',
    });
    const body = {
      assistantId: id,
      recipient: { email: 'eve@example.com', name: 'Eve' },
      instructions: 'Say hello.',
      subject: 'Shall we?',
    };
    thread = await api.json<ThreadResource>('POST', '/api/threads', body, { 'Idempotency-Key': 'held' });
    await replyByHand(world, 'eve@example.com', 'Shall we?', 'Who is this?');
    signedIn = (await newVisitor(browser)).page;
    await signIn(signedIn, world.origin, OWNER);
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('says who wrote, how that was checked and why it waits, and is decided by keyboard', async () => {
    await strangerWrites('Eve passed your mail to me.');
    await visit(async (page) => {
      const mail = page.getByRole('article').filter({ hasText: 'Eve passed your mail to me.' });
      await mail.getByText(STRANGER, { exact: true }).waitFor();
      await mail.getByText('sender verified by Gmail').waitFor();
      await mail.getByText('eve@example.com has not added them').waitFor();
      await mail.getByText(`the answer goes to ${STRANGER}, with a copy to eve@example.com`).waitFor();
      await expectAccessible(page);
      const reject = mail.getByRole('button', { name: 'Reject' });
      await mail.getByRole('button', { name: 'Accept' }).focus();
      await page.keyboard.press('Tab');
      expect(await reject.evaluate((button) => button === document.activeElement)).toBe(true);
      await page.keyboard.press('Enter');
      await mail.getByText('You rejected this email.').waitFor();
      await reject.waitFor({ state: 'detached' });
    });
    await find('the ruling', ({ ruling }) => ruling === 'rejected');
  });

  it('is offered anew where something came before the decision', async () => {
    await strangerWrites('Which day?');
    await visit(async (page) => {
      const mail = page.getByRole('article').filter({ hasText: 'Which day?' });
      await mail.getByRole('button', { name: 'Accept' }).waitFor();
      // As if it had come since this page was read.
      await page.route('**/accept', (route) =>
        route.continue({ postData: JSON.stringify({ revision: 0, join: false }) }),
      );
      await mail.getByRole('button', { name: 'Accept' }).click();
      await page.getByText('The conversation has changed in the meantime.').waitFor();
      await page.unroute('**/accept');
      await mail.getByRole('button', { name: 'Accept' }).click();
      await mail.getByText('You accepted this email.').waitFor();
    });
    await find(
      'the answer',
      ({ state, to, cc }) =>
        state === 'sent' &&
        to.some(({ email }) => email === STRANGER) &&
        cc.some(({ email }) => email === 'eve@example.com'),
    );
  });

  it('speaks Russian, too', async () => {
    await strangerWrites('And where?');
    await visit(
      async (page) => {
        const mail = page.getByRole('article').filter({ hasText: 'And where?' });
        await mail.getByText('отправитель подтверждён Gmail').waitFor();
        await mail.getByRole('button', { name: 'Заблокировать' }).click();
        await mail.getByText('Вы заблокировали отправителя.').waitFor();
      },
      { locale: 'ru-RU' },
    );
  });
});
