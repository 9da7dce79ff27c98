import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { AssistantResource } from '../../shared/contract/assistants.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { expectAccessible } from './support/accessible.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually, replyByHand } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, settled, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'proves@example.com';
const LEE = 'lee@example.com';
/** Pictures for a person to look at, where a folder is named. */
const PICTURES = process.env.UNPROVED_PICTURES;

describeInBrowser('a text that states what nothing proves', () => {
  let browser: Browser;
  let world: LocalWorld;
  let api: ApiClient;
  let assistantId: string;
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
      name: 'Exact',
      instructions: 'Be kind.',
      knowledge: 'Pro costs 20 euros a month.',
      signature: 'Anna',
    }));
  });
  afterAll(() => leave());

  const heldThread = async (subject: string, body: string): Promise<string> => {
    const { id } = await api.json<ThreadResource>(
      'POST',
      '/api/threads',
      {
        assistantId,
        recipient: { email: LEE, name: 'Lee' },
        instructions: 'Offer our tool.',
        subject,
        allowParallel: true,
        followUp: null,
      },
      { 'Idempotency-Key': subject.replaceAll(/\W/g, '-') },
    );
    const json = { action: 'reply', subject: null, body, reason: 'They asked.', goalProgress: 'Some.' };
    // Twice: also when it is told.
    const responses = [{ kind: 'json', json, when: `What of ${subject}?`, times: 2 }];
    const scripted = await fetch(`${world.writerOrigin}/control/script`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ responses }),
    });
    expect(scripted.ok).toBe(true);
    await replyByHand(world, LEE, subject, `What of ${subject}? And what does Pro cost?`);
    await until(id, 'a held text', ({ attention }) => attention?.code === 'unproved');
    return id;
  };
  const until = (id: string, what: string, holds: (thread: ThreadResource) => boolean) =>
    eventually(what, async () => {
      const thread = await api.json<ThreadResource>('GET', `/api/threads/${id}`);
      return holds(thread) ? thread : null;
    });
  const messagesOf = async (id: string): Promise<readonly MessageResource[]> =>
    (await api.json<{ items: readonly MessageResource[] }>('GET', `/api/threads/${id}/messages`)).items;
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
  const picture = async (page: Page, name: string): Promise<void> => {
    if (PICTURES) await page.screenshot({ path: `${PICTURES}/${name}.png`, fullPage: true });
  };
  const BODY = 'Hi Lee,\n\nPro costs 20 euros a month. Our customers like Globex pay 9 euros.\n\nAnna';

  it('shows the words and where the others are from, and leaves when it is allowed', async () => {
    const id = await heldThread('allowing', BODY);
    const held = (await messagesOf(id)).find(({ state }) => state === 'held');
    expect(held?.unproved.map(({ text, start, end }) => [text, held.text.slice(start, end)])).toEqual([
      ['Globex', 'Globex'],
      ['9 euros', '9 euros'],
    ]);
    for (const [name, options] of [
      ['desktop-en', {}],
      ['phone-en', { viewport: { width: 390, height: 780 } }],
      ['desktop-ru', { locale: 'ru-RU' }],
      ['phone-ru', { locale: 'ru-RU', viewport: { width: 390, height: 780 } }],
    ] as const) {
      await visit(
        `/threads/${id}`,
        async (page) => {
          const card = page.locator('#held-text');
          await card.locator('mark', { hasText: '9 euros' }).waitFor();
          await card.locator('mark', { hasText: 'Globex' }).waitFor();
          await card.getByRole('button', { expanded: false }).first().click();
          await card.locator('blockquote', { hasText: 'Pro costs 20 euros a month.' }).waitFor();
          await expectAccessible(page);
          await picture(page, name);
        },
        options,
      );
    }
    await visit(`/threads/${id}`, async (page) => {
      await page.getByRole('button', { name: 'Allow this time' }).click();
      await page.getByText('Allowed. The email is being sent.').waitFor();
    });
    await until(id, 'the mail to leave', ({ counters }) => counters.replies === 1);
    expect((await messagesOf(id)).at(-1)).toMatchObject({ state: 'sent', approved: true, unproved: [] });
  });

  it('is written again with what the owner adds to the knowledge', async () => {
    const id = await heldThread('adding', BODY);
    await visit(`/threads/${id}`, async (page) => {
      await page.getByRole('button', { name: 'Add to knowledge' }).click();
      await page.getByLabel('What shall the assistant know?').fill('Basic costs 12 euros.');
      await page.getByRole('button', { name: 'Add and write again' }).click();
      await page.getByText('Thanks. The assistant writes again.').waitFor();
    });
    await until(
      id,
      'another text',
      ({ counters, attention }) => counters.replies === 1 && attention === null,
    );
    const { knowledge } = await api.json<AssistantResource>('GET', `/api/assistants/${assistantId}`);
    expect(knowledge).toBe('Pro costs 20 euros a month.\nBasic costs 12 euros.');
    const texts = (await messagesOf(id)).filter(({ state }) => state === 'sent').map(({ text }) => text);
    expect(texts.join('\n')).not.toContain('Globex');
  });
});
