import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import type { App } from '../app.ts';
import {
  type Decided,
  decideReview,
  openReview,
  type Review,
} from '../application/notification/use-review-link.ts';
import { type ReviewTexts, reviewTexts } from '../contract/messages/review.ts';
import { baseApp } from './base-app.ts';
import { clientAddress } from './client-address.ts';
import { readBytes } from './json-body.ts';
import { languageOf, pageResponse } from './plain-page.ts';
import { draftPage, noticePage } from './review-page.ts';

type Deps = Pick<
  App,
  'store' | 'bus' | 'clock' | 'random' | 'logger' | 'gateway' | 'limiter' | 'publicUrl' | 'config'
>;

/** As `Random.token` makes them. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;
const MAX_FORM = 200_000;
const MAX_TEXT = 20_000;

/** Bound to the token and the revision that was shown: a form that was made without having seen the page has none. */
const sealOf = (token: string, revision: string): string =>
  createHmac('sha256', token).update(`review ${revision}`).digest('base64url');

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const lines = (text: string): string => text.replaceAll('\r\n', '\n');

const noticeOf = (
  texts: ReviewTexts,
  result: Exclude<Review, { state: 'open' }> | Extract<Decided, { state: 'done' | 'busy' }>,
): string => {
  switch (result.state) {
    case 'done':
      return texts.done[result.action];
    case 'used':
      return texts.used[result.action];
    case 'over':
      return result.wasSent ? texts.sent : texts.over;
    default:
      return texts[result.state];
  }
};

const statusOf = (state: Decided['state']): 200 | 404 | 409 | 410 | 503 => {
  if (state === 'unknown') return 404;
  if (state === 'busy') return 503;
  if (state === 'expired') return 410;
  return state === 'done' ? 200 : 409;
};

/**
 * The page of a one-tap link: shows the waiting draft, and decides on a POST. Whoever has the link is let in; it is good for one
 * draft, once, for a day. No cookie is read, so that no other site can lend one.
 */
export const reviewApp = (deps: Deps): Hono => {
  const app = baseApp(deps);
  const { publicUrl } = deps;

  const notice = (c: Context, status: number, text: string, threadId: string | null): Response => {
    const language = languageOf(c);
    return pageResponse(c, status, noticePage(language, reviewTexts[language], publicUrl, text, threadId));
  };

  /** Somebody tries tokens: 256 bits cannot be guessed, but each costs a read. */
  const refuseUnknown = async (c: Context): Promise<Response> => {
    const texts = reviewTexts[languageOf(c)];
    const address = clientAddress(c, deps.config.trustedProxies);
    const admission = await deps.limiter('sign_in', { address });
    return admission.admitted ? notice(c, 404, texts.unknown, null) : notice(c, 429, texts.tooMany, null);
  };

  const show = (
    c: Context,
    token: string,
    review: Extract<Review, { state: 'open' }>,
    problem: string | null,
    text: string | null,
  ): Response => {
    const language = languageOf(c);
    const form = { seal: sealOf(token, review.revision), problem, text };
    const html = draftPage(language, reviewTexts[language], publicUrl, review, form);
    return pageResponse(c, problem === null ? 200 : 422, html);
  };

  const closed = (c: Context, result: Exclude<Decided, { state: 'unknown' }>): Response => {
    const threadId = 'threadId' in result ? result.threadId : null;
    return notice(c, statusOf(result.state), noticeOf(reviewTexts[languageOf(c)], result), threadId);
  };

  app.get('/review/:token', async (c) => {
    const token = c.req.param('token');
    if (!TOKEN.test(token)) return refuseUnknown(c);
    const review = await openReview(deps, token);
    if (review.state === 'unknown') return refuseUnknown(c);
    return review.state === 'open' ? show(c, token, review, null, null) : closed(c, review);
  });

  app.post('/review/:token', async (c) => {
    const token = c.req.param('token');
    if (!TOKEN.test(token)) return refuseUnknown(c);
    const texts = reviewTexts[languageOf(c)];
    const bytes = await readBytes(c.req.raw.body, MAX_FORM);
    if (bytes === null) return notice(c, 413, texts.invalid, null);
    const form = new URLSearchParams(new TextDecoder().decode(bytes));
    const review = await openReview(deps, token);
    if (review.state === 'unknown') return refuseUnknown(c);
    if (review.state !== 'open') return closed(c, review);
    if (!isSame(form.get('seal') ?? '', sealOf(token, review.revision))) {
      return notice(c, 422, texts.invalid, null);
    }
    const text = lines(form.get('text') ?? '');
    const decision = form.get('decision');
    if (decision !== 'approve' && decision !== 'discard' && decision !== 'stop') {
      return notice(c, 422, texts.invalid, null);
    }
    if (decision === 'approve' && form.has('text') && (text.trim() === '' || text.length > MAX_TEXT)) {
      return show(c, token, review, text.trim() === '' ? texts.empty : texts.invalid, text);
    }
    // A browser ends lines in its own way, and takes one line feed at the beginning for none.
    const isEdited = form.has('text') && text.trim() !== lines(review.message.text).trim();
    const action = decision === 'approve' && isEdited ? 'edit' : decision;
    const decided = await decideReview(deps, token, { action, text: action === 'edit' ? text.trim() : null });
    deps.logger.info('reviewed_by_link', { threadId: review.thread.id, action, state: decided.state });
    return decided.state === 'unknown' ? refuseUnknown(c) : closed(c, decided);
  });
  return app;
};
