import { randomBytes } from 'node:crypto';
import { composeMail } from '../../../infra/local/google/mail/compose-mail.ts';
import { type LocalGoogle, startLocalGoogle } from '../../../infra/local/google/server.ts';
import { consent } from '../../../infra/local/google/testing/google-client.ts';
import { sendMessage } from '../../../infra/local/google/world/delivery.ts';
import type { MailView } from '../../../infra/local/google/world/world.ts';
import { takeTurn } from '../../../shared/application/conversation/take-turn.ts';
import type { Library } from '../../../shared/application/knowledge/library.ts';
import { mailboxIdOf } from '../../../shared/application/mailbox/mailbox-id.ts';
import { syncMailbox } from '../../../shared/application/mailbox/sync.ts';
import { readPersonOf, writePerson } from '../../../shared/application/people/people.ts';
import type { DocumentStore } from '../../../shared/application/ports/document-store.ts';
import type { AppEvent, EventBus } from '../../../shared/application/ports/event-bus.ts';
import { refreshTokenSecretName, requiredScopes } from '../../../shared/application/ports/identity.ts';
import type { Logger } from '../../../shared/application/ports/logger.ts';
import type { MailGateway } from '../../../shared/application/ports/mail-gateway.ts';
import type { MailJudge } from '../../../shared/application/ports/mail-judge.ts';
import type { ReplyWriter } from '../../../shared/application/ports/reply-writer.ts';
import type { TextExtractor } from '../../../shared/application/ports/text-extractor.ts';
import type { Vault } from '../../../shared/application/ports/vault.ts';
import type { ThreadView } from '../../../shared/domain/conversation/events.ts';
import { type EmailThread, emailThreadSchema } from '../../../shared/domain/conversation/thread.ts';
import { personAfter } from '../../../shared/domain/person/learn.ts';
import { createGmailGateway } from '../../../shared/infrastructure/gmail/gateway.ts';
import { createGoogleIdentity } from '../../../shared/infrastructure/google-identity/identity.ts';
import { createMailJudge } from '../../../shared/infrastructure/mail-judging/judge.ts';
import { createTextExtractor } from '../../../shared/infrastructure/text-extraction/extractor.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { asData, readThreadView } from '../../../shared/persistence/thread-view.ts';
import { assistantWith, mailboxWith, threadWith } from '../documents.ts';
import { libraryOver } from '../library.ts';
import { createMeter, type Meter } from './meter.ts';

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** Everything that the use cases of a turn, of syncing and of stopping take. */
export interface RigDeps {
  readonly store: DocumentStore;
  readonly gateway: MailGateway;
  readonly writer: ReplyWriter;
  readonly judge: MailJudge;
  readonly extractor: TextExtractor;
  readonly library: Library;
  readonly bus: EventBus;
  readonly clock: { now(): number };
  readonly random: { token(): string; id(): string };
  readonly logger: Logger;
  readonly settings: {
    readonly leaseMs: number;
    readonly dailyTokenBudget: number;
    readonly threadTokenBudget: number;
    readonly personTokenBudget: number;
    readonly maxDailySendingLimit: number;
    readonly silenceMs: number;
    readonly underWay: number;
    trustMs: 30_000;
  };
}

export interface Owner {
  readonly userId: string;
  readonly email: string;
  readonly mailboxId: string;
}

/** What Gmail's push notification says. */
export interface Notification {
  readonly mailboxId: string;
  readonly hint: string;
}

