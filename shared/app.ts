import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createRateLimiter, type RateLimiter } from './application/account/rate-limiter.ts';
import { createUnsubscribeLinks, type UnsubscribeLinks } from './application/account/unsubscribe-links.ts';
import { PROMPT_HAND_OUT_MS } from './application/conversation/hand-out.ts';
import { createTurnGate, type TurnGate } from './application/conversation/turn-gate.ts';
import { createLibrary, type Library } from './application/knowledge/library.ts';
import type { ChannelSenders } from './application/ports/channel-sender.ts';
import type { Clock, Random } from './application/ports/clock.ts';
import type { DocumentStore } from './application/ports/document-store.ts';
import type { EventBus } from './application/ports/event-bus.ts';
import type { Identity } from './application/ports/identity.ts';
import type { Logger } from './application/ports/logger.ts';
import type { MailGateway } from './application/ports/mail-gateway.ts';
import type { MailJudge } from './application/ports/mail-judge.ts';
import type { ModelDirectory } from './application/ports/model-directory.ts';
import type { Originals } from './application/ports/originals.ts';
import type { PageFetcher } from './application/ports/page-fetcher.ts';
import type { PassageSearch } from './application/ports/passage-search.ts';
import type { ReplyWriter } from './application/ports/reply-writer.ts';
import type { TextExtractor } from './application/ports/text-extractor.ts';
import { systemTimer, type Timer } from './application/ports/timer.ts';
import type { Vault } from './application/ports/vault.ts';
import type { Wording } from './application/ports/wording.ts';
import {
  createInstallationTokens,
  type InstallationTokens,
  unlimitedTokens,
} from './application/writing/installation-tokens.ts';
import { type Config, loadConfig } from './config.ts';
import { wordingFor } from './contract/messages/wording.ts';
import { currentRequest } from './http/request-context.ts';
import { withRequiredIndexes } from './infrastructure/document-store/required-index.ts';
import { createFirestoreStore } from './infrastructure/firestore/document-store.ts';
import { createGoogleIdentity } from './infrastructure/google-identity/identity.ts';
import {
  createInvokerVerifier,
  type InvokerVerifier,
} from './infrastructure/google-identity/service-token.ts';
import { createLocalBus } from './infrastructure/local-bus/local-bus.ts';
import { createLocalVault } from './infrastructure/local-vault/vault.ts';
import { createLogger } from './infrastructure/logging/logger.ts';
import { createMailJudge } from './infrastructure/mail-judging/judge.ts';
import { createChannelSenders } from './infrastructure/notification/senders.ts';
import { onFirstUse } from './infrastructure/on-first-use.ts';
import { createPubSubBus } from './infrastructure/pubsub/event-bus.ts';
import { createSecretManagerVault } from './infrastructure/secret-manager/vault.ts';
import { createSqliteStore } from './infrastructure/sqlite/document-store.ts';
import { createTextExtractor, DOCUMENT_LIMITS } from './infrastructure/text-extraction/extractor.ts';
import { indexes } from './persistence/indexes.ts';

/** The dependencies of all use cases; each takes those that it declares. */
export interface App {
  readonly config: Config;
  readonly publicUrl: string;
  readonly store: DocumentStore;
  readonly vault: Vault;
  readonly bus: EventBus;
  readonly identity: Identity;
  readonly gateway: MailGateway;
  readonly writer: ReplyWriter;
  readonly judge: MailJudge;
  readonly extractor: TextExtractor;
  readonly documentReader: TextExtractor;
  readonly library: Library;
  readonly originals: Originals;
  readonly pages: PageFetcher;
  readonly models: ModelDirectory;
  readonly senders: ChannelSenders;
  readonly wording: Wording;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly invoker: InvokerVerifier;
  readonly limiter: RateLimiter;
  readonly unsubscribe: UnsubscribeLinks;
  readonly installationTokens: InstallationTokens;
  readonly timer: Timer;
  readonly gate: TurnGate;
  readonly settings: {
    readonly redirectUri: string;
    readonly push: boolean;
    readonly silenceMs: number;
    readonly dailySendingLimit: number;
    readonly maxDailySendingLimit: number;
    readonly dailyTokenBudget: number;
    readonly threadTokenBudget: number;
    readonly personTokenBudget: number;
    readonly signInAllowed: readonly string[];
    readonly keepSuppressions: boolean;
    readonly underWay: number;
    readonly trustMs: number;
    readonly leaseMs: number;
    readonly turnMs: number;
  };
}

export type Overrides = Partial<Omit<App, 'config' | 'publicUrl' | 'settings' | 'installationTokens'>>;

const systemRandom: Random = {
  token: () => randomBytes(32).toString('base64url'),
  id: () => randomBytes(16).toString('hex'),
};

