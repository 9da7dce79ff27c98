import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { listAudit, recordAudit } from '../shared/application/account/audit-log.ts';
import { deleteAccount } from '../shared/application/account/delete-account.ts';
import { endSessions } from '../shared/application/account/erase-account.ts';
import { exportAccount } from '../shared/application/account/export-account.ts';
import { readSessionView } from '../shared/application/account/read-session-view.ts';
import { endSession, readSession } from '../shared/application/account/session.ts';
import { readSettings } from '../shared/application/account/settings.ts';
import { beginSignIn } from '../shared/application/account/sign-in/begin.ts';
import { completeSignIn } from '../shared/application/account/sign-in/complete.ts';
import {
  deleteSuppression,
  hasSuppression,
  listSuppressions,
} from '../shared/application/account/suppressions.ts';
import { disconnect, type Revocation } from '../shared/application/mailbox/disconnect.ts';
import { listTrustedSenders, revokeTrust } from '../shared/application/people/trusted-senders.ts';
import { changeSettings } from '../shared/application/sending/change.ts';
import { routes } from '../shared/contract/routes.ts';
import { readSecrets, writeSecrets } from '../shared/http/cookie.ts';
import { jsonDownload } from '../shared/http/download.ts';
import { Edge } from '../shared/http/edge.ts';
import { refuse } from '../shared/http/refusal.ts';
import {
  auditResourceOf,
  installationResourceOf,
  pageResourceOf,
  sessionResourceOf,
  suppressionResourceOf,
} from '../shared/http/resources.ts';
import { serve } from '../shared/http/serve.ts';
import { signInErrorPath } from '../shared/http/sign-in-error.ts';

/** 202: done on our side; Google did not confirm the revocation, which is retried. */
const statusOf = (revocation: Revocation): 202 | 204 => (revocation === 'done' ? 204 : 202);

/** Sign-in, sessions, settings, suppressions, audit log, export, disconnect and account deletion. */
export const authEdge = (app = currentApp()): Edge => {
  const secure = app.publicUrl.startsWith('https:');
  const edge = new Edge(app)
    .on(routes.login, async ({ c, query }) => {
      const { session, signIn } = readSecrets(c);
      const begun = await beginSignIn(app, {
        returnTo: query.returnTo,
        forceConsent: query.consent === '1',
        missing: query.missing?.split(',') ?? null,
        browserToken: signIn,
      });
      writeSecrets(c, { session, signIn: begun.browserToken }, secure);
      return c.redirect(begun.url, 302);
    })
    .on(routes.callback, async ({ c }) => {
      const { session, signIn } = readSecrets(c);
      const completed = await completeSignIn(app, {
        state: c.req.query('state') ?? '',
        code: c.req.query('code') ?? null,
        error: c.req.query('error') ?? null,
        browserToken: signIn ?? '',
        oldSessionToken: session,
      });
      if (completed.ok) {
        writeSecrets(c, { session: completed.value.sessionToken, signIn: null }, secure);
        return c.redirect(completed.value.returnTo, 302);
      }
      // The browser repeated a callback that has already signed it in.
      const signedIn = session !== null && (await readSession(app, session)) !== null;
      if (completed.error.kind === 'expired' && signedIn) return c.redirect('/', 302);
      const { error } = completed;
      app.logger.warn('sign_in_failed', { reason: error.kind === 'failed' ? error.reason : error.kind });
      return c.redirect(signInErrorPath(error), 302);
    })
    .on(routes.getInstallation, async () => ({ status: 200, body: installationResourceOf(app.config) }))
    .on(routes.getSession, async ({ session }) => {
      const view = await readSessionView(app, session);
      return view
        ? {
            status: 200,
            body: sessionResourceOf(view.user, view.mailbox, app.config, app.clock.now()),
          }
        : refuse({ code: 'not_found' });
    })
    .on(routes.logoutEverywhere, async ({ c, session }) => {
      await endSessions(app.store, session.userId);
      await recordAudit(app, session.userId, { action: 'signed_out_everywhere', params: {} });
      writeSecrets(c, { session: null, signIn: null }, secure);
      return { status: 204 };
    })
    .on(routes.getSettings, async ({ session }) => {
      const settings = await readSettings(app)(session.userId);
      return settings.ok ? { status: 200, body: settings.value } : refuse(settings.error);
    })
    .on(routes.updateSettings, async ({ session, body }) => {
      const settings = await changeSettings(app)({ userId: session.userId, changes: body });
      if (!settings.ok) return refuse(settings.error);
      await recordAudit(app, session.userId, {
        action: 'settings_changed',
        params: { settings: Object.keys(body) },
      });
      return { status: 200, body: settings.value };
    })
    .on(routes.listSuppressions, async ({ session, query }) => {
      const page = await listSuppressions(app, { userId: session.userId, ...query });
      return page.ok
        ? { status: 200, body: pageResourceOf(page.value, suppressionResourceOf) }
        : refuse(page.error);
    })
    .on(
      routes.deleteSuppression,
      async ({ session, params }) => {
        const deleted = await deleteSuppression(app, { userId: session.userId, ...params });
        if (!deleted.ok) return refuse(deleted.error);
        await recordAudit(app, session.userId, { action: 'suppression_removed', params: {} });
        return { status: 204 };
      },
      ({ userId }, params) => hasSuppression(app, { userId, ...params }),
    )
    .on(routes.listTrustedSenders, async ({ session }) => {
      const items = await listTrustedSenders(app, session);
      return {
        status: 200,
        body: { items: items.map(({ at, ...sender }) => ({ ...sender, createdAt: at })), nextCursor: null },
      };
    })
    .on(
      routes.revokeTrust,
      async ({ session, params }) => {
        const revoked = await revokeTrust(app, { ...session, ...params });
        if (!revoked.ok) return refuse(revoked.error);
        await recordAudit(app, session.userId, { action: 'trust_revoked', params: {} });
        return { status: 204 };
      },
      async (session, { trustedSenderId }) =>
        (await listTrustedSenders(app, session)).some(({ id }) => id === trustedSenderId),
    )
    .on(routes.listAudit, async ({ session, query }) => {
      const page = await listAudit(app, { userId: session.userId, ...query });
      return page.ok
        ? { status: 200, body: pageResourceOf(page.value, auditResourceOf) }
        : refuse(page.error);
    })
    .on(routes.disconnect, async ({ session }) => {
      const disconnected = await disconnect(app, session);
      await recordAudit(app, session.userId, { action: 'disconnected', params: {} });
      return { status: statusOf(disconnected) };
    })
    .on(routes.exportAccount, async ({ session }) => {
      await recordAudit(app, session.userId, { action: 'exported', params: {} });
      const pieces = exportAccount(app)(session.userId);
      return jsonDownload('email-ai-export.json', pieces, (thrown) =>
        app.logger.error('export_broke_off', { userId: session.userId }, thrown),
      );
    })
    .on(routes.deleteAccount, async ({ c, session }) => {
      const deleted = await deleteAccount(app, session);
      writeSecrets(c, { session: null, signIn: null }, secure);
      return { status: statusOf(deleted) };
    })
    .on(routes.logout, async ({ c }) => {
      const { session } = readSecrets(c);
      if (session) await endSession(app, session);
      writeSecrets(c, { session: null, signIn: null }, secure);
      return { status: 204 };
    });
  edge.app.get('/openapi.json', async (c) => {
    const { openApiDocument } = await import('../shared/http/openapi.ts');
    return c.json(openApiDocument(app.publicUrl));
  });
  return edge;
};

http(
  'auth',
  serve('auth', () => authEdge().app),
);
