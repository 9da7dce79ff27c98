import { beforeEach, describe, expect, test } from 'vitest';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import {
  type DocumentStore,
  StoreError,
  type Transaction,
} from '../../shared/application/ports/document-store.ts';
import type { TextExtractor } from '../../shared/application/ports/text-extractor.ts';
import { err } from '../../shared/domain/result.ts';
import { openRecorder, type Recorder } from '../mail/stored/recorder.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';

const MINUTE = 60_000;
const encoder = new TextEncoder();
const mailOf = (body: string): Uint8Array =>
  encoder.encode(
    `From: jane@example.com\r\nTo: owner@example.org\r\nAuthentication-Results: mx.google.com; dmarc=pass header.from=example.com\r\nSubject: Re: A call\r\n${body}`,
  );
const PLAIN = mailOf('\r\nYes, that suits me.');
/** Read in a function's own memory, with a file: large enough to be too much for it. */
const LARGE = mailOf(
  `Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nYes.\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\n${'Prices. '.repeat(40_000)}\r\n--b--\r\n`,
);

/** A store that refuses to write documents of that name. */
const refusing = (store: DocumentStore, id: () => string, error: () => Error): DocumentStore => ({
  ...store,
  transaction: (body) =>
    store.transaction((tx) => {
      const refuse = (path: string): void => {
        if (path.endsWith(`/${id()}`)) throw error();
      };
      const guarded: Transaction = {
        ...tx,
        set: (path, data) => {
          refuse(path);
          tx.set(path, data);
        },
      };
      return body(guarded);
    }),
});

/** Refuses the mail in its thread's transaction, and once more by itself. */
const refusingTwice = (real: DocumentStore, id: string): DocumentStore => {
  let refusals = 2;
  return refusing(
    real,
    () => (refusals > 0 ? id : ''),
    () => {
      refusals--;
      return new StoreError('too_large', 'too large');
    },
  );
};

