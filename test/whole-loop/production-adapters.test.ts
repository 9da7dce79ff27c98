import { afterAll, beforeAll, describe, test } from 'vitest';
import { startFunctions } from '../../infra/local/stack/functions.ts';
import { createApp, useApp } from '../../shared/app.ts';
import { loadConfig } from '../../shared/config.ts';
import { emulators } from '../support/emulators/emulators.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { expectGoalReached, startConversation } from './conversation.ts';

const running = await emulators();

/** Nothing of the one-machine stack. */
describe.skipIf(running === null)('on the production adapters', () => {
  let cloud: Cloud;
  const cleanUp: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    cloud = await startCloud(running, { inhabitants: true });
    const app = createApp(loadConfig(cloud.env));
    useApp(app);
    const functions = await startFunctions();
    for (const [name, at] of functions.origins) cloud.origins.set(name, at);
    cleanUp.push(
      () => functions.close(),
      () => cloud.close(),
      () => app.store.close(),
    );
  }, 120_000);
  afterAll(async () => {
    for (const step of cleanUp) await step();
  });

  test('a conversation runs by itself to its goal', { timeout: 120_000 }, async () => {
    const { api, thread } = await startConversation(cloud.origin);
    await expectGoalReached(api, thread.id, cloud.google.origin);
  });
});
