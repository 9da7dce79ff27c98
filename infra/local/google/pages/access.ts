import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Env } from '../http/faulty.ts';
import { consents, revokeGrants } from '../oauth/grants.ts';
import { describeScope, isIdentityScope } from '../oauth/scopes.ts';
import { findMailbox, normalizeAddress } from '../world/mailboxes.ts';
import type { World } from '../world/world.ts';
import { page } from './html.ts';

/**
 * "Third-party apps with access" of a Google account: the user revokes an application's access here, and the
 * application is not notified.
 */
export function accessRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const { kernel } = world;
  const addressOf = (context: Context): string => normalizeAddress(context.req.param('address') ?? '');

  app.get('/mailbox/:address/access', (context) => {
    const email = addressOf(context);
    if (findMailbox(kernel, email) === null) return context.notFound();
    return context.html(accessPage(email, consents(kernel, email)));
  });

  app.post('/mailbox/:address/access', async (context) => {
    const email = addressOf(context);
    const form = new URLSearchParams(await context.req.text());
    const clientId = form.get('client');
    if (clientId !== null) revokeGrants(kernel, email, clientId);
    return context.redirect(`/mailbox/${encodeURIComponent(email)}/access`, 303);
  });

  return app;
}

function accessPage(email: string, granted: readonly { clientId: string; scopes: readonly string[] }[]) {
  const mailbox = `/mailbox/${encodeURIComponent(email)}`;
  return page(
    `Access to ${email}`,
    html`<main><nav><a href="${mailbox}">${email}</a></nav><h1>Applications with access</h1>
<p class="soft">What ${email} has let in. Taking access away ends it at once; the application is not told.</p>
${granted.length === 0 ? html`<p class="soft">None.</p>` : ''}
${granted.map(
  ({ clientId, scopes }) => html`<form method="post" action="${mailbox}/access" class="card">
<h2>${clientId}</h2><input type="hidden" name="client" value="${clientId}">
<ul class="soft small">${scopes.filter((scope) => !isIdentityScope(scope)).map((scope) => html`<li>${describeScope(scope)}</li>`)}</ul>
<div class="actions"><button class="quiet">Remove access</button></div></form>`,
)}</main>`,
  );
}
