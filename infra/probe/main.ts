import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError, loadConfig } from '../../shared/config.ts';
import { createOpenAIWriter } from '../../shared/infrastructure/openai/writer.ts';
import { terminalAsk } from '../deploy/ask.ts';
import { environmentWith, usesRealGoogle, usesRealModel } from '../local/stack/environment.ts';
import { probe } from './probe.ts';

/**
 * `npm run probe`: about a dozen harmless calls with your own Google account and model. Reports what differs from the
 * assumptions of the code. Reads `.env` as `npm start` does. 0: nothing differs, 1: something differs, 2: the probe
 * could not run.
 */
const NOWHERE = 'http://localhost:1';

const main = async (): Promise<number> => {
  const { env } = process;
  if (!usesRealGoogle(env)) {
    console.error('GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET are required: see docs/self-hosting.md.');
    return 2;
  }
  const real = usesRealModel(env);
  const ask = terminalAsk();
  const port = Number(env.PORT || '8080');
  const { google, openai } = loadConfig(
    environmentWith(env, {
      publicUrl: `http://localhost:${port}`,
      dataDir: '.',
      googleOrigin: NOWHERE,
      writerOrigin: real ? null : NOWHERE,
    }),
  );
  return probe({
    google: {
      clientId: google.clientId,
      clientSecret: google.clientSecret,
      oauthBaseUrl: google.oauthBaseUrl ?? undefined,
      gmailBaseUrl: google.gmailBaseUrl ?? undefined,
      topic: google.watchTopic,
    },
    writer: real
      ? createOpenAIWriter({
          apiKey: openai.apiKey,
          model: openai.model,
          timeoutMs: openai.timeoutMs,
          ...(openai.baseUrl === null ? {} : { baseUrl: openai.baseUrl }),
        })
      : null,
    port,
    byHand:
      ask &&
      (async (subject) => {
        await ask(
          `In Gmail, open the draft "${subject}", change a word, and press Send there. Then press Enter here (just Enter skips this check). `,
          'open',
        );
      }),
    id: `probe-${randomBytes(8).toString('hex')}`,
    show: (url) => console.log(`Open this in a browser, and sign in with the account to check:\n\n${url}\n`),
    print: (line) => console.log(line),
    now: Date.now,
    sleep: (ms) => sleep(ms),
  });
};

if (existsSync('.env')) process.loadEnvFile('.env');
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
