import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { DocumentResource } from '../../shared/contract/documents.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'librarian@example.com';

describeInBrowser('the documents of an assistant', () => {
  let browser: Browser;
  let world: LocalWorld;
  let api: ApiClient;
  let signedIn: Page;
  let leave = async (): Promise<void> => {};
  let ids: readonly string[] = [];

  const documents = async (assistantId: string): Promise<readonly DocumentResource[]> =>
    (await api.json<{ items: DocumentResource[] }>('GET', `/api/assistants/${assistantId}/documents`)).items;
  const visit = async (
    assistantId: string,
    check: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> => {
    const visitor = await newVisitor(browser, options);
    const { page, complaints } = visitor;
    try {
      await page.context().addCookies(await signedIn.context().cookies());
      await page.goto(`${world.origin}/assistants/${assistantId}`);
      await page.locator('#documents').waitFor();
      await settled(page);
      await check(page);
      expect(complaints).toEqual([]);
    } finally {
      await visitor.leave();
    }
  };
  const entry = (page: Page, name: string) =>
    page.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    const visitor = await newVisitor(browser);
    signedIn = visitor.page;
    leave = visitor.leave;
    await signIn(signedIn, world.origin, OWNER);
    const made = [];
    for (const name of ['First', 'Second']) {
      made.push(
        await api.json<AssistantResource>('POST', '/api/assistants', { name, instructions: 'Be kind.' }),
      );
    }
    ids = made.map(({ id }) => id);
  });
  afterAll(() => leave());

  it('files are added, read, and shown as the passages that the model sees', async () => {
    const [first = ''] = ids;
    await visit(first, async (page) => {
      await page.getByText('None yet. Add a price list').waitFor();
      await page.getByLabel('Files').setInputFiles([
        {
          name: 'prices.md',
          mimeType: 'text/markdown',
          buffer: Buffer.from(
            `# Prices\n\nA year costs 49 euros.\n\n${Array.from({ length: 30 }, (_, n) => `## Part ${n}\n\nIt is ${n}.`).join('\n\n')}`,
          ),
        },
        { name: 'broken.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 nothing') },
        { name: 'tune.mp3', mimeType: 'audio/mpeg', buffer: Buffer.from('la') },
      ]);
      await page.getByRole('button', { name: 'Add a document' }).click();
      await page.getByText('2 documents added.').waitFor();
      await page.getByText(/^tune\.mp3: /).waitFor();
      const prices = entry(page, 'prices.md');
      await prices.getByText(/31 passages/).waitFor();
      await entry(page, 'broken.pdf').getByText('The file is damaged, protected').waitFor();
      expect(await entry(page, 'broken.pdf').getByRole('button').allTextContents()).toEqual(['Delete']);
      await prices.getByRole('button', { name: 'Show passages' }).click();
      const passages = page.getByRole('region', { name: 'Passages of prices.md' });
      await passages.getByText('A year costs 49 euros.').waitFor();
      expect(await passages.getByText('It is 29.').count()).toBe(0);
      await passages.getByRole('button', { name: 'Show more' }).click();
      await passages.getByText('It is 29.').waitFor();
      await expectAccessible(page);
    });
  });

  it('text is added with the keyboard, shared with all assistants, and deleted after a question', async () => {
    const [first = '', second = ''] = ids;
    await visit(first, async (page) => {
      await page.getByRole('radiogroup', { name: 'Kind of document' }).getByLabel('File').focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Opening hours');
      await page.keyboard.press('Tab');
      await page.keyboard.type('We are open from 9 to 5.');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await entry(page, 'Opening hours')
        .getByText(/1 passage/)
        .waitFor();
      expect(await page.getByLabel('Use “Opening hours” for all assistants').isChecked()).toBe(true);
      await page.getByLabel('Use “prices.md” for all assistants').focus();
      await page.keyboard.press('Space');
      await eventually('prices.md is shared', async () => {
        const shared = (await documents(second)).map(({ name }) => name).toSorted();
        return shared.length === 2 ? shared : null;
      });
    });
    await visit(second, async (page) => {
      await page.getByRole('button', { name: 'Delete: Opening hours' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete “Opening hours”?' });
      await dialog.getByText('All of your assistants stop using them.').waitFor();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await entry(page, 'Opening hours').count()).toBe(1);
      await page.getByRole('button', { name: 'Delete: Opening hours' }).click();
      await dialog.getByRole('button', { name: 'Delete' }).click();
      await page.getByText('Document deleted.').waitFor();
      expect(await entry(page, 'Opening hours').count()).toBe(0);
    });
    expect((await documents(first)).map(({ name }) => name)).not.toContain('Opening hours');
  });

  it('a web page is fetched again on request, and one that may not be fetched says why', async () => {
    const [first = ''] = ids;
    let price = 20;
    const server = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/html; charset=utf-8');
      answer.end(`<title>Prices</title><main><h1>Prices</h1><p>It costs ${price} euros a month.</p></main>`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      await visit(first, async (page) => {
        await page.getByText('Web page', { exact: true }).click();
        await page.getByLabel('Address').fill('not an address');
        await page.getByRole('button', { name: 'Add a document' }).click();
        expect(await page.getByLabel('Address').evaluate((field) => field.matches(':invalid'))).toBe(true);

        await page.getByLabel('Address').fill('https://10.0.0.1/prices');
        await page.getByRole('button', { name: 'Add a document' }).click();
        await entry(page, '10.0.0.1/prices')
          .getByText('This address is not on the public internet')
          .waitFor();

        await page.getByLabel('Address').fill(`http://127.0.0.1:${port}/prices`);
        await page.getByLabel('Title (optional)').fill('Our prices');
        await page.getByRole('button', { name: 'Add a document' }).click();
        const added = entry(page, 'Our prices');
        await added.getByRole('button', { name: 'Show passages' }).click();
        await added.getByText('It costs 20 euros a month.').waitFor();
        price = 25;
        await added.getByRole('button', { name: 'Fetch again' }).click();
        await page.getByText('The page is being fetched.').waitFor();
        await added.getByText('It costs 25 euros a month.').waitFor();
        expect(await added.getByText('It costs 20 euros a month.').count()).toBe(0);
      });
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('fits a phone, in Russian and in the dark', async () => {
    const [first = ''] = ids;
    await visit(
      first,
      async (page) => {
        await page.getByRole('heading', { name: 'Документы' }).waitFor();
        await entry(page, 'prices.md').getByRole('button', { name: 'Показать фрагменты' }).click();
        await page.getByText('A year costs 49 euros.').waitFor();
        await entry(page, 'broken.pdf').getByText('Файл повреждён').waitFor();
        await expectAccessible(page);
        const wider = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(wider).toBe(0);
      },
      { locale: 'ru-RU', colorScheme: 'dark', viewport: { width: 360, height: 740 } },
    );
  });
});
