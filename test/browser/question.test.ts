import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually, replyByHand } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'asked@example.com';
const KIM = 'kim@example.com';

describeInBrowser('a question, promises and notes', () => {
  let browser: Browser;
  let world: LocalWorld;
  let api: ApiClient;
  let assistantId: string;

  const begin = async (subject: string): Promise<string> => {
    const { id } = await api.json<ThreadResource>(
      'POST',
      '/api/threads',
      {
        assistantId,
        recipient: { email: KIM, name: 'Kim' },
        instructions: 'Offer our tool.',
        subject,
        allowParallel: true,
      },
      { 'Idempotency-Key': subject.replaceAll(/\W/g, '-') },
    );
    return id;
  };
  const until = (id: string, what: string, holds: (thread: ThreadResource) => boolean) =>
    eventually(what, async () => {
      const thread = await api.json<ThreadResource>('GET', `/api/threads/${id}`);
      return holds(thread) ? thread : null;
    });
  const visit = async (
    path: string,
    check: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> => {
    const visitor = await newVisitor(browser, options);
    const { page, complaints } = visitor;
    try {
      await page.context().addCookies(await signedIn.context().cookies());
      await page.goto(`${world.origin}${path}`);
      await settled(page);
      await check(page);
      expect(complaints).toEqual([]);
    } finally {
      await visitor.leave();
    }
  };

  let signedIn: Page;
  let leave = async (): Promise<void> => {};
  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    const visitor = await newVisitor(browser);
    signedIn = visitor.page;
    leave = visitor.leave;
    await signIn(signedIn, world.origin, OWNER);
    ({ id: assistantId } = await api.json<AssistantResource>('POST', '/api/assistants', {
      name: 'Kind',
      instructions: 'Be kind.',
      signature: 'Anna',
      capabilities: { holdingLine: true },
    }));
  });

  afterAll(() => leave());

  it('is answered with the keyboard, and the conversation goes on by itself', async () => {
    const id = await begin('The price');
    await replyByHand(world, KIM, 'The price', 'How much is it?');
    await until(id, 'a question', ({ question }) => question === 'How much is it?');
    await visit(`/threads/${id}`, async (page) => {
      await page.getByRole('heading', { level: 1, name: 'Kim' }).waitFor();
      await page.getByText('I will check it and come back to you').waitFor();
      await page.getByLabel('Your answer').focus();
      await page.keyboard.type('49 euros a month.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      expect(await page.getByLabel('Remember this for the assistant').isChecked()).toBe(true);
      await expectAccessible(page);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByText('Answered. The conversation goes on.').waitFor();
      await page.getByText('49 euros a month.').first().waitFor();
    });
    await until(id, 'an answer to Kim', ({ counters }) => counters.replies === 1);
    const { knowledge } = await api.json<AssistantResource>('GET', `/api/assistants/${assistantId}`);
    expect(knowledge).toBe('How much is it? 49 euros a month.');
  });

  it('what was promised and what happens next stand beside the conversation, on a phone too', async () => {
    const id = await begin('The invoice');
    await replyByHand(world, KIM, 'The invoice', 'We will pay on Friday.');
    await until(id, 'a promise', ({ commitments }) => commitments.length === 1);
    const check = async (page: Page): Promise<void> => {
      const aside = page.getByRole('complementary', { name: 'About this conversation' });
      await aside.getByText('We will pay on Friday.').first().waitFor();
      await aside.getByText('They promised').first().waitFor();
      await expectAccessible(page);
    };
    await visit(`/threads/${id}`, check);
    await visit(`/threads/${id}`, check, { viewport: { width: 390, height: 780 } });
    await visit(`/threads/${id}`, async (page) => {
      await page.getByLabel('Add a note').fill('They have paid.');
      await page.getByLabel('Decide with it now').check();
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await page.getByText('Note added.').waitFor();
      await page.getByText('You told the assistant: They have paid.').waitFor();
    });
    const settledThread = await until(
      id,
      'the promise is settled',
      ({ commitments }) => commitments.length === 0,
    );
    expect(settledThread.waitingFor?.code).toBe('follow_up');
    await visit(`/threads/${id}`, async (page) => {
      await page.getByText(/^Follows up on .* if there is no answer\.$/).waitFor();
    });
    await visit(
      `/threads/${id}`,
      async (page) => {
        await page.getByText(/^Напомнит .*, если не ответят\.$/).waitFor();
      },
      { locale: 'ru-RU' },
    );
  });

  it('how often to follow up is part of a new conversation', async () => {
    await visit('/threads/new', async (page) => {
      await page.getByLabel('Follow up if there is no reply').waitFor();
      expect(await page.getByLabel('Days to wait').inputValue()).toBe('3');
      await page.getByLabel('Each wait longer by (times)').fill('0.5');
      await page.getByLabel('Recipient’s email address').fill(KIM);
      await page.getByLabel('What is this conversation for?').fill('Say hello.');
      await page.getByRole('button', { name: 'Start conversation' }).click();
      await page.getByText('At least 1').waitFor();
      await page.getByLabel('Follow up if there is no reply').uncheck();
      await page.getByRole('button', { name: 'Start conversation' }).click();
      // Others with Kim run; nothing begins before its owner has said so.
      await page.getByText('A conversation with this person is already running.').waitFor();
      await expectAccessible(page);
      await page.getByRole('button', { name: 'Start anyway' }).click();
      await page.waitForURL(/\/threads\/t[^/]+$/);
      const id = page.url().split('/').at(-1) ?? '';
      const thread = await until(id, 'a first mail', ({ counters }) => counters.sent === 1);
      expect(thread).toMatchObject({ followUp: null });
      await page.getByText('Waiting for an answer.').waitFor();
    });
  });
});
