import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { functions } from '../../../functions/manifest.ts';
import { createApp, localDatabasePath, loggerOf, type Overrides, useApp } from '../../../shared/app.ts';
import { abandonLeases } from '../../../shared/application/conversation/abandon-leases.ts';
import { healAlarms } from '../../../shared/application/sweep/heal-alarms.ts';
import { loadConfig, withoutEmpty } from '../../../shared/config.ts';
import { createInvokerVerifier } from '../../../shared/infrastructure/google-identity/service-token.ts';
import { createHttpDelivery } from '../../../shared/infrastructure/local-bus/http-delivery.ts';
import { createLocalBus, type LocalBus } from '../../../shared/infrastructure/local-bus/local-bus.ts';
import { makePrivate } from '../../../shared/infrastructure/make-private.ts';
import { createSqliteStore } from '../../../shared/infrastructure/sqlite/document-store.ts';
import { indexes } from '../../../shared/persistence/indexes.ts';
import { backUp, dropOldBackups, isBackupDue } from '../backup/backup.ts';
import { type LocalGoogle, startLocalGoogle } from '../google/server.ts';
import { startLocalWriter } from '../writer/server.ts';
import { environmentWith, INVOKER, usesRealGoogle, usesRealModel } from './environment.ts';
import { createFront, type Fallback } from './front.ts';
import { startFunctions } from './functions.ts';
import { close, listen } from './listen.ts';
import { migrateUp } from './migrate.ts';
import { callOf, type Job, startScheduler } from './scheduler.ts';

export interface StackOptions {
  /** The address that the front and the local Google listen on. Default: 127.0.0.1. */
  readonly host?: string;
  /** 0: any free port, also for the other two. */
  readonly port: number;
  readonly googlePort: number;
  readonly openaiPort: number;
  readonly dataDir: string;
  /** Credentials and limits as in `.env.example`. Stand-ins replace what is missing. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly web?: Fallback;
  readonly sweepMs?: number;
  readonly inhabitants?: boolean;
  readonly inhabitantDelayMs?: number;
  /** Adapters for tests. */
  readonly overrides?: Overrides;
}

export interface Stack {
  readonly origin: string;
  readonly google: LocalGoogle;
  readonly writerOrigin: string | null;
  /** The URL of each function by name, like its own Cloud Functions URL. */
  readonly functionOrigins: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** Starts the whole system in one process: the functions behind the functions-framework, and stand-ins for the cloud. */
export const startStack = async (options: StackOptions): Promise<Stack> => {
  const env = withoutEmpty(options.env ?? {});
  await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  makePrivate([options.dataDir], 0o700);
  const databasePath = localDatabasePath(options.dataDir);
  // The local Google starts first, because the rest is configured with its address. Events that it publishes until then
  // are queued.
  const bus = Promise.withResolvers<LocalBus>();

  // With the real Google it only signs the tokens of calls between the parts, on any free port.
  const onlySigns = usesRealGoogle(env);
  const google = await startLocalGoogle({
    port: onlySigns ? 0 : options.googlePort,
    ...(onlySigns || options.host === undefined ? {} : { host: options.host }),
    // Its signing key gives access to our event functions, so with real mailboxes it is not stored on disk.
    databasePath: onlySigns ? ':memory:' : join(options.dataDir, 'google.sqlite'),
    ...(env.PUBLIC_URL ? { hosts: [new URL(env.PUBLIC_URL).hostname] } : {}),
    publish: async (_topic, payload) => (await bus.promise).publishRaw('gmail-notification', payload),
    inhabitants: !onlySigns && options.inhabitants !== false,
    ...(options.inhabitantDelayMs === undefined ? {} : { inhabitantDelayMs: options.inhabitantDelayMs }),
  });
  const writer = usesRealModel(env) ? null : await startLocalWriter({ port: options.openaiPort });

  const origins = new Map<string, string>();
  const front = createFront(origins, options.web ?? plainPage);
  const port = await listen(front, options.port, options.host);
  const config = loadConfig(
    environmentWith(env, {
      publicUrl: `http://localhost:${port}`,
      dataDir: options.dataDir,
      googleOrigin: google.origin,
      writerOrigin: writer?.origin ?? null,
    }),
  );
  const { publicUrl } = config;
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
  // Direct access to the database file, for tasks that Firestore does by itself or does not need.
  const file = createSqliteStore({ path: databasePath, indexes });
  await migrateUp(file, logger, app.random.token());
  await abandonLeases({ ...app, store: file })();
  await healAlarms({ ...app, store: file })();

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
    { name: 'truncate-log', call: () => file.truncateLog(), everyMs: 60_000 },
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
      // The functions keep answering until the last event and request are done.
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

/** Checks every hour whether the newest backup is a day old. */
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