describe('work on one mail fails', () => {
  let recorder: Recorder;
  let store: DocumentStore;
  beforeEach(async () => {
    store = new MemoryStore().connect();
    recorder = await openRecorder(store);
    await recorder.begin('ill', 'jane@example.com');
  });
  const cursor = async () => (await recorder.mailbox())?.historyId;
  const attention = async () => (await recorder.thread('ill')).attention;

  test('each exception in recording is a try; then the mail is set aside with its reason, and the cursor goes on', async () => {
    const { id, healthyId } = recorder.arrive('ill', PLAIN);
    const before = await cursor();
    let tries = 0;
    const isFlagged = async (): Promise<boolean> => (await attention()) !== null;
    while (!(await isFlagged()) && tries < 20) {
      // Recording fails; what is then written in its place does not.
      const sync = recorder.sync({ store: refusingTwice(store, id) });
      expect(await sync).toMatchObject({ kind: 'postponed' });
      expect(await cursor(), 'the cursor waits for the mail').toBe(before);
      // The other conversation does not.
      expect(await recorder.message('healthy', healthyId)).not.toBeNull();
      recorder.advance(MINUTE);
      tries++;
    }
    expect(tries).toBe(5);
    expect(await attention()).toMatchObject({ code: 'mail_unreadable', params: { cause: 'not_read' } });
    expect(await recorder.message('ill', id)).toMatchObject({
      classification: { kind: 'unreadable', reason: 'could not be read' },
      resolution: { code: 'not_read' },
    });
    expect(await recorder.sync()).toMatchObject({ kind: 'synced' });
    expect(await cursor()).not.toBe(before);
    expect(await recorder.mailbox()).toMatchObject({ tried: [], stuck: null });
  });

  test('of several mails of a conversation, the others are recorded', async () => {
    const first = recorder.arrive('ill', PLAIN);
    const second = recorder.arrive('ill', PLAIN);
    const third = recorder.arrive('ill', PLAIN);
    const faulty = refusing(
      store,
      () => second.id,
      () => new TypeError('a bug'),
    );
    expect(await recorder.sync({ store: faulty })).toMatchObject({ kind: 'postponed' });
    for (const { id } of [first, third]) expect(await recorder.message('ill', id)).not.toBeNull();
    expect(await recorder.message('ill', second.id)).toBeNull();
    expect(await recorder.mailbox()).toMatchObject({
      tried: [{ messageId: second.id, attempts: 1, outcome: 'failed' }],
      stuck: { messageId: second.id, attempts: 1 },
    });
    expect(await recorder.sync()).toMatchObject({ kind: 'synced' });
    expect(await recorder.message('ill', second.id)).not.toBeNull();
    expect(await recorder.mailbox()).toMatchObject({ tried: [], stuck: null });
  });

  test('an exception in reading is a try as well', async () => {
    const { id } = recorder.arrive('ill', LARGE);
    const extractor: TextExtractor = {
      extract: () => {
        throw new RangeError('Array buffer allocation failed');
      },
    };
    for (let tries = 1; tries <= 5; tries++) {
      expect(await recorder.sync({ extractor })).toMatchObject({ kind: 'postponed' });
      if (tries < 5)
        expect(await recorder.mailbox()).toMatchObject({ tried: [{ messageId: id, attempts: tries }] });
      recorder.advance(MINUTE);
    }
    expect(await attention()).toMatchObject({ params: { cause: 'not_read' } });
    expect(await recorder.sync({ extractor })).toMatchObject({ kind: 'synced' });
  });

  test('a process that dies of a large mail: the try was noted before, and after five it is not begun again', async () => {
    const { id, healthyId } = recorder.arrive('ill', LARGE);
    let begun = 0;
    for (let death = 1; death <= 5; death++) {
      const reached = Promise.withResolvers<void>();
      /** Never answers: as if the process had died there. */
      const extractor: TextExtractor = {
        extract: () => {
          begun++;
          reached.resolve();
          return new Promise(() => {});
        },
      };
      void recorder.sync({ extractor });
      await reached.promise;
      expect(await recorder.mailbox()).toMatchObject({
        tried: [{ messageId: id, attempts: death, outcome: 'begun' }],
      });
      recorder.advance(MINUTE);
    }
    expect(await recorder.sync()).toMatchObject({ kind: 'synced' });
    expect(begun).toBe(5);
    expect(await attention()).toMatchObject({ code: 'mail_unreadable', params: { cause: 'not_read' } });
    expect(await recorder.message('healthy', healthyId)).not.toBeNull();
    expect(await recorder.mailbox()).toMatchObject({ tried: [] });
  });

  test('a small mail costs no note, unless its event is delivered again', async () => {
    const noted: string[] = [];
    const watched: DocumentStore = {
      ...store,
      transaction: (body) =>
        store.transaction((tx) =>
          body({
            ...tx,
            update: (path, patch) => {
              if (Array.isArray(patch.tried) && patch.tried.length > 0) noted.push(path);
              tx.update(path, patch);
            },
          }),
        ),
    };
    recorder.arrive('ill', PLAIN);
    expect(await recorder.sync({ store: watched })).toMatchObject({ kind: 'synced' });
    expect(noted).toEqual([]);
    recorder.arrive('ill', PLAIN);
    expect(await recorder.sync({ store: watched }, true)).toMatchObject({ kind: 'synced' });
    expect(noted.length).toBeGreaterThan(0);
    expect(await recorder.mailbox()).toMatchObject({ tried: [] });
  });

  test('an outage is no fault of the mail', async () => {
    const { id } = recorder.arrive('ill', LARGE);
    const faulty = refusing(
      store,
      () => id,
      () => new StoreError('unavailable', 'down'),
    );
    for (let tries = 0; tries < 10; tries++) {
      expect(await recorder.sync({ store: faulty })).toMatchObject({ kind: 'postponed' });
      recorder.advance(10 * MINUTE);
    }
    const { gateway } = recorder.deps;
    const limited = {
      ...gateway,
      getAttachments: async () => err({ code: 'passing', reason: 'rate_limited', message: '429' } as const),
      getMessage: async (mailboxId: string, messageId: string) => {
        const raw = await gateway.getMessage(mailboxId, messageId);
        if (!raw.ok || messageId !== id) return raw;
        return { ...raw, value: { ...raw.value, attachments: [] } };
      },
    };
    for (let tries = 0; tries < 10; tries++) {
      await recorder.sync({ gateway: limited });
      recorder.advance(10 * MINUTE);
      if ((await recorder.message('ill', id)) !== null) break;
    }
    expect(await attention()).toBeNull();
    expect(await recorder.sync()).toMatchObject({ kind: 'synced' });
    expect(await recorder.message('ill', id)).toMatchObject({ text: 'Yes.' });
  });

  test('nothing can be written in its conversation: the cursor passes it, and it is read whole later', async () => {
    const { id, healthyId } = recorder.arrive('ill', PLAIN);
    const faulty = refusing(
      store,
      () => 'ill',
      () => new StoreError('too_large', 'too large'),
    );
    const before = await cursor();
    for (let tries = 0; tries < 5; tries++) {
      await recorder.sync({ store: faulty });
      recorder.advance(MINUTE);
    }
    expect(await cursor()).not.toBe(before);
    expect(await recorder.mailbox()).toMatchObject({ missedThreads: ['ill'] });
    expect(await recorder.message('healthy', healthyId)).not.toBeNull();
    expect(await recorder.sync()).toMatchObject({ kind: 'synced' });
    expect(await recorder.message('ill', id)).not.toBeNull();
    expect(await recorder.mailbox()).toMatchObject({ missedThreads: [] });
  });

  test('an event of Gmail is delivered again while a mail is tried, and settled afterwards', async () => {
    recorder.arrive('ill', PLAIN);
    const hint = String(recorder.gmail.latestHistoryId);
    const faulty = refusing(
      store,
      () => 'ill',
      () => new TypeError('a bug'),
    );
    const notified = (change: { store: DocumentStore }) =>
      syncMailbox({ ...recorder.deps, ...change })({ mailboxId: 'm1', hint });
    expect(await notified({ store: faulty })).toMatchObject({ kind: 'retry' });
    expect(await notified({ store })).toMatchObject({ kind: 'synced' });
    expect(await notified({ store })).toMatchObject({ kind: 'stale' });
  });
});
