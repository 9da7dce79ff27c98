import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { functions } from '../../../functions/manifest.ts';
import { createApp, localDatabasePath, loggerOf, type Overrides, useApp } from '../../../shared/app.ts';
import { abandonLeases } from '../../../shared/application/turns/abandon-leases.ts';
import { loadConfig } from '../../../shared/config.ts';
import { indexes } from '../../../shared/infrastructure/document-store/indexes.ts';
import { createInvokerVerifier } from '../../../shared/infrastructure/google-identity/service-token.ts';
import { createHttpDelivery } from '../../../shared/infrastructure/local-bus/http-delivery.ts';
import { createLocalBus, type LocalBus } from '../../../shared/infrastructure/local-bus/local-bus.ts';
import { createSqliteStore } from '../../../shared/infrastructure/sqlite/document-store.ts';
import { backUp, dropOldBackups, isBackupDue } from '../backup/backup.ts';
import { type LocalGoogle, startLocalGoogle } from '../google/server.ts';
import { startLocalWriter } from '../writer/server.ts';
import { createFront, type Fallback } from './front.ts';
import { startFunctions } from './functions.ts';
import { close, listen } from './listen.ts';
import { callOf, type Job, startScheduler } from './scheduler.ts';

const INVOKER = 'invoker@local.iam.gserviceaccount.com';
const WATCH_TOPIC = 'projects/local/topics/gmail-notification';

export interface StackOptions {
  /** 0: any free port; so for the other two. */
  readonly port: number;
  readonly googlePort: number;
  readonly openaiPort: number;
  readonly dataDir: string;
  /** Real credentials and limits, as in `.env.example`; what is missing is stood in for. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly web?: Fallback;
  readonly sweepMs?: number;
  readonly inhabitants?: boolean;
  readonly inhabitantDelayMs?: number;
  /** For tests that bring adapters of their own. */
  readonly overrides?: Overrides;
}

export interface Stack {
  readonly origin: string;
  readonly google: LocalGoogle;
  readonly writerOrigin: string | null;
  /** Where each function answers by its name, as on its own Cloud Functions URL. */
  readonly functionOrigins: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** The whole system in one process: the functions behind the functions-framework, and stand-ins for the cloud. */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const env = options.env ?? {};
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const databasePath = localDatabasePath(options.dataDir);
  // Google has to answer before the rest can be configured; what it publishes until then waits.
  const bus = Promise.withResolvers<LocalBus>();

  const google = await startLocalGoogle({
    port: options.googlePort,
    databasePath: join(options.dataDir, 'google.sqlite'),
    publish: async (_topic, payload) => (await bus.promise).publishRaw('gmail-notification', payload),
    ...(options.inhabitants === undefined ? {} : { inhabitants: options.inhabitants }),
    ...(options.inhabitantDelayMs === undefined ? {} : { inhabitantDelayMs: options.inhabitantDelayMs }),
  });
  const realGoogle = Boolean(env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET);
  const realModel = Boolean(env.OPENAI_API_KEY || env.OPENAI_BASE_URL);
  const writer = realModel ? null : await startLocalWriter({ port: options.openaiPort });

  const origins = new Map<string, string>();
  const front = createFront(origins, options.web ?? plainPage);
  const port = await listen(front, options.port);
  const publicUrl = env.PUBLIC_URL || `http://localhost:${port}`;

  const config = loadConfig({
    ...(realGoogle
      ? {}
      : {
          GOOGLE_CLIENT_ID: 'local',
          GOOGLE_CLIENT_SECRET: 'local-secret',
          GOOGLE_OAUTH_BASE_URL: google.origin,
          GMAIL_BASE_URL: google.origin,
          GMAIL_WATCH_TOPIC: WATCH_TOPIC,
        }),
    ...(writer ? { OPENAI_BASE_URL: `${writer.origin}/v1`, OPENAI_MODEL: 'local-writer' } : {}),
    // A turn that crashed is picked up sooner where no model is slow.
    ...(writer ? { OPENAI_TIMEOUT_SECONDS: '15' } : {}),
    MAILBOX_SILENCE_SECONDS: '60',
    ...env,
    // The front.
    TRUSTED_PROXIES: env.TRUSTED_PROXIES || '1',
    DATA_DIR: options.dataDir,
    PUBLIC_URL: publicUrl,
    INVOKER_SERVICE_ACCOUNT: INVOKER,
    LOCAL_STAND_INS: [...(realGoogle ? [] : ['google']), ...(writer ? ['writer'] : [])].join(','),
    ...(realGoogle ? {} : { LOCAL_MAILBOXES_URL: google.origin.replace('127.0.0.1', 'localhost') }),
  });
  const logger = options.overrides?.logger ?? loggerOf(config);
  const localBus = createLocalBus({ databasePath, now: Date.now, random: Math.random, logger });
  bus.resolve(localBus);
  const app = createApp(config, {
    bus: localBus,
    logger,
    invoker: createInvokerVerifier({
      audience: publicUrl,
      serviceAccountEmail: INVOKER,
      oauthBaseUrl: google.origin,
    }),
    ...options.overrides,
  });
  useApp(app);
  // The file itself, for what Firestore does by itself or never has to.
  const file = createSqliteStore({ path: databasePath, indexes });
  await abandonLeases({ store: file, clock: app.clock })();

  const running = await startFunctions();
  for (const [name, origin] of running.origins) origins.set(name, origin);
  const idToken = () => google.mintServiceIdToken({ audience: publicUrl, serviceAccountEmail: INVOKER });
  const topics = new Map<string, string>(
    functions.flatMap(({ name, trigger }) =>
      trigger.kind === 'pubsub' ? [[trigger.topic, name] as const] : [],
    ),
  );
  localBus.start({
    deliver: createHttpDelivery({
      urlFor: (topic) => running.origins.get(topics.get(topic) ?? '') ?? '',
      idToken,
      timeoutMs: 120_000,
    }),
  });
  const scheduler = startScheduler([
    { name: 'purge-expired', call: () => file.purgeExpired(Date.now()), everyMs: 60 * 60_000 },
    ...(env.BACKUP_DIR ? [dailyBackup(options.dataDir, env.BACKUP_DIR, Number(env.BACKUP_KEEP || 7))] : []),
    ...functions.flatMap(({ name, trigger }) =>
      trigger.kind === 'schedule'
        ? [
            {
              name,
              call: callOf(running.origins.get(name) ?? '', idToken),
              everyMs: name === 'sweep' ? (options.sweepMs ?? 1_000) : 60_000,
            },
          ]
        : [],
    ),
  ]);

  return {
    origin: publicUrl,
    google,
    writerOrigin: writer?.origin ?? null,
    functionOrigins: running.origins,
    close: async () => {
      await scheduler.stop();
      // The functions go on answering until the last event and the last request are through.
      await localBus.close();
      await close(front);
      await running.close();
      await writer?.close();
      await google.close();
      await app.store.close();
      await file.close();
    },
  };
};

/** Looks each hour whether the newest is a day old. */
const dailyBackup = (dataDir: string, target: string, keep: number): Job => ({
  name: 'backup',
  everyMs: 60 * 60_000,
  call: async () => {
    if (!(await isBackupDue(target, Date.now()))) return;
    await backUp(dataDir, target, Date.now());
    await dropOldBackups(target, keep);
  },
});

const plainPage: Fallback = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
  response.end(
    '<!doctype html><title>Email AI</title><p>The API is running. <a href="/api/auth/login?returnTo=/">Sign in</a></p>',
  );
};
