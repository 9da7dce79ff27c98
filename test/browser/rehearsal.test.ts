import { json } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'rehearser@example.com';

describeInBrowser('a rehearsal', () => {
  let browser: Browser;
  let world: LocalWorld;
  let assistantId: string;

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    const api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    const fields = { name: 'Alex', instructions: 'Offer a call on Tuesday at 10:00.' };
    ({ id: assistantId } = await api.json<AssistantResource>('POST', '/api/assistants', fields));
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('is started, watched to its end, saved and deleted', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await signIn(page, world.origin, OWNER);
    await page.goto(`${world.origin}/assistants/${assistantId}`);
    await page.getByRole('link', { name: 'Rehearsal' }).click();
    await page.getByRole('button', { name: 'Start rehearsal' }).click();
    await page.getByText('The assistant decided that the conversation ends here.').waitFor();
    await settled(page);
    expect(await page.getByRole('article').count()).toBeGreaterThanOrEqual(5);
    await expectAccessible(page, 'everything');

    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save as evaluation cases' }).click();
    const saved: unknown = await json(await (await download).createReadStream());
    expect(saved).toMatchObject({ assistant: { name: 'Alex' } });

    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The conversation appears here').waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('with oneself as the correspondent, on a phone in Russian, by keyboard', async () => {
    const visitor = await newVisitor(browser, { viewport: { width: 360, height: 740 } });
    const { page } = visitor;
    await signIn(page, world.origin, OWNER);
    await page.evaluate(() => localStorage.setItem('language', 'ru'));
    await page.goto(`${world.origin}/assistants/${assistantId}/rehearsals`);
    await page.getByLabel('Собеседник', { exact: true }).selectOption('owner');
    await page.getByRole('button', { name: 'Начать репетицию' }).focus();
    await page.keyboard.press('Enter');
    const mine = page.getByLabel('Ваше письмо от лица собеседника');
    await mine.waitFor();
    await mine.focus();
    await page.keyboard.type('Пожалуйста, больше мне не пишите.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Собеседник попросил больше не писать.').waitFor();
    await expectAccessible(page, 'structure');
    const width = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(width).toBe(0);
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });
});