/** A turn that is alive renews its lease several times within this; what a crash leaves is taken on after it. */
const LEASE_MS = 30_000;
/** Time of a turn without waiting for the model, with a margin. */
const TURN_MARGIN_MS = 60_000;
/** How often a turn may wait for the model: for a summary, a text, and a second attempt at the text. */
const MODEL_CALLS = 3;

/** How many low-priority turns the sweep keeps under way: fewer than can run at a time, so that answers need not wait. */
const UNDER_WAY = { local: 20, 'google-cloud': 40 } as const;

/** On one machine a start removes the marks of the process before it, and the sweep runs each second. */
const TRUST_MS = { local: PROMPT_HAND_OUT_MS, 'google-cloud': 0 } as const;

/** On Google Cloud many processes sign, and one instance sweeps. */
const KEY_MADE_BY = { local: 'first_use', 'google-cloud': 'sweep' } as const;

/** The composition root: the only place that knows every adapter. Clients are loaded on first use, not here. */
export const createApp = (config: Config, overrides: Overrides = {}): App => {
  const clock = overrides.clock ?? { now: () => Date.now() };
  const logger = overrides.logger ?? loggerOf(config);
  const timer = overrides.timer ?? systemTimer;
  const { google, platform } = config;
  const oauth = google.oauthBaseUrl === null ? {} : { oauthBaseUrl: google.oauthBaseUrl };
  const vault = overrides.vault ?? vaultOf(platform);
  const store = overrides.store ?? storeOf(platform);
  const identity =
    overrides.identity ??
    createGoogleIdentity({
      clientId: google.clientId,
      clientSecret: google.clientSecret,
      vault,
      now: clock.now,
      ...oauth,
    });
  const gateway = overrides.gateway ?? gatewayOf(config, identity, clock);
  return {
    config,
    publicUrl: config.publicUrl,
    clock,
    vault,
    identity,
    random: overrides.random ?? systemRandom,
    logger,
    store,
    limiter: overrides.limiter ?? createRateLimiter({ store, clock, rates: config.rates }),
    unsubscribe:
      overrides.unsubscribe ??
      createUnsubscribeLinks(vault, {
        publicUrl: config.publicUrl,
        isOffered: config.offersUnsubscribing,
        keyMadeBy: KEY_MADE_BY[platform.kind],
      }),
    bus: overrides.bus ?? busOf(platform),
    gateway,
    writer: overrides.writer ?? writerOf(config),
    judge: overrides.judge ?? createMailJudge(),
    extractor: overrides.extractor ?? createTextExtractor(),
    documentReader: overrides.documentReader ?? createTextExtractor(DOCUMENT_LIMITS),
    library: overrides.library ?? createLibrary({ store, search: searchOnFirstUse(), logger }),
    originals: overrides.originals ?? originalsOf(platform),
    pages: overrides.pages ?? pagesOf(config),
    models: overrides.models ?? modelsOf(config),
    senders:
      overrides.senders ?? createChannelSenders({ gateway, vault, now: clock.now, ...config.notifications }),
    wording: overrides.wording ?? wordingFor(config.publicUrl),
    invoker:
      overrides.invoker ??
      createInvokerVerifier({
        audience: config.publicUrl,
        serviceAccountEmail: config.invokerServiceAccount ?? '',
        ...oauth,
      }),
    timer,
    gate: overrides.gate ?? createTurnGate(timer),
    installationTokens:
      config.installationTokenBudget === null
        ? unlimitedTokens
        : createInstallationTokens({ store, clock }, config.installationTokenBudget),
    settings: {
      redirectUri: `${config.publicUrl}/api/auth/callback`,
      push: google.watchTopic !== null,
      silenceMs: config.silenceMs,
      dailySendingLimit: config.dailySendingLimit,
      maxDailySendingLimit: config.maxDailySendingLimit,
      dailyTokenBudget: config.dailyTokenBudget,
      threadTokenBudget: config.threadTokenBudget,
      personTokenBudget: config.personTokenBudget,
      signInAllowed: config.signInAllowed,
      keepSuppressions: config.keepSuppressions,
      underWay: UNDER_WAY[platform.kind],
      trustMs: TRUST_MS[platform.kind],
      leaseMs: LEASE_MS,
      turnMs: MODEL_CALLS * config.openai.timeoutMs + TURN_MARGIN_MS,
    },
  };
};

/** The configured model and its server. */
export const modelOf = ({ openai }: Pick<Config, 'openai'>) => ({
  apiKey: openai.apiKey,
  model: openai.model,
  ...(openai.baseUrl === null ? {} : { baseUrl: openai.baseUrl }),
});

const writerOf = (config: Config): ReplyWriter =>
  onFirstUse<ReplyWriter>({ write: true, summarise: true }, async () => {
    const { createOpenAIWriter } = await import('./infrastructure/openai/writer.ts');
    return createOpenAIWriter({ ...modelOf(config), timeoutMs: config.openai.timeoutMs });
  });

