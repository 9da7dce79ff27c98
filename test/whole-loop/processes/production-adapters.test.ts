import { fileURLToPath } from 'node:url';
import { describe, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { startScheduler } from '../../../infra/local/stack/scheduler.ts';
import { emulators } from '../../support/emulators/emulators.ts';
import { startCloud } from '../cloud.ts';
import { beginConversations, converse, expectOneAnswerEach } from './conversations.ts';
import { chosenSeed, killAgainAndAgain } from './killing.ts';
import { type RunningProcess, startProcess } from './running-process.ts';

const FUNCTIONS = fileURLToPath(new URL('functions-process.ts', import.meta.url));
const QUESTIONS = 1;
const origins = z.record(z.string(), z.string());
const available = await emulators();

describe.skipIf(available === null)('killed at any moment, on Firestore, Pub/Sub and Secret Manager', () => {
  test('the functions answer each mail once', { timeout: 300_000 }, async () => {
    const cloud = await startCloud(available, { inhabitants: false });
    const start = async (): Promise<RunningProcess> => {
      const running = await startProcess(FUNCTIONS, cloud.env, 'functions at', 'SIGUSR2');
      for (const [name, at] of Object.entries(origins.parse(JSON.parse(running.said)))) {
        cloud.origins.set(name, at);
      }
      return running;
    };
    const first = await start();
    let last = first;
    const sweeping = startScheduler([{ name: 'sweep', everyMs: 2_000, call: () => cloud.invoke('sweep') }]);
    onTestFinished(async () => {
      await sweeping.stop();
      await last.kill();
      await cloud.close();
    });
    // A mailbox each: the emulator lets transactions on the same document wait for seconds.
    const all = await Promise.all(
      ['olivia@example.com', 'otto@example.com'].map((owner) =>
        beginConversations({
          origin: cloud.origin,
          googleOrigin: cloud.google.origin,
          owner,
          people: 1,
          questions: QUESTIONS,
        }),
      ),
    );
    await Promise.all([
      converse(all),
      killAgainAndAgain({ seed: chosenSeed(), kills: 2, longestLifeMs: 1_500, first, start }).then(
        (survivor) => {
          last = survivor;
        },
      ),
    ]);
    await expectOneAnswerEach(all, cloud.google.origin, QUESTIONS);
  });
});
