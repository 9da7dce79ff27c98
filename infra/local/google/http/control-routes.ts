import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { isInhabitant, setAnswersAlone } from '../inhabitants/answering.ts';
import { expireAccessTokens, revokeGrants } from '../oauth/grants.ts';
import { faultRequest } from '../world/fault-request.ts';
import type { World } from '../world/world.ts';
import { actionsOf, address } from './control-action.ts';
import type { Env } from './faulty.ts';

const mailbox = z.object({ email: address });
const notifications = z.object({
  email: address,
  action: z.enum(['hold', 'drop', 'duplicate', 'release']),
  count: z.number().int().positive().max(1000).default(1),
});
const delivery = z.object({ to: address, raw: z.string(), labels: z.array(z.string()).optional() });
const signature = z.object({ email: address, html: z.string().max(10_000) });
const alias = z.object({ email: address, alias: address, name: z.string().default('') });
const inhabitant = z.object({
  email: address.refine(isInhabitant, 'nobody who answers'),
  answers: z.boolean(),
});
const quotaLimit = z.object({ unitsPerMinute: z.number().int().positive().nullable() });

/** Controls that the real Google does not have: faults, expiry, lost notifications, mail from outside. */
export function controlRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();

  const action = actionsOf(app);

  action('faults', faultRequest, (input) => world.addFault(input));
  app.get('/control/faults', (context) => context.json({ faults: world.faults() }));
  app.delete('/control/faults', (context) => {
    world.clearFaults();
    return context.body(null, 204);
  });

  action('revoke-access', mailbox, ({ email }) => revokeGrants(world.kernel, email));
  action('expire-access-tokens', mailbox, ({ email }) => ({
    expired: expireAccessTokens(world.kernel, email),
  }));
  action('expire-history', mailbox, ({ email }) => {
    world.ensureMailbox(email);
    return { historyId: world.expireHistory(email) };
  });
  action('expire-watch', mailbox, ({ email }) => world.expireWatch(email));
  action('notifications', notifications, ({ email, action: fate, count }) => {
    if (fate === 'release') return { released: world.releaseNotifications(email) };
    world.holdNextNotifications(email, fate, count);
    return undefined;
  });
  // A raw file (`curl --data-binary @mail.eml -H 'Content-Type: message/rfc822'`), or JSON.
  app.use('/control/deliver', async (context, next) => {
    if (!context.req.header('Content-Type')?.startsWith('message/rfc822')) return next();
    const to = address.safeParse(context.req.query('to'));
    if (!to.success) return missing(context, 'to');
    const labels = context.req.queries('label');
    return context.json(world.deliver(to.data, Buffer.from(await context.req.arrayBuffer()), labels));
  });
  action('deliver', delivery, ({ to, raw, labels }) => world.deliver(to, Buffer.from(raw, 'utf8'), labels));
  action('inhabitants', inhabitant, ({ email, answers }) => setAnswersAlone(world.kernel, email, answers));
  action('signature', signature, ({ email, html }) => world.setSignature(email, html));
  action('aliases', alias, (input) => world.addAlias(input.email, input.alias, input.name));
  action('quota-limit', quotaLimit, ({ unitsPerMinute }) => world.setQuotaLimit(unitsPerMinute));

  app.get('/control/quota', (context) => {
    const email = context.req.query('email');
    return email === undefined ? missing(context, 'email') : context.json({ email, ...world.quota(email) });
  });
  app.delete('/control/quota', (context) => {
    const email = context.req.query('email');
    if (email === undefined) return missing(context, 'email');
    world.resetQuota(email);
    return context.body(null, 204);
  });
  app.get('/control/mails', (context) => {
    const email = context.req.query('email');
    return email === undefined
      ? missing(context, 'email')
      : context.json({ email, mails: world.mails(email) });
  });
  app.get('/control/mailboxes', (context) => context.json({ mailboxes: world.mailboxes() }));

  return app;
}

const missing = (context: Context, name: string) =>
  context.json({ error: `missing query parameter ${name}` }, 400);
