import { Hono } from 'hono';
import { z } from 'zod';
import { behaviourSchema } from '../world/behaviour.ts';
import { LIMIT_NOTICES } from '../world/sending-limit.ts';
import { TOPIC_STATES } from '../world/topics.ts';
import type { World } from '../world/world.ts';
import { actionsOf, address } from './control-action.ts';
import type { Env } from './faulty.ts';

const HOUR = 60 * 60_000;

const behaviour = behaviourSchema.partial().extend({ email: address.optional() });
const topic = z.object({ topic: z.string().min(1), state: z.enum(TOPIC_STATES) });
const sendingLimit = z.object({
  email: address,
  /** How many more mails may be sent; null removes the limit. */
  mails: z.number().int().nonnegative().nullable(),
  notice: z.enum(LIMIT_NOTICES).default('report'),
  forMs: z
    .number()
    .int()
    .positive()
    .default(24 * HOUR),
});
const sentByHand = z.object({ email: address, draftId: z.string().min(1) });

/**
 * Controls for Google's behaviour, documented and undocumented: irregularities, topics, sending limits, Gmail's own
 * page.
 */
export function behaviourRoutes(world: World): Hono<Env> {
  const app = new Hono<Env>();
  const action = actionsOf(app);

  action('behaviour', behaviour, ({ email, ...change }) => world.setBehaviour(email ?? null, change));
  app.get('/control/behaviour', (context) => {
    const email = context.req.query('email');
    return context.json(world.behaviour(email ?? null));
  });
  app.delete('/control/behaviour', (context) => {
    world.resetBehaviour();
    return context.body(null, 204);
  });
  action('topics', topic, (input) => world.setTopic(input.topic, input.state));
  action('sending-limit', sendingLimit, ({ email, mails, notice, forMs }) =>
    world.setSendingLimit(email, mails === null ? null : { mails, notice, forMs }),
  );
  action('send-draft', sentByHand, ({ email, draftId }) => world.sendFromPage(email, draftId));

  return app;
}
