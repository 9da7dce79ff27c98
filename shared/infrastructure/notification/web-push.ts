import { createECDH } from 'node:crypto';
import type { ChannelSender, Sent, Telling } from '../../application/ports/channel-sender.ts';
import { guardedPost, type PostOptions } from './guarded-post.ts';

export interface VapidKeys {
  readonly publicKey: string;
  readonly privateKey: string;
  /** Who to ask about what we push: `mailto:` or https (RFC 8292). */
  readonly subject: string;
}

/** A day: a phone that is off for longer need not ring any more. Seconds. */
const TTL = 24 * 60 * 60;
/** Push services take 4096 bytes (RFC 8030, section 7.2), encrypted; what is shown has to fit into this. */
const MAX_BYTES = 3000;
const MAX_TITLE = 100;

const cut = (text: string, characters: number): string => [...text].slice(0, characters).join('');

/** As much of the text as fits. */
const payloadOf = ({ id, type, title, text, url }: Telling): string => {
  for (let characters = 1000; ; characters = Math.floor(characters / 2)) {
    const payload = JSON.stringify({
      id,
      type,
      title: cut(title, MAX_TITLE),
      text: cut(text, characters),
      url,
    });
    if (Buffer.byteLength(payload) <= MAX_BYTES || characters === 0) return payload;
  }
};

const failed = (code: 'refused' | 'not_configured'): Sent => ({ state: 'failed', code, status: null });

/** Encrypts for one browser (RFC 8291) and hands it to that browser's push service. The library is loaded on first use. */
export const createWebPushSender = (
  options: PostOptions,
  keys: () => Promise<VapidKeys | null>,
): ChannelSender<'web_push'> => ({
  async send({ subscription }, telling) {
    const vapid = await keys();
    if (!vapid) return failed('not_configured');
    const { default: webPush } = await import('web-push');
    let details: ReturnType<typeof webPush.generateRequestDetails>;
    try {
      details = webPush.generateRequestDetails(subscription, payloadOf(telling), {
        vapidDetails: vapid,
        contentEncoding: 'aes128gcm',
        TTL,
        // A repetition takes the place of the first (RFC 8030, section 5.4: 32 characters of base64url).
        topic: telling.id.replaceAll(/[^A-Za-z0-9_-]/g, '').slice(-32),
      });
    } catch {
      // Keys of the subscription that are none.
      return failed('refused');
    }
    const headers = Object.fromEntries(
      Object.entries(details.headers).map(([name, value]) => [name, String(value)]),
    );
    const post = { url: details.endpoint, headers, body: details.body ?? '' };
    const answer = await guardedPost(post, options);
    if (answer.kind === 'failed') return { state: 'failed', code: answer.code, status: null };
    const { status, retryAfterMs } = answer;
    if (status >= 200 && status < 300) return { state: 'delivered' };
    return {
      state: 'failed',
      code: status === 404 || status === 410 ? 'gone' : 'refused',
      status,
      ...(retryAfterMs === null ? {} : { retryAfterMs }),
    };
  },
});

/** A private key: base64url, 32 bytes. */
export const newVapidKey = (): string => {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  return padded(pair.getPrivateKey()).toString('base64url');
};

const padded = (key: Buffer): Buffer => Buffer.concat([Buffer.alloc(32 - key.length), key]);

/** Throws for what is no private key of the curve P-256. */
export const vapidKeysOf = (privateKey: string, subject: string): VapidKeys => {
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(privateKey, 'base64url'));
  return { privateKey, publicKey: pair.getPublicKey().toString('base64url'), subject };
};
