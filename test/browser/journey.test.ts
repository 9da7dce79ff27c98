import { json } from 'node:stream/consumers';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { describeInBrowser } from './support/in-browser.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, PATIENCE_MS, signIn, type Visitor } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'anna@example.com';

describeInBrowser('a person carries on a conversation', () => {
  let browser: Browser;
  let world: LocalWorld;
  let visitor: Visitor;
  let page: Page;

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
    visitor = await newVisitor(browser);
    page = visitor.page;
  });
  afterEach(() => {
    expect(visitor.complaints).toEqual([]);
  });
  afterAll(async () => {
    await visitor?.leave();
    await browser?.close();
  });

  /** Writes from a mailbox of the local Google, by hand, into the conversation that is already there. */
  const writeByHand = async (email: string, subject: string | RegExp, text: string): Promise<void> => {
    const other = await newVisitor(browser);
    await other.page.goto(world.mailboxOf(email));
    await other.page.getByRole('link', { name: subject }).first().click();
    await other.page.getByLabel(/^Answer as/).fill(text);
    await other.page.getByRole('button', { name: 'Send', exact: true }).click();
    await other.page.getByText(text).first().waitFor();
    await other.leave();
  };

  it('signs in on Google’s consent page and is shown three steps', async () => {
    await signIn(page, world.origin, OWNER);
    await page.getByRole('heading', { name: 'Get started in three steps' }).waitFor();
    await page.getByText('This is a demo.').waitFor();
    expect(
      await page.getByRole('link', { name: 'Open the recipient’s mailbox' }).getAttribute('href'),
    ).toContain('localhost');
  });

  it('describes an assistant, beginning from an example', async () => {
    await page.getByRole('link', { name: 'Create assistant' }).click();
    await page.getByRole('button', { name: /Tell a journalist/ }).click();
    expect(await page.getByLabel('Name').inputValue()).toBe('Press outreach');
    await page.getByRole('button', { name: 'Create and try it' }).click();
    await page.waitForURL(/\/assistants\/[^/]+\/playground/);
  });

  it('tries what it would write, and why', async () => {
    const outcome = page.getByRole('region', { name: 'Preview' });
    await page.getByRole('button', { name: 'Preview first email' }).click();
    await outcome.getByText('Reason').waitFor();
    await page.getByLabel('Email from the recipient').fill('Thanks, that sounds good. What does it cost?');
    await page.getByRole('button', { name: 'Preview answer' }).click();
    await outcome.getByText('Writing…').waitFor({ state: 'detached' });
    await outcome.getByText('Reason').waitFor();
  });

  it('starts a conversation, and the answer appears by itself', async () => {
    await page.getByRole('link', { name: 'Start a conversation' }).click();
    await page.getByRole('heading', { name: 'New conversation' }).waitFor();
    await page.getByLabel('Recipient’s email address').fill('maria@example.com');
    await page.getByLabel('Name (optional)').fill('Maria');
    await page
      .getByLabel('What is this conversation for?')
      .fill('Ask Maria whether she would like to try Paperboat for an issue in spring.');
    await page.getByLabel('Goal (optional)').fill('She has named a day for a call');
    await page.getByRole('button', { name: 'Start conversation' }).click();
    await page.waitForURL(/\/threads\/(?!new)[^/]+$/);
    await page.getByRole('article', { name: 'Email from Press outreach' }).first().waitFor();
    // No reload, no click: she answers and the page shows it.
    await page.getByRole('article', { name: 'Email from Maria Lopez' }).first().waitFor();
    await page.getByRole('article', { name: 'Email from Press outreach' }).nth(1).waitFor();
  });

  it('reviews a draft, edits it and approves', async () => {
    await page.goto(`${world.origin}/threads/new`);
    await page.getByLabel('Recipient’s email address').fill('petra@example.com');
    await page.getByLabel('What is this conversation for?').fill('Invite Petra to a call about her podcast.');
    await page.getByLabel('Subject (optional)').fill('Your podcast');
    await page.getByLabel('Sending').selectOption({ label: 'Ask me before sending' });
    await page.getByRole('button', { name: 'Start conversation' }).click();
    const draft = page.getByRole('region', { name: 'Draft for your approval' });
    await draft.getByRole('button', { name: 'Edit' }).click();
    await draft
      .getByLabel('Text of the email')
      .fill('Dear Petra,\n\nthis is exactly what I want to say.\n\nAnna');
    await draft.getByRole('button', { name: 'Send my version' }).click();
    await draft.waitFor({ state: 'detached' });
    await page.getByText('Waiting for a reply', { exact: true }).first().waitFor();

    const petra = await newVisitor(browser);
    await petra.page.goto(world.mailboxOf('petra@example.com'));
    await petra.page.getByRole('link', { name: /Your podcast/ }).click();
    await petra.page.getByText('this is exactly what I want to say.').waitFor();
    await petra.leave();
  });

  it('asks for another version of the answer, then lets it go', async () => {
    await writeByHand('petra@example.com', /Your podcast/, 'Gladly. When would suit you?');
    const draft = page.getByRole('region', { name: 'Draft for your approval' });
    await draft.waitFor();
    await draft.getByRole('button', { name: 'Ask for another version' }).click();
    await draft.getByLabel('What should be different?').fill('Offer Thursday at three');
    await draft.getByRole('button', { name: 'Rewrite' }).click();
    await page.getByText('You asked for another text: ').waitFor();
    await page.getByText('Withdrawn draft').waitFor();
    await draft.getByRole('button', { name: 'Approve and send' }).click();
    await draft.waitFor({ state: 'detached' });
    await page.getByRole('article', { name: 'Email from Press outreach' }).nth(1).waitFor();
  });

  it('replies by hand from Gmail, and the conversation is paused', async () => {
    await writeByHand(OWNER, /Your podcast/, 'Petra, I take this over myself. Anna');
    await page.getByText('Paused: you replied').first().waitFor();
    await page.getByRole('article', { name: 'Email from You' }).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('button', { name: 'Stop' }).waitFor();
  });

  it('changes the instructions mid-way and stops', async () => {
    const about = page.getByRole('complementary', { name: 'About this conversation' });
    await about.getByRole('button', { name: 'Change' }).click();
    await about.getByLabel('What is this conversation for?').fill('Now only thank her.');
    await about.getByRole('button', { name: 'Save' }).click();
    await about.getByText('Now only thank her.', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped by you').first().waitFor();
    await page.goto(`${world.origin}/threads`);
    await page
      .getByRole('listitem')
      .filter({ hasText: 'petra@example.com' })
      .getByText('Stopped by you')
      .waitFor();
  });

  it('exports everything as one file', async () => {
    await page.goto(`${world.origin}/settings`);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Export' }).click();
    const file = await json(await (await download).createReadStream());
    expect(file).toMatchObject({ format: 'email-ai-export' });
    expect(JSON.stringify(file)).toContain('this is exactly what I want to say.');
  });

  it(
    'deletes the account, but only once its name is typed',
    async () => {
      await page.getByRole('button', { name: 'Delete account' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
      const confirm = dialog.getByRole('button', { name: 'Delete everything' });
      expect(await confirm.isDisabled()).toBe(true);
      await dialog.getByLabel(/^Type/).fill(OWNER);
      await confirm.click();
      await page.waitForURL(/\/sign-in/);
      await page.goto(world.origin);
      await page.waitForURL(/\/sign-in/);
      await signIn(page, world.origin, OWNER);
      await page.getByRole('heading', { name: 'Get started in three steps' }).waitFor();
    },
    PATIENCE_MS * 2,
  );
});
