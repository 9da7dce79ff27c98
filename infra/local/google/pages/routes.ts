import { Hono } from 'hono';
import { html } from 'hono/html';
import type { Env } from '../http/faulty.ts';
import { INHABITANTS } from '../inhabitants/people.ts';
import { composeMail, type PlainMail } from '../mail/compose-mail.ts';
import { addresses, header, rawHeader } from '../mail/raw-mail.ts';
import { sendMessage } from '../world/delivery.ts';
import { GoogleError } from '../world/google-error.ts';
import { ensureMailbox, isAddress, listMailboxes, normalizeAddress } from '../world/mailboxes.ts';
import { mailOf, relabel, threadMessages } from '../world/messages.ts';
import type { World } from '../world/world.ts';
import { page } from './html.ts';
import { conversationPage, indexPage, mailboxPage } from './views.ts';

const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; " +
  "form-action 'self' http://localhost:* http://127.0.0.1:* https://localhost:* https://127.0.0.1:*";

/** Pages on which a person reads a mailbox and writes as its owner. */
export function mailboxRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const { kernel } = world;

  app.use('*', async (context, next) => {
    await next();
    if (context.res.headers.get('Content-Type')?.startsWith('text/html')) {
      context.res.headers.set('Content-Security-Policy', POLICY);
      context.res.headers.set('X-Content-Type-Options', 'nosniff');
    }
  });

  app.get('/', (context) => {
    const asked = context.req.query('address');
    if (asked !== undefined && isAddress(asked.trim())) {
      return context.redirect(`/mailbox/${encodeURIComponent(normalizeAddress(asked))}`);
    }
    return context.html(indexPage(kernel, listMailboxes(kernel), INHABITANTS));
  });

  app.get('/mailbox/:address', (context) => {
    const email = normalizeAddress(context.req.param('address'));
    if (!isAddress(email)) return context.html(problem('That is not an email address.'), 404);
    return context.html(
      mailboxPage(
        kernel,
        kernel.transaction(() => ensureMailbox(kernel, email)),
      ),
    );
  });

  app.get('/mailbox/:address/:thread', (context) => {
    const email = normalizeAddress(context.req.param('address'));
    const members = threadMessages(kernel, email, context.req.param('thread'));
    if (members.length === 0) return context.html(problem('This conversation does not exist.'), 404);
    // An inhabitant's unread mail is what they have yet to deal with: reading over their shoulder changes nothing.
    if (!INHABITANTS.some((inhabitant) => inhabitant.email === email)) {
      for (const member of members) relabel(kernel, email, member.id, [], ['UNREAD']);
    }
    return context.html(
      conversationPage(
        ensureMailbox(kernel, email),
        threadMessages(kernel, email, context.req.param('thread')),
      ),
    );
  });

  app.post('/mailbox/:address', async (context) => {
    const email = normalizeAddress(context.req.param('address'));
    if (!isAddress(email)) return context.html(problem('That is not an email address.'), 404);
    const form = new URLSearchParams(await context.req.text());
    const threadId = form.get('thread');
    const written = threadId === null ? newMail(email, form) : reply(email, threadId, form);
    if (written === null) return context.html(problem('Say to whom, and write something.'), 400);
    try {
      const name = kernel.transaction(() => ensureMailbox(kernel, email)).name;
      const sent = sendMessage(
        kernel,
        email,
        composeMail({ ...written, from: { name, address: email } }),
        threadId,
      );
      return context.redirect(`/mailbox/${encodeURIComponent(email)}/${sent.threadId}`, 303);
    } catch (error) {
      if (!(error instanceof GoogleError)) throw error;
      return context.html(problem(error.message), 400);
    }
  });

  app.get('/picture/:file', (context) => {
    const hue = Number(/^\d{3,}/.exec(context.req.param('file'))?.[0]?.slice(-3) ?? 0) % 360;
    context.header('Content-Type', 'image/svg+xml');
    return context.body(
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 45% 45%)"/><circle cx="48" cy="38" r="16" fill="#fff"/><path d="M16 88a32 26 0 0 1 64 0z" fill="#fff"/></svg>`,
    );
  });

  const reply = (email: string, threadId: string, form: URLSearchParams): Omit<PlainMail, 'from'> | null => {
    const members = threadMessages(kernel, email, threadId).filter(
      (member) => !member.labelIds.includes('DRAFT'),
    );
    const last = members.at(-1);
    const text = form.get('text') ?? '';
    if (last === undefined || text.trim() === '') return null;
    const inbound = members.findLast((member) => !member.labelIds.includes('SENT'));
    const mail = mailOf(inbound ?? last);
    const to =
      inbound === undefined
        ? addresses(mail.headers, 'To')
        : [addresses(mail.headers, 'Reply-To')[0] ?? addresses(mail.headers, 'From')[0]];
    const headers = mailOf(last).headers;
    const subject = header(headers, 'Subject');
    return {
      to: to.filter((entry) => entry !== undefined),
      subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
      text,
      inReplyTo: rawHeader(headers, 'Message-ID') ?? '',
      references: rawHeader(headers, 'References') ?? '',
    };
  };

  return app;
}

function newMail(_email: string, form: URLSearchParams): Omit<PlainMail, 'from'> | null {
  const to = (form.get('to') ?? '').split(/[,;]/).map((entry) => entry.trim());
  const text = form.get('text') ?? '';
  if (!to.every(isAddress) || text.trim() === '') return null;
  return { to: to.map((address) => ({ name: '', address })), subject: form.get('subject') ?? '', text };
}

const problem = (text: string) =>
  page(
    'Local Google',
    html`<main class="narrow"><div class="card"><h1>That did not work</h1><p role="alert">${text}</p>
<p><a href="/">All mailboxes</a></p></div></main>`,
  );
