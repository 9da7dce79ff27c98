import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { ThreadResource } from '../../shared/contract/threads.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'busy@example.com';

const LIST = `email;name;show
ada@example.com;Ada;The Engine
grace@example.com;Grace;Compile Time
not an address;Nobody;Nothing
ada@example.com;Ada again;The Engine
linus@example.com;Linus;
`;

describeInBrowser('writing to many', () => {
  let browser: Browser;
  let world: LocalWorld;

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('reads a file, says what is wrong with which row, merges, starts the rest, and stops them together', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await signIn(page, world.origin, OWNER);
    const api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    await api.json('POST', '/api/assistants', { name: 'Outreach', instructions: 'Be kind.' });

    await page.goto(`${world.origin}/threads/new-many`);
    await page
      .getByLabel('Load a CSV file')
      .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
    await page.getByText('{{show}}').first().waitFor();
    await page.getByLabel('What is this conversation for?').fill('Ask {{name}} about {{show}}.');
    const row = (text: string) => page.getByRole('row').filter({ hasText: text });
    await row('grace@example.com').getByText('Ask Grace about Compile Time.').waitFor();
    await row('Nobody').getByText('Enter a valid email address').waitFor();
    await row('Ada again').getByText('Already in line 2').waitFor();
    await row('linus@example.com').getByText('No value for {{show}}').waitFor();
    await expectAccessible(page);

    // What was typed is still there after a reload.
    await page.reload();
    const start = page.getByRole('button', { name: 'Start 2 conversations' });
    await start.waitFor();

    // One of them fails at first: it can be tried again, from the form too, and the other is not started twice.
    let refused = 0;
    await page.route('**/api/threads', async (route) => {
      if (route.request().postData()?.includes('grace') && refused < 2) {
        refused += 1;
        await route.fulfill({ status: 502 });
      } else await route.continue();
    });
    await start.click();
    await row('Ada').getByRole('link', { name: 'Started' }).waitFor();
    await row('grace@example.com').getByText('Check your connection.').waitFor();
    await page.getByRole('button', { name: 'Back to the form' }).click();
    await page.reload();
    await start.click();
    await row('Ada').getByRole('link', { name: 'Started' }).waitFor();
    await row('grace@example.com').getByText('Check your connection.').waitFor();
    await page.getByRole('button', { name: 'Retry 1' }).click();
    await row('grace@example.com').getByRole('link', { name: 'Started' }).waitFor();

    const { items } = await api.json<{ items: ThreadResource[] }>('GET', '/api/threads');
    expect(items.map(({ recipient, instructions }) => [recipient.email, instructions]).toSorted()).toEqual([
      ['ada@example.com', 'Ask Ada about The Engine.'],
      ['grace@example.com', 'Ask Grace about Compile Time.'],
    ]);

    await page.getByRole('link', { name: 'Show conversations' }).click();
    await page.getByLabel('Select all active').check();
    await page.getByRole('button', { name: 'Stop selected' }).click();
    await page
      .getByRole('dialog', { name: 'Stop 2 conversations?' })
      .getByRole('button', { name: 'Stop selected' })
      .click();
    await page.getByText('2 conversations stopped.').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Ada' }).getByText('Stopped by you').waitFor();

    await page.getByLabel('Search by address').fill('grace');
    await page.getByRole('link', { name: 'Ada' }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Grace' }).waitFor();
    await page.getByRole('button', { name: /^Active/ }).click();
    await page.getByRole('heading', { name: 'No matching conversations' }).waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.leave();
  });

  it('refuses a recipient that asked not to be written to, and keeps what was typed', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await signIn(page, world.origin, OWNER);
    await page.goto(`${world.origin}/threads/new`);
    await page.getByLabel('Recipient’s email address').fill('someone');
    await page.getByRole('button', { name: 'Start conversation' }).click();
    await page.getByText('Enter a valid email address').waitFor();
    await page.getByText('This field is required').waitFor();
    expect(
      await page
        .getByLabel('Recipient’s email address')
        .evaluate((field) => field === document.activeElement),
    ).toBe(true);
    await expectAccessible(page);
    await visitor.leave();
  });
});