const modelsOf = (config: Config): ModelDirectory =>
  onFirstUse<ModelDirectory>({ describe: true }, async () => {
    const { createModelDirectory } = await import('./infrastructure/openai/model-directory.ts');
    return createModelDirectory(modelOf(config));
  });

const searchOnFirstUse = (): PassageSearch =>
  onFirstUse<PassageSearch>({ index: true }, async () => {
    const { createPassageSearch } = await import('./infrastructure/passage-search/search.ts');
    return createPassageSearch();
  });

const pagesOf = ({ notifications }: Config): PageFetcher =>
  onFirstUse<PageFetcher>({ fetchPage: true }, async () => {
    const { createPageFetcher } = await import('./infrastructure/web-page/fetch-page.ts');
    return createPageFetcher({ allowLoopback: notifications.allowLoopback });
  });

const originalsOf = (platform: Platform): Originals =>
  onFirstUse<Originals>({ put: true, get: true, deleteDocument: true, deleteUser: true }, async () => {
    if (platform.kind === 'local') {
      const { createFolderOriginals } = await import('./infrastructure/originals/folder.ts');
      return createFolderOriginals({ folder: originalsFolder(platform.dataDir) });
    }
    const { createCloudStorageOriginals } = await import('./infrastructure/originals/cloud-storage.ts');
    return createCloudStorageOriginals({
      projectId: platform.projectId,
      bucket: platform.originalsBucket,
      ...(platform.storageEndpoint === null ? {} : { apiEndpoint: platform.storageEndpoint }),
    });
  });

const gatewayOf = ({ google }: Config, identity: Identity, clock: Clock): MailGateway =>
  onFirstUse<MailGateway>(
    {
      getProfile: true,
      listSendAs: true,
      watch: true,
      stopWatch: true,
      listHistory: true,
      getMessage: true,
      getAttachments: true,
      getSignature: true,
      getThread: true,
      searchFrom: true,
      findByMessageId: true,
      createDraft: true,
      updateDraft: true,
      getDraft: true,
      findDraft: true,
      sendDraft: true,
      deleteDraft: true,
    },
    async () => {
      const { createGmailGateway } = await import('./infrastructure/gmail/gateway.ts');
      return createGmailGateway({
        accessToken: identity.accessToken,
        forgetAccessToken: identity.forgetAccessToken,
        watchTopic: google.watchTopic ?? '',
        now: clock.now,
        ...(google.gmailBaseUrl === null ? {} : { baseUrl: google.gmailBaseUrl }),
      });
    },
  );

/** One line per decision, with the function and the trace of the current request. */
export const loggerOf = ({ logLevel, platform }: Config): Logger =>
  createLogger({
    level: logLevel,
    projectId: platform.kind === 'google-cloud' ? platform.projectId : undefined,
    context: currentRequest,
  });

type Platform = Config['platform'];

/** The embedded stand-ins share one SQLite file. */
export const localDatabasePath = (dataDir: string): string => join(dataDir, 'email-ai.sqlite');

/** Documents as they were uploaded. */
export const originalsFolder = (dataDir: string): string => join(dataDir, 'originals');

const storeOf = (platform: Platform): DocumentStore =>
  platform.kind === 'local'
    ? withRequiredIndexes(createSqliteStore({ path: localDatabasePath(platform.dataDir), indexes }), indexes)
    : createFirestoreStore({
        projectId: platform.projectId,
        ...(platform.databaseId === null ? {} : { databaseId: platform.databaseId }),
        ...(platform.firestoreHost === null ? {} : { host: platform.firestoreHost }),
      });

const vaultOf = (platform: Platform): Vault =>
  platform.kind === 'local'
    ? createLocalVault({
        databasePath: localDatabasePath(platform.dataDir),
        keyPath: join(platform.dataDir, 'vault.key'),
      })
    : createSecretManagerVault({
        projectId: platform.projectId,
        ...(platform.secretManagerEndpoint === null ? {} : { localEndpoint: platform.secretManagerEndpoint }),
      });

const busOf = (platform: Platform): EventBus =>
  platform.kind === 'local'
    ? createLocalBus({
        databasePath: localDatabasePath(platform.dataDir),
        now: Date.now,
        random: Math.random,
      })
    : createPubSubBus({
        projectId: platform.projectId,
        topicPrefix: platform.topicPrefix,
        ...(platform.pubsubHost === null ? {} : { apiEndpoint: platform.pubsubHost }),
      });

let current: App | undefined;

/** The app of this process, created from its environment on first use. */
export const currentApp = (): App => {
  current ??= createApp(loadConfig(process.env));
  return current;
};

/** Replaces the app: the local stack and tests compose their own. */
export const useApp = (app: App): void => {
  current = app;
};
