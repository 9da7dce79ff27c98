import { z } from 'zod';
import type { Rate } from './domain/account/rate.ts';

const url = z.url({ abort: true, protocol: /^https?$/, error: 'is not an http(s) URL' });
/** An origin without a path, trailing slash or default port, as browsers send it. Paths are appended to it. */
const origin = url
  .refine((value) => new URL(value).pathname === '/', 'is not an origin: leave out the path')
  .transform((value) => new URL(value).origin);
const port = z.coerce.number().int().min(0).max(65_535);
const seconds = (fallback: number) => z.coerce.number().positive().max(86_400).default(fallback);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const rate = (fallback: number) => z.coerce.number().int().min(1).max(1_000_000).default(fallback);

const DEFAULT_SENDING_LIMIT = 100;
const LOCAL_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `ada@example.com, example.org`: addresses and domains. */
const addressesAndDomains = z
  .string()
  .default('')
  .transform((text) =>
    text
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((part) => part !== ''),
  )
  .refine((parts) => parts.every((part) => /^([^@\s]+@)?[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(part)), {
    message: 'is no list of addresses and domains, separated by commas',
  });

/** The functions that call the model; the others do not get its key. */
const WRITING_FUNCTIONS: ReadonlySet<string> = new Set(['assistants', 'thread-turn', 'renew-watches']);

const environment = z.object({
  PUBLIC_URL: origin.optional(),
  PORT: port.default(8080),
  /** The deployed function's name, set by Cloud Run functions; unset where one process serves all of them. */
  FUNCTION_TARGET: z.string().optional(),
  DATA_DIR: z.string().min(1).optional(),

  GOOGLE_CLOUD_PROJECT: z.string().min(1).optional(),
  FIRESTORE_DATABASE: z.string().min(1).optional(),
  FIRESTORE_EMULATOR_HOST: z.string().min(1).optional(),
  PUBSUB_EMULATOR_HOST: z.string().min(1).optional(),
  SECRET_MANAGER_ENDPOINT: z.string().min(1).optional(),
  PUBSUB_TOPIC_PREFIX: z.string().default(''),
  ORIGINALS_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]$/, 'is no name of a bucket')
    .optional(),
  STORAGE_ENDPOINT: origin.optional(),
  GMAIL_WATCH_TOPIC: z
    .string()
    .regex(/^projects\/[^/]+\/topics\/[^/]+$/)
    .optional(),
  INVOKER_SERVICE_ACCOUNT: z.email().optional(),

  GOOGLE_CLIENT_ID: z.string().min(1),
  GOOGLE_CLIENT_SECRET: z.string().min(1),
  GOOGLE_OAUTH_BASE_URL: origin.optional(),
  GMAIL_BASE_URL: origin.optional(),
  TELEGRAM_BASE_URL: origin.default('https://api.telegram.org'),
  VAPID_PRIVATE_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{43}$/, 'is no private key of 32 bytes in base64url')
    .optional(),
  VAPID_SUBJECT: z
    .string()
    .regex(/^(?:mailto:.+@.+|https:\/\/.+)$/, 'is neither mailto: nor https:')
    .optional(),
  MAILBOX_POLL_SECONDS: seconds(5),
  MAILBOX_SILENCE_SECONDS: seconds(6 * 60 * 60),

  OPENAI_API_KEY: z.string().min(1).optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: z.string().min(1).default('gpt-6.1-terra'),
  OPENAI_TIMEOUT_SECONDS: seconds(60),
  OPENAI_PRICE_INPUT: z.coerce.number().nonnegative().optional(),
  OPENAI_PRICE_OUTPUT: z.coerce.number().nonnegative().optional(),
  OPENAI_PRICE_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, 'is no code of ISO 4217')
    .default('USD'),

  DAILY_SENDING_LIMIT: z.coerce.number().int().min(1).max(2000).default(DEFAULT_SENDING_LIMIT),
  MAX_DAILY_SENDING_LIMIT: z.coerce.number().int().min(1).max(2000).optional(),
  THREAD_DAILY_TOKEN_BUDGET: z.coerce.number().int().min(1000).default(300_000),
  PERSON_DAILY_TOKEN_BUDGET: z.coerce.number().int().min(1000).default(500_000),
  INSTALLATION_DAILY_TOKEN_BUDGET: z.coerce.number().int().min(1000).optional(),
  DAILY_TOKEN_BUDGET: z.coerce.number().int().min(1000).default(2_000_000),
  SIGN_IN_ALLOWED: addressesAndDomains,
  KEEP_SUPPRESSIONS: z.enum(['true', 'false']).default('true'),
  SIGN_INS_PER_MINUTE: rate(120),
  THREADS_PER_HOUR: rate(1200),
  PREVIEWS_PER_HOUR: rate(300),
  EXPORTS_PER_HOUR: rate(20),
  DOCUMENTS_PER_HOUR: rate(400),
  WRITES_PER_MINUTE: rate(600),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).optional(),
  LOG_LEVEL: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
  LOCAL_MAILBOXES_URL: origin.optional(),
  OPERATOR_NAME: z.string().max(200).optional(),
  OPERATOR_CONTACT: z.string().max(300).optional(),
  LOCAL_STAND_INS: z.string().default(''),
});

