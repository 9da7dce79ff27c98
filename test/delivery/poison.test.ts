import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { takeTurn } from '../../shared/application/conversation/take-turn.ts';
import { syncMailbox } from '../../shared/application/mailbox/sync.ts';
import {
  LONGEST_BACK_OFF_MS,
  MAX_ATTEMPTS,
  SHOWN_AFTER_FAILURES,
  SLOW_SHOWN_AFTER,
} from '../../shared/domain/conversation/faults.ts';
import { err } from '../../shared/domain/result.ts';
import { paths } from '../../shared/persistence/paths.ts';
import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { createRig, type Owner, type Rig } from '../support/rig/rig.ts';

/** Something fails again and again: it is set aside with its reason, and nothing else waits for it. */
describe('poison', () => {
  let rig: Rig;
  let owner: Owner;
  let healthy: string;
  let ill: string;
  beforeEach(async () => {
    rig = await createRig(new MemoryStore().connect());
    owner = await rig.addOwner('owner@example.com');
    // In this order, so that the ill one is met first.
    ill = await rig.addThread(owner, 'john@example.com');
    healthy = await rig.addThread(owner, 'jane@example.com');
  });
  afterEach(() => rig.close());

  const turnOf = (threadId: string, deps = rig.deps()) => takeTurn(deps)({ userId: owner.userId, threadId });
  const begin = async (): Promise<void> => {
    await turnOf(healthy);
    await turnOf(ill);
    await rig.goOn(owner, healthy);
  };

  test('a mail that Gmail does not hand out is set aside; its mailbox goes on', async () => {
    await begin();
    rig.answer(owner, 'john@example.com', 'Poison.');
    const poison = rig.google.world.mails(owner.email)[0]?.id ?? '';
    rig.answer(owner, 'jane@example.com', 'What does it cost?');
    const deps = rig.deps();
    const gateway: typeof deps.gateway = {
      ...deps.gateway,
      getMessage: async (mailboxId, id) =>
        id === poison ? err({ code: 'unavailable', message: '500' }) : deps.gateway.getMessage(mailboxId, id),
    };
    const sync = () =>
      syncMailbox({ ...deps, gateway })({ mailboxId: owner.mailboxId, hint: String(2n ** 60n) });
    const cursor = async () => (await deps.store.get(paths.mailbox(owner.mailboxId)))?.data.historyId;
    const before = await cursor();
    let tries = 0;
    for (; (await rig.view(owner, ill)).thread.attention === null; tries++) {
      expect(tries, 'tried for ever').toBeLessThan(10);
      expect(await sync()).toMatchObject({ kind: 'retry' });
      expect(await cursor(), 'the cursor waits for the mail').toBe(before);
      if (tries === 6) rig.advance(120_000);
    }
    // Six within moments are a crowd of notifications, not a mail that is never handed out.
    expect(tries).toBe(8);
    // The other conversation did not wait for all that.
    expect((await rig.view(owner, healthy)).thread.unanswered).toHaveLength(1);
    await sync();
    expect(await cursor()).not.toBe(before);

    const { thread, messages } = await rig.view(owner, ill);
    expect(thread.attention).toMatchObject({ code: 'mail_unreadable' });
    expect(thread.attention).toMatchObject({ code: 'mail_unreadable', params: { cause: 'not_fetched' } });
    expect(messages.find(({ id }) => id === poison)).toMatchObject({
      classification: { kind: 'unreadable', reason: 'could not be fetched' },
    });
    await turnOf(healthy);
    expect(rig.arrived('jane@example.com')).toHaveLength(2);
  });

  const questions = async (): Promise<void> => {
    for (const recipient of ['john@example.com', 'jane@example.com'])
      rig.answer(owner, recipient, 'A question?');
    await syncMailbox(rig.deps())({ mailboxId: owner.mailboxId, hint: null });
  };

  test('an outage of the model flags nobody, is told once, and ends by itself for all who wait', async () => {
    await begin();
    await questions();
    const deps = rig.deps();
    const writer: typeof deps.writer = {
      ...deps.writer,
      write: async () => err({ code: 'unavailable', message: '503' }),
    };
    let longest = 0;
    for (let tries = 0; tries < 60; tries++) {
      rig.advance(longest);
      for (const threadId of [ill, healthy]) {
        expect(await turnOf(threadId, { ...deps, writer })).toBe('retry_later');
        const { thread } = await rig.view(owner, threadId);
        expect(thread.attention).toBeNull();
        longest = Math.max(longest, (thread.nextActionAt ?? 0) - deps.clock.now());
      }
    }
    expect(longest).toBeLessThanOrEqual(30 * 60_000);
    const mailbox = async () => (await deps.store.get(paths.mailbox(owner.mailboxId)))?.data;
    expect(await mailbox()).toMatchObject({ outage: { cause: 'model' } });
    expect(await turnOf(healthy)).toBe('waiting');
    expect((await mailbox())?.outage).toBeNull();
    const { thread } = await rig.view(owner, ill);
    expect((thread.nextActionAt ?? 0) - deps.clock.now()).toBeLessThanOrEqual(1000);
    await turnOf(ill);
    expect(rig.arrived('john@example.com')).toHaveLength(2);
    expect((await rig.view(owner, ill)).thread).toMatchObject({
      failures: 0,
      attempts: 0,
      waitingFor: { code: 'answer' },
    });
  });

  test('an exception of the conversation’s own is shown, tried again all the same, and over once it works', async () => {
    await begin();
    await questions();
    const deps = rig.deps();
    const writer: typeof deps.writer = {
      ...deps.writer,
      write: async () => {
        throw new TypeError('a bug');
      },
    };
    for (let tries = 1; tries <= SHOWN_AFTER_FAILURES; tries++) {
      expect((await rig.view(owner, ill)).thread.attention, `before try ${tries}`).toBeNull();
      expect(await turnOf(ill, { ...deps, writer })).toBe('retry_later');
    }
    const { thread } = await rig.view(owner, ill);
    expect(thread).toMatchObject({
      lease: null,
      attention: { code: 'repeated_failure', params: { cause: 'failed' } },
    });
    expect(thread.nextActionAt).toBeLessThanOrEqual(deps.clock.now() + LONGEST_BACK_OFF_MS);
    await turnOf(healthy);
    expect(rig.arrived('jane@example.com')).toHaveLength(2);
    expect(rig.arrived('john@example.com')).toHaveLength(1);
    await turnOf(ill);
    expect(rig.arrived('john@example.com')).toHaveLength(2);
    expect((await rig.view(owner, ill)).thread).toMatchObject({ attention: null, needsAttention: false });
  });

  test('a model that is too slow is told to the owner after a few attempts, all of them counted', async () => {
    await begin();
    await questions();
    const deps = rig.deps();
    const usage = { inputTokens: 1000, outputTokens: 0, cachedInputTokens: 0 };
    const before = (await rig.view(owner, ill)).thread.usage.inputTokens;
    const writer: typeof deps.writer = {
      ...deps.writer,
      write: async () => err({ code: 'timeout', message: 'slow', usage }),
    };
    const start = deps.clock.now();
    for (let tries = 1; tries <= SLOW_SHOWN_AFTER; tries++) {
      const { thread } = await rig.view(owner, ill);
      expect(thread.attention, `before try ${tries}`).toBeNull();
      if (tries > 1) rig.advance(Math.max(0, (thread.nextActionAt ?? 0) - deps.clock.now()));
      expect(await turnOf(ill, { ...deps, writer })).toBe('retry_later');
    }
    expect(deps.clock.now() - start).toBeLessThan(15 * 60_000);
    const { thread } = await rig.view(owner, ill);
    expect(thread.attention).toMatchObject({ code: 'model_failed', params: { cause: 'too_slow' } });
    expect(thread.usage.inputTokens - before).toBe(SLOW_SHOWN_AFTER * 1000);
    await turnOf(ill);
    expect((await rig.view(owner, ill)).thread.attention).toBeNull();
  });

  test('a thread whose turns never end is set aside, and does not crash another process', async () => {
    const deps = rig.deps();
    /** Never answers: as if the process had died there. */
    const writer: typeof deps.writer = { ...deps.writer, write: () => new Promise(() => {}) };
    for (let crash = 0; crash < MAX_ATTEMPTS; crash++) {
      const asked = Promise.withResolvers<void>();
      const dying: typeof deps.writer = {
        ...writer,
        write: (prompt) => {
          asked.resolve();
          return writer.write(prompt);
        },
      };
      void turnOf(ill, { ...deps, writer: dying });
      await asked.promise;
      rig.advance(deps.settings.leaseMs);
    }
    expect(await turnOf(ill)).toBe('set_aside');
    const { thread } = await rig.view(owner, ill);
    const aside = thread.nextActionAt ?? 0;
    expect(thread).toMatchObject({
      setAsideUntil: aside,
      lease: null,
      attention: { code: 'repeated_failure', params: { cause: 'crashed' } },
    });
    expect(aside - deps.clock.now()).toBeGreaterThan(59 * 60_000);
    expect(await turnOf(healthy)).toBe('waiting');
    expect(rig.arrived('jane@example.com')).toHaveLength(1);
    expect(await turnOf(ill), 'woken by something else meanwhile').toBe('set_aside');
    expect((await rig.view(owner, ill)).thread.nextActionAt).toBe(aside);
    expect(rig.arrived('john@example.com')).toEqual([]);
    rig.advance(60 * 60_000);
    expect(await turnOf(ill), 'tried again by itself').toBe('waiting');
    expect(rig.arrived('john@example.com')).toHaveLength(1);
    expect((await rig.view(owner, ill)).thread).toMatchObject({ attention: null, attempts: 0 });
  });
});
