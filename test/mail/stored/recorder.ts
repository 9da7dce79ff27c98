import { syncMailbox } from '../../../shared/application/mailbox/sync.ts';
import { documentBytes } from '../../../shared/application/ports/document-size.ts';
import type { DocumentStore } from '../../../shared/application/ports/document-store.ts';
import type { MailGateway } from '../../../shared/application/ports/mail-gateway.ts';
import type { TextExtractor } from '../../../shared/application/ports/text-extractor.ts';
import type { Message } from '../../../shared/domain/conversation/message.ts';
import type { EmailThread } from '../../../shared/domain/conversation/thread.ts';
import { createMailJudge } from '../../../shared/infrastructure/mail-judging/judge.ts';
import { createTextExtractor } from '../../../shared/infrastructure/text-extraction/extractor.ts';
import { paths } from '../../../shared/persistence/paths.ts';
import { asData } from '../../../shared/persistence/thread-view.ts';
import { MAX_BYTES } from '../../../shared/persistence/within-limit.ts';
import { SimMailbox } from '../../simulation/gmail.ts';
import { assistantWith, begun, mailboxWith, NOW, OWNER, userWith } from '../../support/documents.ts';

const encoder = new TextEncoder();
const HEALTHY = 'healthy@example.com';

/** A whole mailbox from the bytes of a mail to what lies in a store: the shipping code but for Gmail's own answers. */
export const openRecorder = async (
  store: DocumentStore,
  extractor: TextExtractor = createTextExtractor(),
) => {
  let now = NOW;
  let ids = 0;
  const clock = { now: () => now };
  const gmail = new SimMailbox('m1', OWNER, clock.now, 1n << 60n);
  const answers = gmail.calls();
  const gateway = Object.fromEntries(
    Object.entries(answers).map(([name, call]) => [
      name,
      async (...args: unknown[]) => (call as (...args: unknown[]) => unknown)(...args),
    ]),
  ) as unknown as MailGateway;
  const failures: unknown[] = [];
  const deps = {
    store,
    gateway,
    judge: createMailJudge(),
    extractor,
    clock,
    bus: { publish: async () => {} },
    random: { token: () => `token${++ids}`, id: () => `id${++ids}` },
    logger: {
      info: () => {},
      warn: () => {},
      error: (event: string, fields?: object, error?: unknown) => void failures.push([event, fields, error]),
    },
    settings: { silenceMs: 3_600_000 },
  };
  const begin = async (id: string, recipient: string, fields: Partial<EmailThread> = {}): Promise<void> => {
    const thread = begun({
      ...fields,
      recipient: { email: recipient, name: null },
      recipientEmail: recipient,
      gmailThreadId: `g-${id}`,
    });
    await store.set(paths.thread('u1', id), asData({ ...thread, id }));
  };
  await store.set(paths.user('u1'), asData(userWith()));
  await store.set(paths.assistant('u1', 'a1'), asData(assistantWith()));
  await store.set(paths.mailbox('m1'), asData(mailboxWith({ historyId: String(gmail.latestHistoryId) })));
  await begin('healthy', HEALTHY);
  let healthy = 0;

  return {
    deps,
    gmail,
    /** What was logged as an error. */
    failures,
    begin,
    advance: (ms: number): void => {
      now += ms;
    },
    sync: (change: Partial<typeof deps> = {}, isRepeated = false) =>
      syncMailbox({ ...deps, ...change })({ mailboxId: 'm1', hint: null, isRepeated }),
    /** A mail comes into a conversation, and one into another; their ids. */
    arrive: (threadId: string, raw: Uint8Array): { readonly id: string; readonly healthyId: string } => {
      const { id } = gmail.add(raw, `g-${threadId}`, ['INBOX']);
      const next = encoder.encode(`From: ${HEALTHY}\r\nSubject: Re: A call\r\n\r\nHealthy ${++healthy}`);
      return { id, healthyId: gmail.add(next, 'g-healthy', ['INBOX']).id };
    },
    message: async (threadId: string, id: string): Promise<Message | null> =>
      ((await store.get(paths.message('u1', threadId, id)))?.data as unknown as Message | undefined) ?? null,
    thread: async (threadId: string): Promise<EmailThread> =>
      (await store.get(paths.thread('u1', threadId)))?.data as unknown as EmailThread,
    mailbox: async () => (await store.get(paths.mailbox('m1')))?.data,
    /** Paths of documents of a conversation that are over the limit. */
    tooLarge: async (threadId: string): Promise<readonly string[]> => {
      const thread = await store.get(paths.thread('u1', threadId));
      const messages = await store.query({ collection: paths.messages('u1', threadId) });
      return [...(thread ? [thread] : []), ...messages]
        .filter(({ path, data }) => documentBytes(path, data) > MAX_BYTES)
        .map(({ path }) => path);
    },
  };
};
export type Recorder = Awaited<ReturnType<typeof openRecorder>>;