export interface Config {
  /** The public address of the web app and the API. */
  readonly publicUrl: string;
  readonly platform:
    | { readonly kind: 'local'; readonly dataDir: string }
    | {
        readonly kind: 'google-cloud';
        readonly projectId: string;
        readonly databaseId: string | null;
        readonly firestoreHost: string | null;
        readonly pubsubHost: string | null;
        readonly secretManagerEndpoint: string | null;
        readonly topicPrefix: string;
        /** The bucket of Cloud Storage with the documents as they were uploaded. */
        readonly originalsBucket: string;
        readonly storageEndpoint: string | null;
      };
  readonly google: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly oauthBaseUrl: string | null;
    readonly gmailBaseUrl: string | null;
    /** null: no push can arrive, mailboxes are polled. */
    readonly watchTopic: string | null;
  };
  /** How owners are told outside the web app. */
  readonly notifications: {
    /** Whether a channel may lead to this machine: where its owner is the only user. */
    readonly allowLoopback: boolean;
    readonly telegramBaseUrl: string;
    /** null: made on first use, and kept in the vault. */
    readonly vapidPrivateKey: string | null;
    readonly vapidSubject: string;
  };
  /** Whether mails may carry a link to unsubscribe, which their recipients have to be able to reach. */
  readonly offersUnsubscribing: boolean;
  /** The service account that may call the functions that are not for browsers. */
  readonly invokerServiceAccount: string | null;
  /** A mailbox without a notification for this long is synced. */
  readonly silenceMs: number;
  readonly openai: {
    readonly apiKey: string;
    readonly baseUrl: string | null;
    readonly model: string;
    readonly timeoutMs: number;
  };
  /** Of a million tokens; null: not known, and no cost is shown. */
  readonly tokenPrices: { readonly input: number; readonly output: number; readonly currency: string } | null;
  /** The default for a new user. */
  readonly dailySendingLimit: number;
  /** The highest limit that a user may set. */
  readonly maxDailySendingLimit: number;
  readonly dailyTokenBudget: number;
  readonly threadTokenBudget: number;
  readonly personTokenBudget: number;
  /** null: no limit. */
  readonly installationTokenBudget: number | null;
  /** The operator as named on the pages on privacy and terms; null: not configured. */
  readonly operator: { readonly name: string | null; readonly contact: string | null };
  /** Whether hashes of suppressions are kept when their account is deleted. */
  readonly keepSuppressions: boolean;
  /** Addresses, and domains, that may sign in; empty: everybody. */
  readonly signInAllowed: readonly string[];
  /** `sign_in` for each network address, the others for each user. */
  readonly rates: {
    readonly [name in 'sign_in' | 'thread' | 'preview' | 'export' | 'document' | 'write']: Rate;
  };
  /**
   * How many proxies, ours and the platform's, append to X-Forwarded-For; 0: the socket's peer is the client.
   * `hosting`: use what Firebase Hosting and Google's front end write, which a direct caller cannot forge.
   */
  readonly trustedProxies: number | 'hosting';
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
  readonly demonstration: { readonly mailboxesUrl: string | null; readonly standIns: readonly string[] };
}

