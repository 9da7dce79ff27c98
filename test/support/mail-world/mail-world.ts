import { createHash, randomUUID } from 'node:crypto';
import { createAssistant } from '../../../shared/application/assistant/assistants.ts';
import { type CreateThread, createThread } from '../../../shared/application/conversation/create.ts';
import { type TurnOutcome, takeTurn } from '../../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../../shared/application/mailbox/sync.ts';
import type { AppEvent } from '../../../shared/application/ports/event-bus.ts';
import type { ReplyWriter } from '../../../shared/application/ports/reply-writer.ts';
import { type UsageDay, userSchema } from '../../../shared/domain/account/user.ts';
import type { Assistant } from '../../../shared/domain/assistant/assistant.ts';
import type { ThreadView } from '../../../shared/domain/conversation/events.ts';
import { mailboxSchema } from '../../../shared/domain/mailbox/mailbox.ts';
import { createGmailGateway } from '../../../shared/infrastructure/gmail/gateway.ts';
import { createMailJudge } from '../../../shared/infrastructure/mail-judging/judge.ts';
import { createTextExtractor } from '../../../shared/infrastructure/text-extraction/extractor.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { asData, readThreadView } from '../../../shared/persistence/thread-view.ts';
import { expectOk, type Setup, setUp } from '../../contract/identity.setup.ts';
import { libraryOver } from '../library.ts';
import { MemoryStore } from '../memory-store/memory-store.ts';
import { memoryVault } from '../memory-vault.ts';

export const TOKEN_BUDGET = 1_000_000;

export interface Logged {
  readonly event: string;
  readonly fields: object;
}

const addressIn = (from: string): string => /<([^>]*)>/.exec(from)?.[1] ?? from;

/** A mail as it arrives at the owner's Gmail, which vouches for its sender. */
export const arriving = (fields: {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly inReplyTo: string;
  readonly headers?: readonly string[];
  readonly type?: string;
  readonly body: string;
}): string => {
  const own = fields.headers ?? [];
  const names = new Set(own.map((header) => header.split(':')[0]?.toLowerCase()));
  const usual = [
    `Return-Path: <${addressIn(fields.from)}>`,
    'Authentication-Results: mx.google.com; dkim=pass header.i=@example.com; spf=pass; dmarc=pass header.from=example.com',
    `From: ${fields.from}`,
    `To: ${fields.to}`,
    `Subject: ${fields.subject}`,
    `Message-ID: <${randomUUID()}@example.com>`,
    `In-Reply-To: ${fields.inReplyTo}`,
    `References: ${fields.inReplyTo}`,
    'MIME-Version: 1.0',
    `Content-Type: ${fields.type ?? 'text/plain; charset=utf-8'}`,
  ].filter((header) => !names.has(header.split(':')[0]?.toLowerCase()));
  return [...usual, ...own, '', fields.body, ''].join('\r\n');
};

/**
 * The shipping use cases over Google's stand-in and a store in memory, one owner at a time. Events are handed out by
 * `play`, so that a test knows when everything has come to rest.
 */
