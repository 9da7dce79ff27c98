import { type TurnOutcome, takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { mailboxIdOf } from '../../shared/application/mailbox/mailbox-id.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import type { AppEvent } from '../../shared/application/ports/event-bus.ts';
import type { MailGateway } from '../../shared/application/ports/mail-gateway.ts';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { createMailJudge } from '../../shared/infrastructure/mail-judging/judge.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { asData } from '../../shared/persistence/thread-view.ts';
import { SimMailbox } from '../../test/simulation/gmail.ts';
import { assistantWith, mailboxWith, threadWith } from '../../test/support/documents.ts';
import { noFiles } from '../../test/support/files/no-files.ts';
import { libraryOver } from '../../test/support/library.ts';
import { MemoryStore } from '../../test/support/memory-store/memory-store.ts';

/** Duration of a call to each outside system, ms. */
export interface Latencies {
  readonly store: number;
  readonly gmail: number;
  readonly model: number;
}

export const INSTANT: Latencies = { store: 0, gmail: 0, model: 0 };
/** Usual durations within one region; the model's is that of a short mail. */
export const REALISTIC: Latencies = { store: 10, gmail: 150, model: 3_000 };

const after = (ms: number): Promise<void> =>
  ms === 0 ? Promise.resolve() : new Promise((resolve) => setTimeout(resolve, ms));

/** One conversation in a mailbox of its own. */
export interface Conversation {
  /** Sends the first mail. */
  begin(): Promise<TurnOutcome>;
  /** An answer arrives in the mailbox, without a notification yet. */
  answer(): void;
  unrelated(): void;
  /** Delivers Gmail's notification of the latest change, and takes the turns that follow. */
  notify(): Promise<void>;
  readonly sent: number;
}

const bytes = new TextEncoder();

const writerAfter = (ms: number): ReplyWriter => ({
  write: async () => {
    await after(ms);
    return {
      ok: true,
      value: {
        answer: { action: 'reply', subject: 'A call', body: 'Thank you.', reason: 'r', goalProgress: 'g' },
        usage: { inputTokens: 100, outputTokens: 20, cachedInputTokens: 0 },
        model: 'bench',
      },
    };
  },
  summarise: () => Promise.reject(new Error('nothing is long enough here')),
});

const gatewayAfter = (mailboxes: ReadonlyMap<string, SimMailbox>, ms: number): MailGateway => {
  const method = <K extends keyof MailGateway>(name: K) =>
    (async (...args: Parameters<MailGateway[K]>) => {
      await after(ms);
      const mailbox = mailboxes.get(args[0]);
      return mailbox
        ? mailbox.calls()[name](...args)
        : { ok: false, error: { code: 'revoked', message: '' } };
    }) as MailGateway[K];
  return {
    getProfile: method('getProfile'),
    listSendAs: method('listSendAs'),
    watch: method('watch'),
    stopWatch: method('stopWatch'),
    listHistory: method('listHistory'),
    getMessage: method('getMessage'),
    getAttachments: method('getAttachments'),
    getSignature: method('getSignature'),
    getThread: method('getThread'),
    searchFrom: method('searchFrom'),
    findByMessageId: method('findByMessageId'),
    createDraft: method('createDraft'),
    updateDraft: method('updateDraft'),
    getDraft: method('getDraft'),
    findDraft: method('findDraft'),
    sendDraft: method('sendDraft'),
    deleteDraft: method('deleteDraft'),
  };
};

/** The shipped use cases over in-memory back ends with a fixed response time. */
export const createInstance = async (
  count: number,
  latencies: Latencies,
): Promise<readonly Conversation[]> => {
  const memory = new MemoryStore();
  const seed = memory.connect();
  const mailboxes = new Map<string, SimMailbox>();
  let ids = 0;
  const store = memory.connect(() => after(latencies.store));
  const deps = {
    store,
    library: libraryOver(store),
    gateway: gatewayAfter(mailboxes, latencies.gmail),
    writer: writerAfter(latencies.model),
    judge: createMailJudge(),
    extractor: noFiles,
    clock: { now: Date.now },
    random: { token: () => `token${++ids}`, id: () => `id${++ids}` },
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    settings: {
      leaseMs: 180_000,
      dailyTokenBudget: 10_000_000,
      threadTokenBudget: 10_000_000,
      personTokenBudget: 10_000_000,
      maxDailySendingLimit: 1_000_000,
      silenceMs: 3_600_000,
    },
  };
  const conversations: Conversation[] = [];
  for (let n = 0; n < count; n++) {
    const email = `owner${n}@example.org`;
    const mailboxId = mailboxIdOf(email);
    const userId = `u${n}`;
    const mailbox = new SimMailbox(mailboxId, email, Date.now, 9_007_199_254_740_993n);
    mailboxes.set(mailboxId, mailbox);
    const cursor = mailbox.calls().getProfile(mailboxId);
    const historyId = cursor.ok ? cursor.value.historyId : '0';
    const now = Date.now();
    await seed.set(paths.user(userId), {
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
    await seed.set(
      paths.mailbox(mailboxId),
      asData({ ...mailboxWith(), id: mailboxId, userId, email, historyId }),
    );
    await seed.set(paths.assistant(userId, 'a1'), asData({ ...assistantWith(), userId }));
    await seed.set(paths.thread(userId, 't1'), asData({ ...threadWith(), userId, mailboxId }));
    conversations.push(conversationIn(deps, mailbox, userId));
  }
  return conversations;
};

type Deps = Omit<Parameters<typeof takeTurn>[0] & Parameters<typeof syncMailbox>[0], 'bus'>;

const conversationIn = (others: Deps, mailbox: SimMailbox, userId: string): Conversation => {
  const events: AppEvent[] = [];
  const deps = {
    ...others,
    bus: {
      publish: async (event: AppEvent) => {
        events.push(event);
      },
    },
  };
  let hint = '0';
  mailbox.onChange = (historyId) => {
    hint = historyId;
  };
  const add = (from: string, thread: string): void => {
    const domain = from.split('@')[1];
    const raw = `From: <${from}>\r\nTo: <${mailbox.email}>\r\nMessage-ID: <${mailbox.newId('x')}@${domain}>\r\nSubject: Re: A call\r\nAuthentication-Results: mx.google.com; dmarc=pass (p=NONE) header.from=${domain}\r\n\r\nWhat does it cost?\r\n`;
    mailbox.add(bytes.encode(raw), thread, ['INBOX', 'UNREAD']);
  };
  return {
    begin: () => takeTurn(deps)({ userId, threadId: 't1' }),
    answer: () => add('jane@example.com', mailbox.sent[0]?.threadId ?? ''),
    unrelated: () => add('friend@example.net', mailbox.newId('t')),
    notify: async () => {
      await syncMailbox(deps)({ mailboxId: mailbox.id, hint });
      for (let event = events.shift(); event; event = events.shift()) {
        if (event.topic === 'thread-turn') await takeTurn(deps)(event.data);
      }
    },
    get sent() {
      return mailbox.sent.length;
    },
  };
};
