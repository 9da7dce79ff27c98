import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { LessonResource } from '../../shared/contract/lessons.ts';
import type { PersonResource } from '../../shared/contract/people.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually, replyByHand } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'teacher@example.com';
const KIM = 'kim.lessons@example.com';
const FACT = 'It costs 49 euros a month.';

describeInBrowser('lessons, and what is known of a person', () => {
  let browser: Browser;
  let world: LocalWorld;
  let api: ApiClient;
  let signedIn: Page;
  let leave = async (): Promise<void> => {};
  let assistantId = '';
  let thread: ThreadResource;

  const draft = (id: string) =>
    eventually('a draft', async () => {
      const { items } = await api.json<{ items: MessageResource[] }>('GET', `/api/threads/${id}/messages`);
      return items.find(({ state }) => state === 'awaiting_approval') ?? null;
    });
  const lessons = async () =>
    (await api.json<{ items: LessonResource[] }>('GET', `/api/assistants/${assistantId}/lessons`)).items;
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

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    const visitor = await newVisitor(browser);
    signedIn = visitor.page;
    leave = visitor.leave;
    await signIn(signedIn, world.origin, OWNER);
    ({ id: assistantId } = await api.json<AssistantResource>('POST', '/api/assistants', {
      name: 'Pupil',
      instructions: 'Be kind.',
      mode: 'review',
    }));
    thread = await api.json<ThreadResource>('POST', '/api/threads', {
      assistantId,
      recipient: { email: KIM, name: 'Kim' },
      instructions: 'Offer our tool.',
      subject: 'A lesson',
    });
  });
  afterAll(() => leave());

  it('a change of a draft becomes a lesson, which is confirmed, edited and deleted', async () => {
    const waiting = await draft(thread.id);
    await visit(`/threads/${thread.id}`, async (page) => {
      await page.getByRole('button', { name: 'Edit', exact: true }).click();
      const text = page.getByRole('textbox', { name: /email|text|draft/i }).first();
      await text.fill(`${waiting.text}\n\n${FACT}`);
      await page
        .getByRole('button', { name: /Approve|Send/ })
        .first()
        .click();
      await eventually('a lesson', async () => ((await lessons()).length > 0 ? true : null));
    });
    const [learnt] = await lessons();
    expect(learnt).toMatchObject({
      on: false,
      about: 'facts',
      origin: { kind: 'edit', threadId: thread.id },
    });
    await visit(`/assistants/${assistantId}`, async (page) => {
      const section = page.getByRole('region', { name: 'Lessons' });
      await section.getByText(FACT).waitFor();
      await section.getByText('it counts once you confirm it').waitFor();
      await expectAccessible(page);
      await section.getByRole('button', { name: /^Confirm: / }).focus();
      await page.keyboard.press('Enter');
      await section.getByRole('switch', { name: /^Heed the lesson/ }).waitFor();
      expect(await lessons()).toMatchObject([{ on: true, confirmations: 2 }]);
      await section.getByRole('button', { name: /^Edit: / }).focus();
      await page.keyboard.press('Enter');
      await section.getByLabel('Lesson', { exact: true }).fill('Name the price.');
      await section.getByRole('button', { name: 'Save' }).click();
      await section.getByText('Name the price.').waitFor();
      expect(await lessons()).toMatchObject([{ text: 'Name the price.', on: true }]);
      await section.getByRole('button', { name: 'Delete: Name the price.' }).click();
      await section.getByText('None yet.').waitFor();
      expect(await lessons()).toEqual([]);
    });
  });

  it('a lesson is written down, on a phone and in Russian too', async () => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, locale: 'ru-RU' };
    await visit(
      `/assistants/${assistantId}`,
      async (page) => {
        const section = page.getByRole('region', { name: 'Уроки' });
        await section.getByLabel('Научить ассистента').fill('Короче');
        await page.keyboard.press('Enter');
        await section.getByRole('switch', { name: 'Учитывать урок «Короче»' }).waitFor();
        await expectAccessible(page);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(360);
        await section.getByRole('switch', { name: 'Учиться на моих правках' }).press('Space');
        await eventually('no more learning', async () => {
          const { capabilities } = await api.json<AssistantResource>('GET', `/api/assistants/${assistantId}`);
          return capabilities.learn ? null : true;
        });
      },
      phone,
    );
    await api.json('PATCH', `/api/assistants/${assistantId}`, { capabilities: { learn: true } });
  });

  it('what somebody said of themselves stands on their page, until it is forgotten', async () => {
    await replyByHand(world, KIM, 'A lesson', 'Please call me Kimmy. We use Linear. What is the price?');
    const known = () => api.json<PersonResource>('GET', `/api/people/${thread.personId}`);
    await eventually('a memory', async () => ((await known()).memory.length === 2 ? true : null));
    await visit(`/threads/${thread.id}`, async (page) => {
      await page.getByRole('link', { name: 'All that is known' }).click();
      await page.getByRole('heading', { level: 1, name: /Kim/ }).waitFor();
    });
    await visit(`/people/${thread.personId}`, async (page) => {
      const memory = page.getByRole('region', { name: 'What they said of themselves' });
      await memory.getByText('We use Linear.').first().waitFor();
      await expectAccessible(page);
      await memory.getByRole('button', { name: 'Forget: We use Linear.' }).focus();
      await page.keyboard.press('Enter');
      await memory.getByText('We use Linear.').first().waitFor({ state: 'detached' });
      expect((await known()).memory.map(({ text }) => text)).toEqual(['Please call me Kimmy.']);
      await page.getByRole('button', { name: 'Forget all of this' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Forget this' }).click();
      await page.getByRole('heading', { level: 1, name: 'Conversations' }).waitFor();
    });
    expect(await known().catch(() => null)).toBeNull();
  });
});