export const openMailWorld = async (writer: ReplyWriter) => {
  const setup: Setup = await setUp();
  const store = new MemoryStore();
  const connection = store.connect();
  const events: AppEvent[] = [];
  const logged: Logged[] = [];
  let offset = 0;
  let ids = 0;
  const log = (event: string, fields: object = {}): void => void logged.push({ event, fields });
  const unique = (): string => createHash('sha256').update(`${ids++}`).digest('hex').slice(0, 32);
  const clock = { now: () => Date.now() + offset };
  const current = { writer };
  const deps = {
    store: connection,
    clock,
    random: { token: unique, id: unique },
    logger: { info: log, warn: log, error: log },
    bus: { publish: async (event: AppEvent) => void events.push(event) },
    writer: {
      write: (prompt) => current.writer.write(prompt),
      summarise: (prompt) => current.writer.summarise(prompt),
    } satisfies ReplyWriter,
    gateway: createGmailGateway({
      accessToken: (mailboxId) => setup.identity.accessToken(mailboxId),
      forgetAccessToken: (mailboxId) => setup.identity.forgetAccessToken(mailboxId),
      watchTopic: 'projects/local/topics/gmail-notification',
      baseUrl: setup.google.origin,
      now: clock.now,
    }),
    judge: createMailJudge(),
    extractor: createTextExtractor(),
    library: libraryOver(connection),
    settings: {
      leaseMs: 60_000,
      silenceMs: 3_600_000,
      dailyTokenBudget: TOKEN_BUDGET,
      threadTokenBudget: TOKEN_BUDGET,
      personTokenBudget: TOKEN_BUDGET,
      maxDailySendingLimit: 500,
    },
  };

  const signUp = async (name: string, change: { retentionDays?: number } = {}) => {
    const email = `${name}-${unique().slice(0, 8)}@example.com`;
    const mailboxId = await setup.signIn(email);
    const now = clock.now();
    const watched = expectOk(await deps.gateway.watch(mailboxId));
    const user = userSchema.parse({
      schemaVersion: 1,
      id: `user-${mailboxId}`,
      email,
      name: 'Olivia Owner',
      picture: null,
      timeZone: 'Europe/Berlin',
      dailySendingLimit: 500,
      paceSeconds: 0,
      retentionDays: change.retentionDays ?? null,
      retentionDueAt: change.retentionDays === undefined ? null : now,
      createdAt: now,
      updatedAt: now,
    });
    const mailbox = mailboxSchema.parse({
      schemaVersion: 1,
      id: mailboxId,
      userId: user.id,
      email,
      aliases: [],
      status: 'connected',
      historyId: watched.historyId,
      watchExpiresAt: watched.expiresAt,
      watchDueAt: watched.expiresAt,
      nextSyncAt: now,
      stuck: null,
      resync: null,
      createdAt: now,
      updatedAt: now,
    });
    await connection.set(paths.user(user.id), asData(user));
    await connection.set(paths.mailbox(mailboxId), asData(mailbox));
    return { userId: user.id, mailboxId, email };
  };
  type Owner = Awaited<ReturnType<typeof signUp>>;

  /** Hands out events until there are none; how the last turn ended. */
  const play = async (owner: Owner): Promise<TurnOutcome | null> => {
    let outcome: TurnOutcome | null = null;
    const synced = await syncMailbox(deps)({ mailboxId: owner.mailboxId, hint: null });
    if (synced.kind === 'retry') throw new Error(synced.why);
    for (let event = events.shift(); event; event = events.shift()) {
      if (event.topic === 'thread-turn') outcome = await takeTurn(deps)(event.data);
    }
    return outcome;
  };

  const view = async (owner: Owner, threadId: string): Promise<ThreadView> => {
    const found = await readThreadView(connection, owner.userId, threadId);
    if (!found) throw new Error('no such thread');
    return found;
  };

  const vault = memoryVault(new Map());

  return {
    google: setup.google.world,
    store,
    deps,
    logged,
    signUp,
    play,
    view,
    /** From now on another writer answers. */
    useWriter: (other: ReplyWriter): void => {
      current.writer = other;
    },
    /** Of the application's clock; Google's stays. */
    advance: (ms: number): void => {
      offset += ms;
    },
    assistant: (owner: Owner, fields: Partial<Assistant> = {}) =>
      createAssistant(deps)({
        userId: owner.userId,
        fields: {
          name: 'Alex',
          instructions: 'Be brief.',
          knowledge: '',
          language: null,
          signature: null,
          mode: 'autonomous',
          limits: { repliesPerThread: 100 },
          replyDelayMinutes: 0,
          workingHours: null,
          ...fields,
        },
      }),
    start: async (owner: Owner, request: CreateThread): Promise<string> => {
      setup.google.world.ensureMailbox(request.recipient.email);
      const started = expectOk(
        await createThread({ ...deps, vault, settings: {} })({ ...owner, request, idempotencyKey: null }),
      );
      await play(owner);
      return started.thread.id;
    },
    /** What `raw` builds, given our latest mail as the recipient has it, arrives at the owner's. */
    answer: async (
      owner: Owner,
      threadId: string,
      body: string | ((ours: { messageId: string; subject: string }) => string),
    ): Promise<void> => {
      const { thread } = await view(owner, threadId);
      const ours = setup.google.world
        .mails(thread.recipient.email)
        .find((mail) => addressIn(mail.from) === owner.email);
      if (!ours) throw new Error('nothing to answer');
      const raw =
        typeof body === 'string'
          ? arriving({
              from: `Mia Miller <${thread.recipient.email}>`,
              to: owner.email,
              subject: `Re: ${ours.subject}`,
              inReplyTo: ours.messageId,
              body,
            })
          : body(ours);
      setup.google.world.deliver(owner.email, Buffer.from(raw));
      await play(owner);
    },
    day: async (owner: Owner): Promise<UsageDay | null> => {
      const [day] = await connection.query({ collection: paths.days(owner.userId) });
      return day ? (day.data as unknown as UsageDay) : null;
    },
    close: () => setup.close(),
  };
};
export type MailWorld = Awaited<ReturnType<typeof openMailWorld>>;
export type Owner = Awaited<ReturnType<MailWorld['signUp']>>;
