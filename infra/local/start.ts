import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir } from 'node:fs/promises';
import { loadSettings, type Settings } from './settings.ts';
import { usesRealGoogle } from './stack/environment.ts';
import { startStack } from './stack/stack.ts';
import { serveWeb } from './stack/web.ts';
import { builtWebApp } from './stack/web-app.ts';
import { startErrorSentence } from './start-error.ts';

/** `npm start`: the whole system on one machine. Settings come from the environment and from `.env`. */
const main = async (settings: Settings): Promise<void> => {
  // Otherwise Google's clients wait a second for a metadata server that does not exist here.
  process.env.METADATA_SERVER_DETECTION ??= 'none';
  const { env } = process;
  await makeFolder(settings.dataDir);
  const stack = await startStack({
    ...settings,
    env: { ...env, LOG_LEVEL: env.LOG_LEVEL || 'warn' },
    web: serveWeb(await builtWebApp()),
  });
  console.log(`Email AI is running at ${stack.origin}`);
  if (!usesRealGoogle(env)) {
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

/** Fails with the path in its message, which SQLite's error lacks. */
const makeFolder = async (path: string): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await readdir(path);
  await access(path, constants.R_OK | constants.W_OK);
};

let settings: Settings | null = null;
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  settings = loadSettings(process.env);
  await main(settings);
} catch (error) {
  console.error(startErrorSentence(error, settings) ?? error);
  process.exit(1);
}
