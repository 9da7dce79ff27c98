import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, signIn, type Visitor } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

describeInBrowser('when something is missing', () => {
  let browser: Browser;
  let world: LocalWorld;

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
  });
  afterAll(async () => {
    await browser?.close();
  });

  const visit = async (check: (page: Page, visitor: Visitor) => Promise<void>): Promise<void> => {
    const visitor = await newVisitor(browser);
    try {
      await check(visitor.page, visitor);
    } finally {
      await visitor.leave();
    }
  };

  it('says what denial means, and lets one try again', () =>
    visit(async (page) => {
      await page.goto(world.origin);
      await page.getByRole('link', { name: 'Sign in with Google' }).click();
      await page.getByRole('button', { name: 'Deny' }).click();
      await page.getByRole('heading', { name: 'Access not granted' }).waitFor();
      await page.getByText('Nothing was stored or read.').waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Try again' }).click();
      await page.getByLabel('Email', { exact: true }).fill('denied@example.com');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByRole('heading', { name: /^Good/ }).waitFor();
    }));

  it('names the permission that was left out and asks for it alone', () =>
    visit(async (page) => {
      await page.goto(`${world.origin}/settings`);
      await page.getByRole('link', { name: 'Sign in with Google' }).click();
      await page.getByLabel('Email', { exact: true }).fill('partial@example.com');
      await page.getByRole('checkbox', { name: /drafts/i }).uncheck();
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByRole('heading', { name: 'One permission is missing' }).waitFor();
      await page.getByText('Create and send drafts, to reply').waitFor();
      expect(await page.getByText('Read email, to see replies').count()).toBe(0);
      await page.getByRole('link', { name: 'Grant permission' }).click();
      await page.getByLabel('Email', { exact: true }).fill('partial@example.com');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.getByText('Mailbox connected').first().waitFor();
    }));

  it('disconnects on request, says so everywhere, and reconnects', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'leaving@example.com');
      await page.getByRole('link', { name: 'Settings' }).click();
      await page.getByRole('button', { name: 'Disconnect mailbox' }).click();
      await page
        .getByRole('dialog', { name: 'Disconnect your mailbox?' })
        .getByRole('button', { name: 'Disconnect mailbox' })
        .click();
      await page.getByRole('main').getByText('Your mailbox is disconnected').waitFor();
      await page.getByText('Mailbox disconnected').first().waitFor();
      await expectAccessible(page);
      await page.getByRole('link', { name: 'Reconnect' }).click();
      await page.getByLabel('Email', { exact: true }).fill('leaving@example.com');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(`${world.origin}/settings`);
      await page.getByRole('button', { name: 'Disconnect mailbox' }).waitFor();
    }));

  it('notices that access was removed at Google, waits, and goes on after reconnecting', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'revoked@example.com');
      const api = new ApiClient(world.origin);
      await api.signIn('revoked@example.com');
      const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
        name: 'A',
        instructions: 'Be kind.',
      });
      await fetch(`${world.googleOrigin}/control/revoke-access`, {
        method: 'POST',
        body: JSON.stringify({ email: 'revoked@example.com' }),
      });
      const thread = await api.json<{ id: string }>(
        'POST',
        '/api/threads',
        { assistantId: assistant.id, recipient: { email: 'nobody@example.com' }, instructions: 'Say hello.' },
        { 'Idempotency-Key': 'revoked' },
      );
      await page.goto(`${world.origin}/threads/${thread.id}`);
      await page.getByRole('status').getByText('Your mailbox is disconnected').waitFor();
      await page.getByText('Mailbox disconnected').first().waitFor();
      await page.getByRole('main').getByRole('link', { name: 'Reconnect' }).click();
      await page.getByLabel('Email', { exact: true }).fill('revoked@example.com');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(`${world.origin}/threads/${thread.id}`);
      await page.getByText('Waiting for a reply', { exact: true }).first().waitFor();
      await page.getByRole('article', { name: 'Email from A' }).waitFor();
    }));

  it('keeps calm while the API is down, and goes on by itself when it is back', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'patient@example.com');
      await page.route('**/api/**', (route) => route.abort());
      // What was loaded before stays, and is said to be old; what was not is said to be out of reach.
      await page.getByRole('link', { name: 'Conversations' }).click();
      await page.getByText('This page may be out of date').waitFor();
      await page.getByRole('heading', { name: 'No conversations yet' }).waitFor();
      await page.getByRole('link', { name: 'Activity' }).click();
      await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
      await expectAccessible(page);
      await page.reload();
      await page.getByRole('heading', { name: 'The server cannot be reached', level: 1 }).waitFor();
      await expectAccessible(page);
      await page.unroute('**/api/**');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('heading', { name: 'No activity yet' }).waitFor();
    }));

  it('recovers without a click or a reload', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'watching@example.com');
      await page.route('**/api/**', (route) => route.fulfill({ status: 503 }));
      await page.getByRole('link', { name: 'Activity' }).click();
      await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
      await page.unroute('**/api/**');
      await page.getByRole('heading', { name: 'No activity yet' }).waitFor();
      await page.getByText('This page may be out of date').waitFor({ state: 'detached' });
    }));

  it('brings one back to the same form, with what was typed, after a session has ended', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'ended@example.com');
      await page.getByRole('link', { name: 'Create assistant' }).click();
      await page.getByLabel('Name').fill('Half-written');
      await page.getByLabel('Instructions').fill('Be kind.');
      const elsewhere = new ApiClient(world.origin);
      await elsewhere.signIn('ended@example.com');
      await elsewhere.json('POST', '/api/auth/logout-everywhere');
      await page.getByRole('button', { name: 'Create and try it' }).click();
      await page.getByText('You have been signed out.').waitFor();
      await page.getByRole('link', { name: 'Sign in with Google' }).click();
      await page.getByLabel('Email', { exact: true }).fill('ended@example.com');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(`${world.origin}/assistants/new`);
      expect(await page.getByLabel('Name').inputValue()).toBe('Half-written');
      expect(await page.getByLabel('Instructions').inputValue()).toBe('Be kind.');
      await page.getByRole('button', { name: 'Create and try it' }).click();
      await page.waitForURL(/playground/);
    }));

  it('shows nobody what somebody else had typed', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'first@example.com');
      await page.getByRole('link', { name: 'Create assistant' }).click();
      await page.getByLabel('Name').fill('Between us');
      await page.getByLabel('Instructions').fill('Be kind.');
      const elsewhere = new ApiClient(world.origin);
      await elsewhere.signIn('first@example.com');
      await elsewhere.json('POST', '/api/auth/logout-everywhere');
      await page.getByRole('button', { name: 'Create and try it' }).click();
      await page.getByText('You have been signed out.').waitFor();
      await page.getByRole('link', { name: 'Sign in with Google' }).click();
      await page.getByLabel('Email', { exact: true }).fill('second@example.com');
      await page.getByRole('button', { name: 'Allow' }).click();
      await page.waitForURL(`${world.origin}/assistants/new`);
      await page.getByLabel('Name').waitFor();
      expect(await page.getByLabel('Name').inputValue()).toBe('');
    }));

  it('does not blame the connection for a model that does not answer', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'modelless@example.com');
      const api = new ApiClient(world.origin);
      await api.signIn('modelless@example.com');
      const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
        name: 'A',
        instructions: 'Be kind.',
      });
      await page.goto(`${world.origin}/assistants/${assistant.id}/playground`);
      await page.route('**/preview', (route) =>
        route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: 'urn:email-ai:problem:writer_unavailable',
            title: 'Not available at the moment',
            status: 503,
            code: 'writer_unavailable',
            detail: 'Not what is shown: the code is.',
            params: {},
            requestId: 'r',
          }),
        }),
      );
      await page.getByRole('button', { name: 'Preview first email' }).click();
      await page
        .getByRole('alert')
        .getByText('The model is not available at the moment. Try again.')
        .waitFor();
      expect(await page.getByText('The server cannot be reached').count()).toBe(0);
    }));

  it('undoes what it showed too early, and says why', () =>
    visit(async (page) => {
      await signIn(page, world.origin, 'hasty@example.com');
      const api = new ApiClient(world.origin);
      await api.signIn('hasty@example.com');
      const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
        name: 'A',
        instructions: 'Be kind.',
      });
      const thread = await api.json<{ id: string }>(
        'POST',
        '/api/threads',
        { assistantId: assistant.id, recipient: { email: 'nobody@example.com' }, instructions: 'Say hello.' },
        { 'Idempotency-Key': 'hasty' },
      );
      await page.goto(`${world.origin}/threads/${thread.id}`);
      await page.getByRole('article').first().waitFor();
      await page.route('**/stop', (route) =>
        route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({
            type: 'about:blank',
            title: 'Conflict',
            status: 409,
            code: 'thread_busy',
            detail: 'Not what is shown: the code is.',
            params: {},
            requestId: 'r',
          }),
        }),
      );
      await page.getByRole('button', { name: 'Stop' }).click();
      await page.getByRole('alert').getByText('Gmail does not answer at the moment. Try again.').waitFor();
      await page.getByRole('button', { name: 'Stop' }).waitFor();
      expect(await page.getByText('Stopped by you').count()).toBe(0);
    }));
});
