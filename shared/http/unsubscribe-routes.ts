import type { Context, Hono } from 'hono';
import type { App } from '../app.ts';
import { openUnsubscribe, type Unsubscribed, unsubscribe } from '../application/conversation/unsubscribe.ts';
import { type UnsubscribeTexts, unsubscribeTexts } from '../contract/messages/unsubscribe.ts';
import { ONE_CLICK } from '../domain/conversation/unsubscribe-headers.ts';
import { clientAddress } from './client-address.ts';
import { readBytes } from './json-body.ts';
import { escaped, languageOf, page, pageResponse } from './plain-page.ts';

type Deps = Pick<
  App,
  | 'store'
  | 'bus'
  | 'clock'
  | 'random'
  | 'logger'
  | 'gateway'
  | 'vault'
  | 'limiter'
  | 'config'
  | 'settings'
  | 'unsubscribe'
>;

const MAX_FORM = 10_000;

/** The form of RFC 8058, which may come in both encodings; our own page sends the same. */
const isOneClick = async (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<boolean> => {
  try {
    const isMultipart = /^multipart\/form-data\b/i.test(type);
    const form = isMultipart
      ? await new Response(bytes, { headers: { 'content-type': type } }).formData()
      : new URLSearchParams(new TextDecoder().decode(bytes));
    return form.get(ONE_CLICK.name) === ONE_CLICK.value;
  } catch {
    return false;
  }
};

const askPage = (language: string, texts: UnsubscribeTexts, sender: string | null): string =>
  page(
    language,
    texts.title,
    `<h1>${escaped(texts.ask(sender))}</h1>
<form method="post">
<button type="submit" class="main" name="${ONE_CLICK.name}" value="${ONE_CLICK.value}">${escaped(texts.confirm)}</button>
</form>`,
  );

/**
 * The link of `List-Unsubscribe` (RFC 8058). A mail program POSTs the form without asking; for people there is a page with a button,
 * because scanners open links. No cookie is read, and nobody is told more than they know from the mail.
 */
export const addUnsubscribeRoutes = (app: Hono, deps: Deps): Hono => {
  const notice = (c: Context, status: number, text: string): Response =>
    pageResponse(c, status, page(languageOf(c), text, `<h1 role="status">${escaped(text)}</h1>`));

  /** A token that is none costs nothing; one that is, reads and writes. */
  const tooMany = async (c: Context): Promise<Response | null> => {
    const address = clientAddress(c, deps.config.trustedProxies);
    const admission = await deps.limiter('sign_in', { address });
    return admission.admitted ? null : notice(c, 429, unsubscribeTexts[languageOf(c)].tooMany);
  };

  app.get('/unsubscribe/:token', async (c) => {
    const language = languageOf(c);
    const texts = unsubscribeTexts[language];
    const link = await deps.unsubscribe.read(c.req.param('token'));
    if (!link) return notice(c, 404, texts.unknown);
    const refused = await tooMany(c);
    if (refused) return refused;
    const found = await openUnsubscribe(deps, link);
    return found.state === 'open'
      ? pageResponse(c, 200, askPage(language, texts, found.sender))
      : notice(c, 200, texts[found.state]);
  });

  app.post('/unsubscribe/:token', async (c) => {
    const texts = unsubscribeTexts[languageOf(c)];
    const link = await deps.unsubscribe.read(c.req.param('token'));
    if (!link) return notice(c, 404, texts.unknown);
    const refused = await tooMany(c);
    if (refused) return refused;
    const bytes = await readBytes(c.req.raw.body, MAX_FORM);
    if (bytes === null) return notice(c, 413, texts.invalid);
    const type = c.req.header('content-type') ?? '';
    if (!(await isOneClick(Uint8Array.from(bytes), type))) return notice(c, 422, texts.invalid);
    const done: Unsubscribed = await unsubscribe(deps)(link);
    return notice(c, 200, texts[done]);
  });
  return app;
};
