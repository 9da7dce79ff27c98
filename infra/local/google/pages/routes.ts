import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Env } from '../http/faulty.ts';
import { answersAlone, isInhabitant, setAnswersAlone } from '../inhabitants/answering.ts';
import { INHABITANTS } from '../inhabitants/people.ts';
import { composeMail } from '../mail/compose-mail.ts';
import { sendMessage } from '../world/delivery.ts';
import { deleteDraft, draftOfMessage, sendFromPage } from '../world/drafts.ts';
import { GoogleError } from '../world/google-error.ts';
import {
  ensureMailbox,
  isAddress,
  isDeliverable,
  listMailboxes,
  type MailboxRow,
  normalizeAddress,
} from '../world/mailboxes.ts';
import { relabel, threadMessages } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { page } from './html.ts';
import { newMail, replyMail } from './mail-forms.ts';
import { conversationPage, indexPage, mailboxPage } from './views.ts';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; " +
  "form-action 'self' http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*";

/** Pages that show a mailbox and let a person write as its owner. `inhabited`: inhabitants answer automatically. */
export function mailboxRoutes(world: World, inhabited: boolean): Hono<Env> {
  const app = new Hono<Env>();
  const { kernel } = world;

  /** Opening the page of an outside address must not create a mailbox: mail to it bounces until its owner signs in. */
  const mailboxOf = (context: Context): MailboxRow | null => {
    const email = normalizeAddress(context.req.param('address') ?? '');
    if (!isAddress(email) || !isDeliverable(kernel, email)) return null;
    return kernel.transaction(() => ensureMailbox(kernel, email));
  };
  const href = (email: string, threadId = '') => `/mailbox/${encodeURIComponent(email)}/${threadId}`;
  const problem = (context: Context, status: 400 | 404, text: string) =>
    context.html(problemPage(text), status);
  const noMailbox = (context: Context) => problem(context, 404, 'There is no mailbox with this address.');

  app.get('/', (context) => {
    const asked = normalizeAddress(context.req.query('address') ?? '');
    if (isAddress(asked)) return context.redirect(`/mailbox/${encodeURIComponent(asked)}`);
    return context.html(indexPage(kernel, listMailboxes(kernel), inhabited ? INHABITANTS : []));
  });

  app.get('/mailbox/:address', (context) => {
    const mailbox = mailboxOf(context);
    if (mailbox === null) return noMailbox(context);
    const alone = inhabited && isInhabitant(mailbox.email) ? answersAlone(kernel, mailbox.email) : null;
    return context.html(mailboxPage(kernel, mailbox, alone));
  });

  app.get('/mailbox/:address/:thread', (context) => {
    const mailbox = mailboxOf(context);
    if (mailbox === null) return noMailbox(context);
    const { email } = mailbox;
    const threadId = context.req.param('thread');
    // An inhabitant's unread mail is still to be answered, so viewing the mailbox does not mark it as read.
    if (!inhabited || !answersAlone(kernel, email)) {
      for (const { id } of threadMessages(kernel, email, threadId))
        relabel(kernel, email, id, [], ['UNREAD']);
    }
    const members = threadMessages(kernel, email, threadId);
    if (members.length === 0) return problem(context, 404, 'This conversation does not exist.');
    return context.html(conversationPage(mailbox, members));
  });

  app.post('/mailbox/:address', async (context) => {
    const mailbox = mailboxOf(context);
    if (mailbox === null) return noMailbox(context);
    const { email, name } = mailbox;
    const form = new URLSearchParams(await context.req.text());
    const threadId = form.get('thread');
    const written =
      threadId === null
        ? newMail(form)
        : replyMail(threadMessages(kernel, email, threadId), form.get('text') ?? '');
    if (written === null) return problem(context, 400, 'Say to whom, and write something.');
    return refused(context, () => {
      const raw = composeMail({ ...written, from: { name, address: email } });
      const sent = sendMessage(kernel, email, raw, threadId);
      return context.redirect(href(email, sent.threadId), 303);
    });
  });

  app.post('/mailbox/:address/play', async (context) => {
    const mailbox = mailboxOf(context);
    if (mailbox === null || !isInhabitant(mailbox.email)) return noMailbox(context);
    const form = new URLSearchParams(await context.req.text());
    setAnswersAlone(kernel, mailbox.email, form.get('answers') === 'alone');
    return context.redirect(`/mailbox/${encodeURIComponent(mailbox.email)}`, 303);
  });

  app.post('/mailbox/:address/drafts/:message', async (context) => {
    const mailbox = mailboxOf(context);
    if (mailbox === null) return noMailbox(context);
    const { email } = mailbox;
    const form = new URLSearchParams(await context.req.text());
    return refused(context, () => {
      const draft = draftOfMessage(kernel, email, context.req.param('message'));
      if (form.get('action') === 'discard') {
        deleteDraft(kernel, email, draft.id);
        return context.redirect(`/mailbox/${encodeURIComponent(email)}`, 303);
      }
      return context.redirect(href(email, sendFromPage(kernel, email, draft.id).threadId), 303);
    });
  });

  const refused = (context: Context, work: () => Response): Response | Promise<Response> => {
    try {
      return work();
    } catch (error) {
      if (error instanceof GoogleError) return problem(context, 400, error.message);
      throw error;
    }
  };

  app.get('/picture/:file', (context) => {
    const hue = Number(/^\d{3,}/.exec(context.req.param('file'))?.[0]?.slice(-3) ?? 0) % 360;
    context.header('Content-Type', 'image/svg+xml');
    return context.body(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 45% 45%)"/><circle cx="48" cy="38" r="16" fill="#fff"/><path d="M16 88a32 26 0 0 1 64 0z" fill="#fff"/></svg>`,
    );
  });

  return app;
}

/** Pages run no scripts. Forms go to this server and, from the consent page, back to the application. */
export function pageHeaders(headers: Headers): void {
  if (!headers.get('Content-Type')?.startsWith('text/html')) return;
  headers.set('Content-Security-Policy', POLICY);
  headers.set('X-Content-Type-Options', 'nosniff');
  headers.set('Cache-Control', 'no-store');
}

const problemPage = (text: string) =>
  page(
    'Local Google',
    html`<main class="narrow"><div class="card"><h1>That did not work</h1><p role="alert">${text}</p>
<p><a href="/">All mailboxes</a></p></div></main>`,
  );
