import { createHmac } from 'node:crypto';
import type { ChannelSender, Sent } from '../../application/ports/channel-sender.ts';
import { guardedPost, type Post, type PostAnswer, type PostOptions } from './guarded-post.ts';

/** Senders that are a single POST. What counts as gone differs. */

const sentOf = (answer: PostAnswer, isGone: (answer: { status: number; body: string }) => boolean): Sent => {
  if (answer.kind === 'failed') return { state: 'failed', code: answer.code, status: null };
  const { status, retryAfterMs } = answer;
  if (status >= 200 && status < 300) return { state: 'delivered' };
  return {
    state: 'failed',
    code: isGone(answer) ? 'gone' : 'refused',
    status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
};

const jsonPost = (url: string, body: object, headers: Post['headers'] = {}): Post => ({
  url,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The key in a secret of Standard Webhooks: base64 behind `whsec_`. */
const keyOf = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md; `at` is epoch seconds. */
export const signature = (secret: string, id: string, at: number, body: string): string =>
  `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${at}.${body}`).digest('base64')}`;

/** The time of the signature is that of the try: receivers refuse old ones. */
export const createWebhookSender = (options: PostOptions, now: () => number): ChannelSender<'webhook'> => ({
  async send({ url, secret }, { id, type, at, data }) {
    const body = JSON.stringify({ type, at: new Date(at).toISOString(), data });
    const seconds = Math.floor(now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signature(secret, id, seconds, body),
    };
    return sentOf(await guardedPost({ url, headers, body }, options), ({ status }) => status === 410);
  },
});

/** https://docs.slack.dev/messaging/formatting-message-text#escaping */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const SLACK_GONE = /no_service|no_team|channel_is_archived|channel_not_found|invalid_token/;
const MAX_SLACK = 3000;

/** Plain text: nothing that somebody wrote is to name a channel, a person or a link of their choosing. */
export const createSlackSender = (options: PostOptions): ChannelSender<'slack'> => ({
  async send({ url }, { text }) {
    const message = {
      text: escaped(text).slice(0, MAX_SLACK),
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    };
    const answer = await guardedPost(jsonPost(url, message), options);
    return sentOf(answer, ({ status, body }) => status >= 400 && status < 500 && SLACK_GONE.test(body));
  },
});

/** https://core.telegram.org/bots/api#sendmessage */
const MAX_TELEGRAM = 4096;
const TELEGRAM_GONE = /bot was blocked|user is deactivated|bot was kicked|chat not found/i;

export const createTelegramSender = (options: PostOptions, baseUrl: string): ChannelSender<'telegram'> => ({
  async send({ botToken, chatId }, { text }) {
    const message = {
      chat_id: chatId,
      text: [...text].slice(0, MAX_TELEGRAM - 1).join(''),
      // Telegram's servers would open the links to show a preview.
      link_preview_options: { is_disabled: true },
    };
    const answer = await guardedPost(jsonPost(`${baseUrl}/bot${botToken}/sendMessage`, message), options);
    return sentOf(
      answer,
      ({ status, body }) => status === 403 || (status === 400 && TELEGRAM_GONE.test(body)),
    );
  },
});
