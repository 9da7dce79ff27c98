import { createECDH, randomBytes } from 'node:crypto';
import { decrypt } from 'http_ece';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { memoryVault } from '../../../test/support/memory-vault.ts';
import { startReceiver, type TestReceiver } from '../../../test/support/receivers/receiver.ts';
import type { ChannelSenders, ChannelTarget, Telling } from '../../application/ports/channel-sender.ts';
import type { MailGateway } from '../../application/ports/mail-gateway.ts';
import { createChannelSenders } from './senders.ts';
import { newVapidKey, vapidKeysOf } from './web-push.ts';

/*
 * The contract of every kind of channel that is called over HTTP, each against a receiver on this machine. The mail to oneself has
 * its own, against the local Google (`test/notifications/own-mail.test.ts`).
 */

const NOW = Date.UTC(2026, 10, 2, 9);
const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const noGateway = new Proxy(
  {},
  { get: () => () => Promise.reject(new Error('no Gmail here')) },
) as MailGateway;

const browser = () => {
  const pair = createECDH('prime256v1');
  const auth = randomBytes(16);
  const publicKey = pair.generateKeys();
  return {
    keys: { p256dh: publicKey.toString('base64url'), auth: auth.toString('base64url') },
    read: (body: Buffer): unknown =>
      JSON.parse(
        decrypt(body, {
          version: 'aes128gcm',
          privateKey: pair,
          authSecret: auth.toString('base64url'),
        }).toString(),
      ),
  };
};

const telling = (fields: Partial<Telling> = {}): Telling => ({
  id: 'n1',
  type: 'thread.needs_you',
  at: NOW - 5000,
  data: { threadId: 't1', url: 'http://localhost:8080/threads/t1' },
  title: 'Kim: needs your decision',
  text: 'Kim: needs your decision\nOpen: http://localhost:8080/threads/t1',
  url: 'http://localhost:8080/threads/t1',
  ...fields,
});

let receiver: TestReceiver;
let senders: ChannelSenders;
let secrets: Map<string, string>;
let now: number;
beforeEach(async () => {
  now = NOW;
  receiver = await startReceiver();
  secrets = new Map();
  senders = createChannelSenders({
    gateway: noGateway,
    now: () => now,
    allowLoopback: true,
    telegramBaseUrl: receiver.origin,
    vapidPrivateKey: null,
    vapidSubject: 'mailto:owner@example.com',
    vault: memoryVault(secrets),
  });
});
afterEach(() => receiver.close());

const push = browser();
const targets = {
  webhook: () => ({ kind: 'webhook', url: `${receiver.origin}/hook`, secret: SECRET }),
  slack: () => ({ kind: 'slack', url: `${receiver.origin}/services/T/B/x` }),
  telegram: () => ({ kind: 'telegram', botToken: '123:abc', chatId: '42' }),
  web_push: () => ({
    kind: 'web_push',
    subscription: { endpoint: `${receiver.origin}/push/1`, keys: push.keys },
  }),
} as const satisfies Record<string, () => ChannelTarget>;

describe.each(Object.entries(targets))('%s', (kind, target) => {
  test('is delivered with any 2xx, in one call', async () => {
    for (const status of [200, 201, 204, 299]) {
      receiver.answer = (_request, response) => response.writeHead(status).end();
      expect(await senders.send(target(), telling())).toEqual({ state: 'delivered' });
    }
    expect(receiver.received).toHaveLength(4);
  });

  test.each([301, 307, 400, 401, 429, 500, 503])('fails with %i, and may be tried again', async (status) => {
    receiver.answer = (_request, response) =>
      response.writeHead(status, { location: `${receiver.origin}/elsewhere`, 'retry-after': '30' }).end('no');
    expect(await senders.send(target(), telling())).toEqual({
      state: 'failed',
      code: 'refused',
      status,
      retryAfterMs: 30_000,
    });
    expect(receiver.received).toHaveLength(1);
  });

  test('fails where nobody is', async () => {
    await receiver.close();
    expect(await senders.send(target(), telling())).toEqual({
      state: 'failed',
      code: 'unreachable',
      status: null,
    });
    receiver = await startReceiver();
  });

  test('says whether its receiver is gone', async () => {
    const [status, body] = {
      webhook: [410, ''],
      slack: [404, 'no_service'],
      telegram: [403, '{"ok":false,"description":"Forbidden: bot was blocked by the user"}'],
      web_push: [410, ''],
    }[kind as keyof typeof targets] as [number, string];
    receiver.answer = (_request, response) => response.writeHead(status).end(body);
    expect(await senders.send(target(), telling())).toMatchObject({ state: 'failed', code: 'gone', status });
  });

  test('takes any words', async () => {
    const rubbish = `<!channel> <@U1> &amp; *bold* _x_ \u0000\u202e "'\\ ${'ж'.repeat(6000)}`;
    const told = telling({ title: rubbish, text: rubbish, data: { lastWords: rubbish } });
    expect(await senders.send(target(), told)).toEqual({ state: 'delivered' });
    expect(receiver.received[0]?.body.length).toBeLessThan(kind === 'web_push' ? 4097 : 40_000);
  });
});

