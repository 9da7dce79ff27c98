import { launchServer } from './chromium.ts';
import { startWorld } from './world.ts';

/** The system and a Chromium, for all browser suites of a run. */
const [browser, world] = await Promise.all([launchServer(), startWorld()]);
const { origin, googleOrigin, writerOrigin } = world;
process.send?.({ origin, googleOrigin, writerOrigin, browserEndpoint: browser.wsEndpoint() });
process.on('disconnect', () => {
  void Promise.all([browser.close(), world.close()]).then(() => process.exit(0));
});
