import { lookup as dnsLookup, type LookupAddress } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { hostOf, mayConnectTo, mayLeadTo } from './addresses.ts';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export interface PostOptions {
  /** Whether this machine may be called: where its owner is the user. */
  readonly allowLoopback: boolean;
  /** For the whole call. Default 10 s. */
  readonly timeoutMs?: number;
  /** Default: the system's. */
  readonly resolve?: typeof dnsLookup;
}

export type PostAnswer =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly body: string;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'failed'; readonly code: 'unreachable' | 'timed_out' | 'forbidden_address' };

const TIMEOUT_MS = 10_000;
/** What is read of an answer: enough for an error code. */
const MAX_ANSWER = 16 * 1024;
/** A receiver that names a longer time is asked earlier all the same. */
const MAX_RETRY_AFTER_MS = 24 * 60 * 60_000;

export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
}

/**
 * Resolves a name for the very connection that is made: what was looked up before may have changed since (DNS rebinding). One
 * address that may not be connected to spoils the name.
 */
export const guardedLookup =
  ({ allowLoopback, resolve = dnsLookup }: Pick<PostOptions, 'allowLoopback' | 'resolve'>): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const addresses = found as unknown as LookupAddress[];
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => mayConnectTo(address, allowLoopback))) {
        return callback(new ForbiddenAddress(), '', 0);
      }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };

const retryAfterOf = ({ headers }: IncomingMessage): number | null => {
  const value = headers['retry-after'];
  if (value === undefined) return null;
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, MAX_RETRY_AFTER_MS) : null;
};

/**
 * POSTs to an address that an owner chose. Neither redirects nor private addresses are followed, whatever the name resolves to in
 * this moment; the answer is read up to a bound, and the call ends in time. Never throws for what a receiver does.
 */
export const guardedPost = (post: Post, options: PostOptions): Promise<PostAnswer> => {
  const { allowLoopback, timeoutMs = TIMEOUT_MS } = options;
  const forbidden: PostAnswer = { kind: 'failed', code: 'forbidden_address' };
  if (!mayLeadTo(post.url, allowLoopback)) return Promise.resolve(forbidden);
  const url = new URL(post.url);
  const host = hostOf(url);
  // An address in the URL is connected to without a look-up.
  if (isIP(host) !== 0 && !mayConnectTo(host, allowLoopback)) return Promise.resolve(forbidden);
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
  const body = Buffer.from(post.body);
  const signal = AbortSignal.timeout(timeoutMs);

  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      if (error instanceof ForbiddenAddress) return resolve(forbidden);
      resolve({ kind: 'failed', code: signal.aborted ? 'timed_out' : 'unreachable' });
    };
    const outgoing = request(
      url,
      {
        method: 'POST',
        headers: { 'user-agent': 'Email-AI', ...post.headers, 'content-length': body.length },
        lookup: guardedLookup(options),
        // No connection is kept: a kept one would pass by the look at its address.
        agent: false,
        signal,
      },
      (answer) => {
        const { statusCode: status = 0 } = answer;
        const chunks: Buffer[] = [];
        let size = 0;
        const finish = (): void => {
          const text = Buffer.concat(chunks).toString('utf8').slice(0, MAX_ANSWER);
          resolve({ kind: 'answered', status, body: text, retryAfterMs: retryAfterOf(answer) });
        };
        answer.on('data', (chunk: Buffer) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size < MAX_ANSWER) return;
          finish();
          outgoing.destroy();
        });
        answer.on('end', finish);
        answer.on('error', fail);
        answer.on('aborted', () => fail(null));
      },
    );
    outgoing.on('error', fail);
    outgoing.end(body);
  });
};
