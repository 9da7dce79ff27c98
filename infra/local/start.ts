import { existsSync } from 'node:fs';
import { ConfigError } from '../../shared/config.ts';
import { startStack } from './stack/stack.ts';
import { serveWeb } from './stack/web.ts';
import { builtWebApp } from './stack/web-app.ts';

/** `npm start`: the whole system on one machine. Settings come from the environment and from `.env`. */
const main = async (): Promise<void> => {
  // Google's clients would otherwise wait a second for a metadata server that is not there.
  process.env.METADATA_SERVER_DETECTION ??= 'none';
  if (existsSync('.env')) process.loadEnvFile('.env');
  const env = process.env;
  const port = Number(env.PORT || 8080);
  const stack = await startStack({
    port,
    googlePort: Number(env.LOCAL_GOOGLE_PORT || port + 1),
    openaiPort: Number(env.LOCAL_OPENAI_PORT || port + 2),
    dataDir: env.DATA_DIR || '.data',
    env: { ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'warn' },
    web: serveWeb(await builtWebApp()),
  });
  console.log(`Email AI is running at ${stack.origin}`);
  if (!env.GOOGLE_CLIENT_ID) {
    console.log(
      `  Sign in as owner@example.com (or any address at example.com); no account or key is needed.`,
    );
    console.log(`  The recipients' mailboxes: ${stack.google.origin.replace('127.0.0.1', 'localhost')}`);
    console.log('  People who answer by themselves: maria@, oliver@, dana@ and stefan@example.com');
  }
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void stack.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
};

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exit(1);
});