describe('a webhook', () => {
  test('is signed as Standard Webhooks have it, at the time of the try', async () => {
    await senders.send(targets.webhook(), telling());
    now += 60 * 60_000;
    await senders.send(targets.webhook(), telling());
    const [first, second] = receiver.received;
    expect(first?.headers['webhook-id']).toBe('n1');
    expect(second?.headers['webhook-id']).toBe('n1');
    expect(Number(second?.headers['webhook-timestamp'])).toBe(now / 1000);
    // The library holds it against the present time.
    now = Date.now();
    await senders.send(targets.webhook(), telling());
    const third = receiver.received[2];
    const verified = new Webhook(SECRET).verify(
      third?.body.toString() ?? '',
      third?.headers as Record<string, string>,
    );
    expect(verified).toEqual({
      type: 'thread.needs_you',
      at: new Date(NOW - 5000).toISOString(),
      data: { threadId: 't1', url: 'http://localhost:8080/threads/t1' },
    });
    const other = new Webhook(`whsec_${randomBytes(24).toString('base64')}`);
    expect(() =>
      other.verify(third?.body.toString() ?? '', third?.headers as Record<string, string>),
    ).toThrow();
  });
});

test('Slack gets plain text: nobody is named, no link is shown', async () => {
  await senders.send(targets.slack(), telling({ text: '<!channel> & <http://evil.example|here>' }));
  const body = JSON.parse(receiver.received[0]?.body.toString() ?? '');
  expect(body).toMatchObject({
    text: '&lt;!channel&gt; &amp; &lt;http://evil.example|here&gt;',
    mrkdwn: false,
    parse: 'none',
    unfurl_links: false,
  });
});

test('Telegram’s bot writes to the chat, and nothing is previewed', async () => {
  await senders.send(targets.telegram(), telling());
  expect(receiver.received[0]?.path).toBe('/bot123:abc/sendMessage');
  expect(JSON.parse(receiver.received[0]?.body.toString() ?? '')).toEqual({
    chat_id: '42',
    text: telling().text,
    link_preview_options: { is_disabled: true },
  });
});

describe('web push', () => {
  test('is encrypted for the browser alone, and signed with the key that it subscribed with', async () => {
    const key = await senders.pushKey();
    expect(await senders.send(targets.web_push(), telling())).toEqual({ state: 'delivered' });
    const [got] = receiver.received;
    expect(got?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400', topic: 'n1' });
    expect(got?.headers.authorization).toMatch(/^vapid t=[\w.-]+, ?k=/);
    expect(got?.headers.authorization).toContain(`k=${key}`);
    expect(got?.body.includes('Kim')).toBe(false);
    expect(push.read(got?.body ?? Buffer.alloc(0))).toEqual({
      id: 'n1',
      type: 'thread.needs_you',
      title: 'Kim: needs your decision',
      text: telling().text,
      url: 'http://localhost:8080/threads/t1',
    });
  });

  test('its key is made once, and kept in the vault', async () => {
    const key = await senders.pushKey();
    now += 24 * 60 * 60_000;
    expect(await senders.pushKey()).toBe(key);
    expect([...secrets.keys()]).toEqual(['channel-web-push-keys']);
  });

  test('a key of the operator’s is used', () => {
    const key = newVapidKey();
    expect(key).toMatch(/^[\w-]{43}$/);
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(Buffer.from(key, 'base64url'));
    expect(vapidKeysOf(key, 'mailto:a@b.c').publicKey).toBe(pair.getPublicKey().toString('base64url'));
    expect(() => vapidKeysOf('A'.repeat(43), 'mailto:a@b.c')).toThrow();
  });

  test('keys that are none are refused without a call', async () => {
    const subscription = { endpoint: `${receiver.origin}/push`, keys: { p256dh: 'AAAA', auth: 'AAAA' } };
    expect(await senders.send({ kind: 'web_push', subscription }, telling())).toMatchObject({
      state: 'failed',
      code: 'refused',
    });
    expect(receiver.received).toEqual([]);
  });
});
