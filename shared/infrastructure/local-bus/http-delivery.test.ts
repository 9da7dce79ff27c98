import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createHttpDelivery } from './http-delivery.ts';

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address() as AddressInfo;
  return `http://127.0.0.1:${address.port}`;
};

const delivery = {
  topic: 'thread-turn',
  messageId: '7',
  data: { userId: 'u', threadId: 'Тред' },
  publishTime: '2026-01-02T03:04:05.000Z',
  deliveryAttempt: 3,
};

const deliverTo = (origin: string, timeoutMs = 5000) =>
  createHttpDelivery({
    urlFor: (topic) => `${origin}/${topic}`,
    idToken: async (audience) => `token-for-${audience}`,
    timeoutMs,
  })(delivery);

test('the subscriber gets a binary-mode CloudEvent with a Pub/Sub message', async () => {
  const got: { headers: IncomingHttpHeaders; url: string | undefined; body: unknown }[] = [];
  const origin = await serve(async (request, response) => {
    got.push({ headers: request.headers, url: request.url, body: JSON.parse(await text(request)) });
    response.writeHead(204).end();
  });
  expect(await deliverTo(origin)).toBe(true);
  expect(got).toHaveLength(1);
  expect(got[0]?.url).toBe('/thread-turn');
  expect(got[0]?.headers).toMatchObject({
    authorization: `Bearer token-for-${origin}/thread-turn`,
    'content-type': 'application/json',
    'ce-specversion': '1.0',
    'ce-type': 'google.cloud.pubsub.topic.v1.messagePublished',
    'ce-source': '//pubsub.googleapis.com/projects/local/topics/thread-turn',
    'ce-id': '7',
    'ce-time': '2026-01-02T03:04:05.000Z',
  });
  expect(got[0]?.body).toEqual({
    subscription: 'projects/local/subscriptions/thread-turn',
    message: {
      data: Buffer.from('{"userId":"u","threadId":"Тред"}').toString('base64'),
      messageId: '7',
      publishTime: '2026-01-02T03:04:05.000Z',
      attributes: {},
    },
    deliveryAttempt: 3,
  });
});

test.each([301, 400, 404, 429, 500, 503])('%d does not acknowledge', async (status) => {
  const origin = await serve((_request, response) => {
    response.writeHead(status, { location: '/elsewhere' }).end('no');
  });
  expect(await deliverTo(origin)).toBe(false);
});

test('silence does not acknowledge', async () => {
  const origin = await serve(() => {});
  await expect(deliverTo(origin, 50)).rejects.toThrow();
});

test('nobody there does not acknowledge', async () => {
  await expect(deliverTo('http://127.0.0.1:1')).rejects.toThrow();
});
