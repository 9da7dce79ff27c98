import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { DocumentStore } from '../../../shared/application/ports/document-store.ts';
import { type MemoryCgroup, memoryCgroup } from '../../support/memory-cgroup.ts';
import { monster, mutatedMail } from '../mutations.ts';
import { fromStranger, longHtml, longNames, longText, manyFiles } from './large-mails.ts';
import { openRecorder, type Recorder } from './recorder.ts';

const KINDS = new URL('../../fixtures/mail/kinds/', import.meta.url);
const realMails = readdirSync(KINDS)
  .filter((file) => file.endsWith('.eml'))
  .map((file) => readFileSync(new URL(file, KINDS)));

/** What all this may need, besides what the test's process holds when it begins. */
const MEMORY_MB = 512;

/**
 * From the bytes of a mail to the documents of a store: whatever the bytes, no exception escapes, no document is over its
 * limit, the mail is on record and nothing after it is blocked. In a cgroup where the machine lets us make one: the kernel ends a
 * process that needs more.
 */
export const describeStoredMails = (open: () => Promise<DocumentStore>, runs: number): void => {
  let store: DocumentStore;
  let recorder: Recorder;
  let threads = 0;
  let cgroup: MemoryCgroup | null = null;
  beforeAll(() => {
    cgroup = memoryCgroup(MEMORY_MB);
    if (cgroup) writeFileSync(cgroup.procs, String(process.pid));
  });
  afterAll(() => {
    cgroup?.leave(process.pid);
    cgroup?.remove();
  });
  beforeEach(async () => {
    store = await open();
    recorder = await openRecorder(store);
  });
  afterEach(() => store.close());

  const isStored = async (threadId: string, raw: Uint8Array): Promise<void> => {
    const { id, healthyId } = recorder.arrive(threadId, raw);
    expect(await recorder.sync()).toMatchObject({ kind: 'synced' });
    expect(recorder.failures).toEqual([]);
    // Also one that claims to be a mail of ours, which is none.
    expect(await recorder.message(threadId, id)).toMatchObject({ id, direction: 'inbound' });
    expect(await recorder.message('healthy', healthyId)).not.toBeNull();
    expect(await recorder.tooLarge(threadId)).toEqual([]);
  };
  const storedInNewThread = async (raw: Uint8Array): Promise<void> => {
    const threadId = `t${++threads}`;
    // With others allowed, strangers join the conversation.
    await recorder.begin(threadId, 'jane@example.com', { allowOthers: true });
    await recorder.begin('healthy', 'healthy@example.com');
    await isStored(threadId, raw);
  };

  describe('from bytes to documents', () => {
    test('real mails, damaged', async () => {
      await fc.assert(fc.asyncProperty(mutatedMail(realMails), storedInNewThread), { numRuns: runs });
    });

    test('monsters made of the grammar', async () => {
      await fc.assert(fc.asyncProperty(monster, storedInNewThread), { numRuns: runs });
    });

    test.each<[string, () => Uint8Array]>([
      ['1.4 MB of attachments with long names', longNames],
      ['three megabytes of text, half of it quoted', () => longText(3_000_000)],
      ['two megabytes of HTML', () => longHtml(2_000_000)],
      ['five long files', () => manyFiles(5, 200_000)],
    ])('%s', async (_name, mail) => {
      await storedInNewThread(mail());
    });

    test('forty senders with long names in one conversation', async () => {
      await recorder.begin('many', 'jane@example.com', { allowOthers: true });
      for (let n = 0; n < 40; n++) await isStored('many', fromStranger(n));
      const { participants, held } = await recorder.thread('many');
      expect(Math.max(...participants.map(({ name }) => name?.length ?? 0))).toBeLessThanOrEqual(200);
      expect(held.length).toBe(40);
    });
  });
};