/** Lists everything that is wrong with the environment. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Invalid configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** The highest limit if the operator sets none. An operator who lowers the default below 100 means to limit all users. */
const highestSendingLimit = (ofNewUsers: number): number =>
  ofNewUsers < DEFAULT_SENDING_LIMIT ? ofNewUsers : Math.max(ofNewUsers, 500);

/**
 * RFC 8058 asks for https, and a link to this machine is of no use elsewhere. It is given only where the mails stay here as well,
 * with a Gmail that runs on this machine.
 */
const offersUnsubscribing = (publicUrl: string, gmailBaseUrl: string | undefined): boolean => {
  const isHere = (url: string): boolean => LOCAL_HOSTS.has(new URL(url).hostname);
  if (isHere(publicUrl)) return gmailBaseUrl !== undefined && isHere(gmailBaseUrl);
  return publicUrl.startsWith('https:');
};

type Environment = Readonly<Record<string, string | undefined>>;

/** An empty variable counts as unset: that is how `.env` files and consoles leave one out. */
export const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));

/** env -> Config. Throws ConfigError with the complete list of what is missing or malformed. */
export const loadConfig = (variables: Environment): Config => {
  const parsed = environment.safeParse(withoutEmpty(variables));
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const env = parsed.data;
  if (!env) throw new ConfigError(problems);

  if (env.DATA_DIR === undefined && env.GOOGLE_CLOUD_PROJECT === undefined) {
    problems.push('GOOGLE_CLOUD_PROJECT (or DATA_DIR, on one machine): one of them is needed');
  }
  if (env.DATA_DIR === undefined && env.PUBLIC_URL === undefined) problems.push('PUBLIC_URL: is needed');
  if (env.DATA_DIR === undefined && env.INVOKER_SERVICE_ACCOUNT === undefined) {
    problems.push('INVOKER_SERVICE_ACCOUNT: is required, otherwise anybody could call the event functions');
  }
  const writes = env.FUNCTION_TARGET === undefined || WRITING_FUNCTIONS.has(env.FUNCTION_TARGET);
  if (writes && env.OPENAI_API_KEY === undefined && env.OPENAI_BASE_URL === undefined) {
    problems.push('OPENAI_API_KEY (or OPENAI_BASE_URL, of a server that needs none): one of them is needed');
  }
  if (problems.length > 0) throw new ConfigError(problems);

  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const maxDailySendingLimit = env.MAX_DAILY_SENDING_LIMIT ?? highestSendingLimit(env.DAILY_SENDING_LIMIT);
  return {
    publicUrl,
    platform:
      env.DATA_DIR === undefined
        ? {
            kind: 'google-cloud',
            projectId: env.GOOGLE_CLOUD_PROJECT ?? '',
            databaseId: env.FIRESTORE_DATABASE ?? null,
            firestoreHost: env.FIRESTORE_EMULATOR_HOST ?? null,
            pubsubHost: env.PUBSUB_EMULATOR_HOST ?? null,
            secretManagerEndpoint: env.SECRET_MANAGER_ENDPOINT ?? null,
            topicPrefix: env.PUBSUB_TOPIC_PREFIX,
            originalsBucket: env.ORIGINALS_BUCKET ?? `${env.GOOGLE_CLOUD_PROJECT}-email-ai-originals`,
            storageEndpoint: env.STORAGE_ENDPOINT ?? null,
          }
        : { kind: 'local', dataDir: env.DATA_DIR },
    google: {
      clientId: env.GOOGLE_CLIENT_ID,
      clientSecret: env.GOOGLE_CLIENT_SECRET,
      oauthBaseUrl: env.GOOGLE_OAUTH_BASE_URL ?? null,
      gmailBaseUrl: env.GMAIL_BASE_URL ?? null,
      watchTopic: env.GMAIL_WATCH_TOPIC ?? null,
    },
    notifications: {
      allowLoopback: env.DATA_DIR !== undefined && LOCAL_HOSTS.has(new URL(publicUrl).hostname),
      telegramBaseUrl: env.TELEGRAM_BASE_URL,
      vapidPrivateKey: env.VAPID_PRIVATE_KEY ?? null,
      vapidSubject:
        env.VAPID_SUBJECT ?? (publicUrl.startsWith('https:') ? publicUrl : 'mailto:owner@example.com'),
    },
    offersUnsubscribing: offersUnsubscribing(publicUrl, env.GMAIL_BASE_URL),
    invokerServiceAccount: env.INVOKER_SERVICE_ACCOUNT ?? null,
    silenceMs: (env.GMAIL_WATCH_TOPIC ? env.MAILBOX_SILENCE_SECONDS : env.MAILBOX_POLL_SECONDS) * 1000,
    openai: {
      apiKey: env.OPENAI_API_KEY ?? 'none',
      baseUrl: env.OPENAI_BASE_URL ?? null,
      model: env.OPENAI_MODEL,
      timeoutMs: env.OPENAI_TIMEOUT_SECONDS * 1000,
    },
    tokenPrices:
      env.OPENAI_PRICE_INPUT === undefined || env.OPENAI_PRICE_OUTPUT === undefined
        ? null
        : {
            input: env.OPENAI_PRICE_INPUT,
            output: env.OPENAI_PRICE_OUTPUT,
            currency: env.OPENAI_PRICE_CURRENCY,
          },
    dailySendingLimit: Math.min(env.DAILY_SENDING_LIMIT, maxDailySendingLimit),
    maxDailySendingLimit,
    threadTokenBudget: env.THREAD_DAILY_TOKEN_BUDGET,
    personTokenBudget: env.PERSON_DAILY_TOKEN_BUDGET,
    installationTokenBudget: env.INSTALLATION_DAILY_TOKEN_BUDGET ?? null,
    operator: { name: env.OPERATOR_NAME ?? null, contact: env.OPERATOR_CONTACT ?? null },
    signInAllowed: env.SIGN_IN_ALLOWED,
    keepSuppressions: env.KEEP_SUPPRESSIONS === 'true',
    dailyTokenBudget: env.DAILY_TOKEN_BUDGET,
    rates: {
      sign_in: { events: env.SIGN_INS_PER_MINUTE, periodMs: MINUTE, burst: env.SIGN_INS_PER_MINUTE },
      // A burst of half an hour's share, so that starting conversations with a list of people is not delayed.
      thread: { events: env.THREADS_PER_HOUR, periodMs: HOUR, burst: Math.ceil(env.THREADS_PER_HOUR / 2) },
      preview: { events: env.PREVIEWS_PER_HOUR, periodMs: HOUR, burst: Math.ceil(env.PREVIEWS_PER_HOUR / 3) },
      export: { events: env.EXPORTS_PER_HOUR, periodMs: HOUR, burst: Math.ceil(env.EXPORTS_PER_HOUR / 2) },
      document: {
        events: env.DOCUMENTS_PER_HOUR,
        periodMs: HOUR,
        burst: Math.ceil(env.DOCUMENTS_PER_HOUR / 2),
      },
      write: { events: env.WRITES_PER_MINUTE, periodMs: MINUTE, burst: env.WRITES_PER_MINUTE },
    },
    trustedProxies: env.TRUSTED_PROXIES ?? (env.DATA_DIR === undefined ? 'hosting' : 0),
    logLevel: env.LOG_LEVEL,
    demonstration: {
      mailboxesUrl: env.LOCAL_MAILBOXES_URL ?? null,
      standIns: env.LOCAL_STAND_INS.split(',').filter((part) => part !== ''),
    },
  };
};