export interface FreshMail {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The shipping use cases and Gmail adapter against a local Google in this process, over a store of choice. */
export interface Rig {
  readonly google: LocalGoogle;
  readonly meter: Meter;
  /** Through the meter; the store may be replaced, for a second client of the same data. */
  deps(store?: DocumentStore): RigDeps;
  /** Published and not taken yet, oldest first. */
  readonly events: AppEvent[];
  readonly notifications: Notification[];
  /** Resolves once Gmail has announced so many. */
  announced(count: number): Promise<void>;
  /** Deals with what Gmail has announced, as its push would; waits until there is something. What became of each. */
  notified(): Promise<readonly string[]>;
  /** Somebody writes a fresh mail to an owner. */
  write(owner: Owner, mail: FreshMail): void;
  /** Signs somebody in and connects the mailbox, with an assistant `a1`. */
  addOwner(email: string): Promise<Owner>;
  /** The use cases' clock goes ahead; Google's does not. */
  advance(ms: number): void;
  /** As in an instance that has just started: the access token has to be had anew. */
  forgetToken(owner: Owner): void;
  addThread(owner: Owner, recipient: string, fields?: Partial<EmailThread>): Promise<string>;
  view(owner: Owner, threadId: string): Promise<ThreadView>;
  /** Everything that is due now: what was published, what Gmail announced, and what the alarm says. */
  goOn(owner: Owner, threadId: string): Promise<void>;
  /** Our mails as they lie in somebody's mailbox, oldest first. */
  arrived(recipient: string): readonly MailView[];
  /** The recipient answers the last of our mails. */
  answer(owner: Owner, recipient: string, text: string): void;
  /** A mail that is none of our business. */
  unrelated(owner: Owner): void;
  close(): Promise<void>;
}

const isOurs = (mail: MailView): boolean =>
  mail.headers.some(({ name }) => name.toLowerCase() === 'x-email-ai-message') &&
  !mail.labelIds.includes('DRAFT');

/** A model that always replies, with words that name the newest mail. */
const replier: ReplyWriter = {
  write: async ({ items }) => ({
    ok: true,
    value: {
      answer: {
        action: 'reply',
        subject: 'A call',
        body: `Thank you for: ${items.findLast(({ role }) => role === 'user')?.text.match(/number \d+/)?.[0] ?? 'nothing yet'}.`,
        reason: 'They wrote.',
        goalProgress: 'Talking.',
      },
      usage: { inputTokens: 100, outputTokens: 20, cachedInputTokens: 0 },
      model: 'rig',
    },
  }),
  summarise: async () => ({
    ok: true,
    value: { text: '', usage: { inputTokens: 1, outputTokens: 1, cachedInputTokens: 0 }, model: 'rig' },
  }),
};

export const createRig = async (store: DocumentStore): Promise<Rig> => {
  const meter = createMeter();
  const events: AppEvent[] = [];
  const notifications: Notification[] = [];
  let onNotification = (): void => {};
  const google = await startLocalGoogle({
    port: 0,
    databasePath: ':memory:',
    inhabitants: false,
    publish: async (_topic, { emailAddress, historyId }) => {
      notifications.push({ mailboxId: mailboxIdOf(emailAddress), hint: historyId });
      onNotification();
    },
  });
  const secrets = new Map<string, string>();
  const vault: Vault = meter.vault({
    get: async (name) => secrets.get(name) ?? null,
    put: async (name, secret) => void secrets.set(name, secret),
    destroy: async (name) => void secrets.delete(name),
  });
  const identity = createGoogleIdentity({
    clientId: 'local',
    clientSecret: 'local-secret',
    vault,
    now: Date.now,
    oauthBaseUrl: google.origin,
  });
  const gateway = meter.gateway(
    createGmailGateway({
      accessToken: identity.accessToken,
      forgetAccessToken: identity.forgetAccessToken,
      watchTopic: 'projects/local/topics/gmail-notification',
      baseUrl: google.origin,
      now: Date.now,
    }),
  );
  const writer = meter.writer(replier);
  const bus = meter.bus({
    publish: async (event) => {
      events.push(event);
    },
  });
  const arrived = (recipient: string): readonly MailView[] =>
    google.world.mails(recipient).filter(isOurs).toReversed();
  let threads = 0;
  let ahead = 0;

  const clock = { now: () => Date.now() + ahead };
  const depsOn = (documents: DocumentStore): RigDeps => ({
    store: meter.store(documents),
    gateway,
    writer,
    judge: createMailJudge(),
    extractor: createTextExtractor(),
    library: libraryOver(meter.store(documents)),
    bus,
    clock,
    random: {
      token: () => randomBytes(32).toString('base64url'),
      id: () => randomBytes(16).toString('hex'),
    },
    logger: silent,
    settings: {
      leaseMs: 180_000,
      dailyTokenBudget: 10_000_000,
      threadTokenBudget: 10_000_000,
      personTokenBudget: 10_000_000,
      maxDailySendingLimit: 1_000_000,
      silenceMs: 3_600_000,
      underWay: 20,
      trustMs: 30_000,
    },
  });
  const view = async ({ userId }: Owner, threadId: string): Promise<ThreadView> => {
    const found = await readThreadView(store, userId, threadId);
    if (!found) throw new Error('no such thread');
    return found;
  };

  const announced = (count: number): Promise<void> =>
    new Promise((resolve) => {
      onNotification = () => {
        if (notifications.length >= count) resolve();
      };
      onNotification();
    });

  return {
    google,
    meter,
    events,
    notifications,
    announced,
    notified: async () => {
      await announced(1);
      const outcomes: string[] = [];
      for (const { mailboxId, hint } of notifications.splice(0)) {
        outcomes.push((await syncMailbox(depsOn(store))({ mailboxId, hint })).kind);
      }
      return outcomes;
    },
    write: (owner, { from, subject, text, headers = {} }) => {
      const raw = composeMail({
        from: { name: '', address: from },
        to: [{ name: '', address: owner.email }],
        subject,
        text,
        headers,
      });
      google.world.deliver(owner.email, raw);
    },
    arrived,
    deps: (other = store) => depsOn(other),
    addOwner: async (email) => {
      const mailboxId = mailboxIdOf(email);
      const userId = email.replaceAll(/[^a-z0-9]/g, '');
      const scopes = ['openid', 'email', 'profile', ...requiredScopes];
      const { location, codeVerifier, client } = await consent(google.origin, { email, scopes });
      const { tokens } = await client.getToken({
        code: location.searchParams.get('code') ?? '',
        codeVerifier,
      });
      secrets.set(refreshTokenSecretName(mailboxId), tokens.refresh_token ?? '');
      const watched = await gateway.watch(mailboxId);
      if (!watched.ok) throw new Error(watched.error.message);
      const { historyId } = watched.value;
      const now = Date.now();
      await store.set(paths.user(userId), {
        schemaVersion: 1,
        id: userId,
        email,
        name: 'Olivia Owner',
        picture: null,
        timeZone: 'UTC',
        dailySendingLimit: 2000,
        retentionDays: null,
        createdAt: now,
        updatedAt: now,
      });
      const mailbox = mailboxWith();
      await store.set(
        paths.mailbox(mailboxId),
        asData({ ...mailbox, id: mailboxId, userId, email, historyId }),
      );
      await store.set(paths.assistant(userId, 'a1'), asData({ ...assistantWith(), userId }));
      return { userId, email, mailboxId };
    },
    addThread: async ({ userId, mailboxId }, recipient, fields = {}) => {
      const id = `t${++threads}`;
      const thread = emailThreadSchema.parse({
        ...threadWith(fields),
        id,
        userId,
        mailboxId,
        recipient: { email: recipient, name: null },
        recipientEmail: recipient,
      });
      await store.transaction(async (tx) => {
        const person = await readPersonOf(tx, thread, clock.now());
        tx.set(paths.thread(userId, id), asData(thread));
        writePerson(tx, userId, person, personAfter(person.known, [], { thread, messages: [] }, clock.now()));
      });
      return id;
    },
    advance: (ms) => {
      ahead += ms;
    },
    forgetToken: ({ mailboxId }) => identity.forgetAccessToken(mailboxId),
    view,
    goOn: async (owner, threadId) => {
      const { userId, mailboxId } = owner;
      await syncMailbox(depsOn(store))({ mailboxId, hint: null });
      events.splice(0);
      const { thread } = await view(owner, threadId);
      if (thread.nextActionAt !== null && thread.nextActionAt <= clock.now()) {
        await takeTurn(depsOn(store))({ userId, threadId });
      }
    },
    answer: (owner, recipient, text) => {
      const last = arrived(recipient).at(-1);
      if (!last) throw new Error(`${recipient} has nothing to answer`);
      const raw = composeMail({
        from: { name: '', address: recipient },
        to: [{ name: '', address: owner.email }],
        subject: last.subject.startsWith('Re:') ? last.subject : `Re: ${last.subject}`,
        text,
        inReplyTo: last.messageId,
      });
      sendMessage(google.world.kernel, recipient, raw, last.threadId);
    },
    unrelated: (owner) => {
      const raw = composeMail({
        from: { name: '', address: 'friend@example.com' },
        to: [{ name: '', address: owner.email }],
        subject: 'Lunch',
        text: 'Shall we?',
      });
      sendMessage(google.world.kernel, 'friend@example.com', raw, null);
    },
    close: () => google.close(),
  };
};
