import type { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import type { FetchedPage, PageFailure, PageFetcher } from '../../application/ports/page-fetcher.ts';
import { MAX_DOCUMENT_BYTES } from '../../domain/knowledge/document.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { decodeText } from '../../mail/mime/charset.ts';
import { hostOf, mayConnectTo, mayLeadTo } from '../notification/addresses.ts';
import { ForbiddenAddress, guardedLookup } from '../notification/guarded-post.ts';

export interface PageFetcherOptions {
  /** Whether this machine may be asked: where its owner is the user. */
  readonly allowLoopback: boolean;
  /** For the whole call, redirects included. Default 20 s. */
  readonly timeoutMs?: number;
  /** Default: the system's. */
  readonly resolve?: typeof lookup;
}

const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 5;
const HTML = /^(?:text\/html|application\/xhtml\+xml)\b/i;
const TEXT = /^text\/(?:plain|markdown|x-markdown)\b/i;

type Failed = Result<never, { readonly code: PageFailure; readonly passing: boolean }>;
const failed = (code: PageFailure, passing = false): Failed => err({ code, passing });

/** As much as is wanted and not more, whatever a compressed page grows to. */
const unpacked = (body: Buffer, encoding: string): Buffer => {
  const limit = { maxOutputLength: MAX_DOCUMENT_BYTES };
  if (encoding === 'gzip') return gunzipSync(body, limit);
  if (encoding === 'br') return brotliDecompressSync(body, limit);
  return encoding === 'deflate' ? inflateSync(body, limit) : body;
};

/** The header outranks what a page says of itself (HTML Living Standard, 13.2.3.2): kept as UTF-8 with a byte order mark. */
const withCharset = (content: Buffer, type: string): Uint8Array => {
  const charset = /;\s*charset\s*=\s*["']?([\w.:-]+)/i.exec(type)?.[1];
  if (charset === undefined || /^utf-?8$/i.test(charset)) return content;
  return Buffer.from(`\uFEFF${decodeText(content, charset).replace(/^\uFEFF/, '')}`);
};

const tooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

type Step =
  | { readonly kind: 'redirect'; readonly to: string }
  | Result<FetchedPage, { code: PageFailure; passing: boolean }>;

const readAnswer = async (answer: IncomingMessage): Promise<Step> => {
  const { statusCode: status = 0, headers } = answer;
  const { location } = headers;
  if (status >= 300 && status < 400 && location !== undefined) return { kind: 'redirect', to: location };
  if (status < 200 || status >= 300) return failed('page_refused', status === 429 || status >= 500);
  const type = headers['content-type'] ?? 'text/html';
  const isHtml = HTML.test(type);
  if (!isHtml && !TEXT.test(type)) return failed('not_a_page');
  if (Number(headers['content-length'] ?? 0) > MAX_DOCUMENT_BYTES) return failed('page_too_large');
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_DOCUMENT_BYTES) return failed('page_too_large');
  }
  try {
    const encoding = (headers['content-encoding'] ?? '').trim().toLowerCase();
    const content = withCharset(unpacked(Buffer.concat(chunks), encoding), type);
    return ok({ content, kind: isHtml ? 'html' : 'text' });
  } catch (error) {
    return failed(tooLarge(error) ? 'page_too_large' : 'not_a_page');
  }
};

const ask = (url: URL, options: PageFetcherOptions, signal: AbortSignal): Promise<Step> =>
  new Promise((resolve) => {
    const fail = (error: unknown): void =>
      resolve(error instanceof ForbiddenAddress ? failed('forbidden_address') : failed('unreachable', true));
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = request(
      url,
      {
        headers: {
          'user-agent': 'Email-AI (reads a page on behalf of its owner)',
          accept: 'text/html,application/xhtml+xml,text/plain;q=0.9',
          'accept-encoding': 'gzip, deflate, br',
        },
        lookup: guardedLookup(options),
        // No connection is kept: a kept one would pass by the look at its address.
        agent: false,
        signal,
      },
      (answer) => {
        readAnswer(answer)
          .then(resolve, fail)
          .finally(() => outgoing.destroy());
      },
    );
    outgoing.on('error', fail);
    outgoing.end();
  });

/** Every address on the way, also of a redirect, is looked at as webhooks' are. */
export const createPageFetcher = (options: PageFetcherOptions): PageFetcher => ({
  fetchPage: async (first) => {
    const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
    let next = first;
    for (let count = 0; count <= MAX_REDIRECTS; count++) {
      if (!mayLeadTo(next, options.allowLoopback)) return failed('forbidden_address');
      const url = new URL(next);
      const host = hostOf(url);
      // An address in the URL is connected to without a look-up.
      if (isIP(host) !== 0 && !mayConnectTo(host, options.allowLoopback)) return failed('forbidden_address');
      const step = await ask(url, options, signal);
      if (!('kind' in step)) return step;
      if (!URL.canParse(step.to, url)) return failed('page_refused');
      next = new URL(step.to, url).href;
    }
    return failed('page_refused');
  },
});
