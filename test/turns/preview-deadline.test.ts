import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewAssistant } from '../../shared/application/assistant/preview.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { ok } from '../../shared/domain/result.ts';
import { type MailWorld, openMailWorld } from '../support/mail-world/mail-world.ts';

/* Hosting gives up after a minute: a preview says in time that the model is too slow, and its tokens count all the same. */

const answer = { action: 'reply', subject: null, body: 'Good day.', reason: 'r', goalProgress: 'g' } as const;
const usage = { inputTokens: 10, outputTokens: 1, cachedInputTokens: 0 };

let world: MailWorld;
const model = Promise.withResolvers<void>();
const slow: ReplyWriter = {
  write: async () => {
    await model.promise;
    return ok({ answer, usage, model: 'm' });
  },
  summarise: () => Promise.reject(new Error('not asked here')),
};
beforeAll(async () => {
  world = await openMailWorld(slow);
});
afterAll(() => world.close());

test('a model that is too slow for a preview is said to be; what it used counts when it has answered', async () => {
  const owner = await world.signUp('owner');
  const { id: assistantId } = await world.assistant(owner);
  const settings = { ...world.deps.settings, previewMs: 20 };
  // It stands still, so that the store may be as slow as it likes before the model is asked.
  const now = world.deps.clock.now();
  const seen = await previewAssistant({ ...world.deps, settings, clock: { now: () => now } })({
    userId: owner.userId,
    assistantId,
    request: { recipient: { email: 'mia@example.com' }, instructions: 'Talk.' },
  });
  expect(seen).toMatchObject({ ok: false, error: { code: 'writer_unavailable' } });
  expect(await world.day(owner)).toBeNull();

  model.resolve();
  await expect
    .poll(() => world.day(owner), { timeout: 20_000 })
    .toMatchObject({ inputTokens: 10, outputTokens: 1 });
});
